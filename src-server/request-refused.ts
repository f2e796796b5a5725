/** Why a request is refused as a whole; each has its HTTP status here, so that both hosts say the same. */
const STATUS = {
  /** It is not what the protocol allows. */
  malformed: 422,
  /** No or a wrong token, signature or challenge. */
  unauthorised: 401,
  /** The one-time code is unknown, used by another desk or too old. */
  codeInvalid: 403,
  /** The desk is fenced or revoked; its next hello says which. */
  fenced: 403,
  /** The desk's program is older than the one before the server's: it has to be renewed first (RFC 9110, 426). */
  tooOld: 426,
  notFound: 404,
  conflict: 409,
  /** The file lies here already: nothing has to be sent. */
  held: 409,
  /** The upload is no more: too long without a byte. */
  gone: 410,
  tooLarge: 413,
  /** The file was destroyed with its document (ARC-04): it is neither taken nor given any more. */
  erased: 403,
  /** The part that is asked for lies behind the end of the file. */
  noSuchRange: 416,
  /** The bytes that came are not those of the hash. */
  wrongBytes: 422,
  /** Too many at once. */
  tooMany: 429,
  /** The disk is full. */
  diskFull: 507,
  /** Too many operations wait already. */
  busy: 503,
} as const;
export type RefusalCode = keyof typeof STATUS;

/** A request that had no effect. The message is for the log and for the other side's administrator. */
export class RequestRefused extends Error {
  readonly code: RefusalCode;
  readonly status: number;
  readonly retryAfterSeconds: number | null;

  constructor(code: RefusalCode, message: string, options: ErrorOptions & { readonly retryAfterSeconds?: number } = {}) {
    super(message, options);
    this.name = 'RequestRefused';
    this.code = code;
    this.status = STATUS[code];
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}

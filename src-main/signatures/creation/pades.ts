import { CMS } from '../formats/cms/oids.ts';
import { readContents } from '../formats/pdf/contents.ts';
import { digestOf, signContent } from './cades.ts';
import { SignatureCreationError } from './errors.ts';
import { timestampRequestFor, withSignatureTimestamp } from './signature-timestamp.ts';
import type { SigningKey } from './signing-key.ts';

const [LESS, GREATER, ZERO] = [0x3c, 0x3e, 0x30];

export interface PadesRequest {
  /** The bytes of the PDF that are signed, in their order: the two ranges of /ByteRange. */
  readonly ranges: readonly Uint8Array[];
  readonly key: SigningKey;
}

/**
 * The CMS of a PAdES-BASELINE-B signature for /SubFilter ETSI.CAdES.detached (EN 319 142-1 clauses 5.3 and 6.3):
 * detached, with signing-certificate-v2 and without signing-time, since /M of the dictionary states the time.
 *
 * @throws SignatureCreationError `key`; what the key itself rejects with passes.
 */
export function createPadesContents({ ranges, key }: PadesRequest): Promise<Uint8Array> {
  const contentDigest = digestOf(key.algorithm.digest, ...ranges);
  return signContent({ key, signingTime: null, contentType: CMS.data, contentDigest, attached: null });
}

/**
 * Fills the empty placeholder of /Contents; what is left of it stays zeros. The length of the file does not change.
 *
 * @param contentsStart offset of "<".
 * @param contentsLength bytes from "<" to ">", both counted.
 * @throws SignatureCreationError `placeholder` where the bytes there are no empty placeholder, `placeholder-too-small`
 */
export function embedPadesContents(pdf: Uint8Array, contentsStart: number, contentsLength: number, cms: Uint8Array): Uint8Array {
  const digits = placeholderAt(pdf, contentsStart, contentsLength);
  if (digits.some((byte) => byte !== ZERO)) throw new SignatureCreationError('placeholder', 'something is written there');
  return filled(pdf, contentsStart, digits.length, cms);
}

/** DER of a TimeStampReq over the signature value that stands in /Contents. @throws as `withPadesTimestamp` */
export function padesTimestampRequest(pdf: Uint8Array, contentsStart: number, contentsLength: number, nonce: Uint8Array | null): Uint8Array {
  return timestampRequestFor(embeddedCms(pdf, contentsStart, contentsLength), 0, nonce);
}

/**
 * Adds a signature-time-stamp to the CMS in /Contents (EN 319 142-1 clause 6.3): level B becomes T. The signed bytes
 * are not touched, so the room has to have been made large enough.
 *
 * @throws SignatureCreationError `placeholder`, `placeholder-too-small`, `malformed-signature`, `archived`,
 * `unusable-timestamp` or `other-timestamp`; LimitExceededError
 */
export function withPadesTimestamp(
  pdf: Uint8Array,
  contentsStart: number,
  contentsLength: number,
  tokenOrResponse: Uint8Array,
  nonce: Uint8Array | null,
): Uint8Array {
  const cms = withSignatureTimestamp(embeddedCms(pdf, contentsStart, contentsLength), 0, tokenOrResponse, nonce);
  return filled(pdf, contentsStart, contentsLength - 2, cms);
}

/** The digits between "<" and ">". */
function placeholderAt(pdf: Uint8Array, start: number, length: number): Uint8Array {
  const digits = pdf.subarray(start + 1, start + length - 1);
  const isWhole = Number.isInteger(start) && Number.isInteger(length) && start >= 0 && length >= 4 && digits.length === length - 2;
  if (!isWhole || digits.length % 2 !== 0 || !digits.every(isHexDigit) || pdf[start] !== LESS || pdf[start + length - 1] !== GREATER) {
    throw new SignatureCreationError('placeholder', `no hexadecimal string from ${start} for ${length} bytes`);
  }
  return digits;
}

function isHexDigit(byte: number): boolean {
  return /[0-9A-Fa-f]/.test(String.fromCharCode(byte));
}

function embeddedCms(pdf: Uint8Array, start: number, length: number): Uint8Array {
  placeholderAt(pdf, start, length);
  const { contents, strayPadding, problems } = readContents({ kind: 'string', source: pdf, start, end: start + length, hex: true });
  const [problem] = problems;
  if (problem !== undefined || strayPadding > 0) throw new SignatureCreationError('malformed-signature', problem?.detail ?? 'bytes behind it');
  return contents;
}

function filled(pdf: Uint8Array, start: number, room: number, cms: Uint8Array): Uint8Array {
  const needed = cms.length * 2;
  if (needed > room) throw new SignatureCreationError('placeholder-too-small', `${needed} digits for room of ${room}`);
  const result = Uint8Array.from(pdf);
  result.set(Buffer.from(Buffer.from(cms).toString('hex').padEnd(room, '0'), 'latin1'), start + 1);
  return result;
}

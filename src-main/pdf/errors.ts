import { SourceUnreadable } from './reading/byte-source.ts';

/** Why a source cannot be copied, or not be signed. The codes are for programs; people read the catalogue's words for them. */
export const PDF_REFUSAL_CODES = [
  'not-a-pdf',
  'damaged',
  'encrypted',
  'too-large',
  'too-many-pages',
  'too-deep',
  'bad-image',
  /** Earlier signatures do not permit what was asked for. */
  'changes-forbidden',
  /** A certification must be the first signature of a document. */
  'already-signed',
  /** The place that was chosen does not exist or is too small. */
  'no-room',
  /** A page that was chosen is none of the document's. */
  'no-such-page',
  /** What is to be certified as a copy has no pages that could be shown. */
  'no-visual-form',
] as const;
export type PdfRefusalCode = (typeof PDF_REFUSAL_CODES)[number];

/** A source that this room will not work on; the original is untouched. `details` are for the log, never for people. */
export class PdfRefused extends Error {
  readonly code: PdfRefusalCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: PdfRefusalCode, details: Readonly<Record<string, string | number>>, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.name = 'PdfRefused';
    this.code = code;
    this.details = details;
  }
}

/**
 * Runs work that reads foreign bytes: whatever a parser throws becomes a refusal with its cause; a disk that fails
 * stays what it is.
 * An exhausted stack means nesting beyond reason; a failed allocation means a size beyond reason.
 */
export async function refusing<T>(stage: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asRefusal(stage, error);
  }
}

function asRefusal(stage: string, error: unknown): PdfRefused | SourceUnreadable {
  if (error instanceof PdfRefused || error instanceof SourceUnreadable) return error;
  const reason = error instanceof Error ? error.message.slice(0, 200) : String(error);
  if (error instanceof RangeError) {
    const code = /call stack/i.test(reason) ? 'too-deep' : 'too-large';
    return new PdfRefused(code, { stage, reason }, { cause: error });
  }
  return new PdfRefused('damaged', { stage, reason }, { cause: error });
}

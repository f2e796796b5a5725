import { LimitExceededError, MAX_CONTENT_BYTES } from '../../../limits.ts';
import { Budget, MAX_KEPT_DECODED_BYTES } from '../budget.ts';
import { PdfFormatError } from '../errors.ts';
import { asBuffer } from '../syntax/characters.ts';
import { scanObjects } from './object-scan.ts';
import { isArray, isDictionary, isReference } from '../syntax/objects.ts';
import type { PdfObject, PdfStream } from '../syntax/objects.ts';
import type { ObjectScan } from './object-scan.ts';
import type { ObjectStream } from './object-stream.ts';
import type { SectionCache } from './xref-chain.ts';

const HEADER = Buffer.from('%PDF-', 'latin1');
const HEADER_WINDOW = 1024;

/** Whether a PDF header stands in the first kilobyte, where viewers look for it. */
export function looksLikePdf(bytes: Uint8Array): boolean {
  return asBuffer(bytes.subarray(0, HEADER_WINDOW)).includes(HEADER);
}

/** One file with what its revisions share: budget, sections, decoded object streams, the scan of last resort. */
export class PdfFile {
  readonly bytes: Uint8Array;
  readonly budget: Budget;
  readonly headerOffset: number;
  readonly sections: SectionCache = new Map();
  readonly #objectStreams = new Map<string, ObjectStream>();
  #keptBytes = 0;
  #scan: ObjectScan | null = null;

  /** @throws PdfFormatError without a header; LimitExceededError for a file that is too large. */
  constructor(bytes: Uint8Array, budget = new Budget()) {
    if (bytes.length > MAX_CONTENT_BYTES) throw new LimitExceededError(`${MAX_CONTENT_BYTES} bytes`);
    if (!looksLikePdf(bytes)) throw new PdfFormatError('no PDF header');
    this.bytes = bytes;
    this.budget = budget;
    this.headerOffset = asBuffer(bytes).indexOf(HEADER);
  }

  /** Objects of the whole file, found without its cross-reference table. */
  scan(): ObjectScan {
    this.#scan ??= scanObjects(this.bytes, this.budget);
    return this.#scan;
  }

  /**
   * The decoded object stream, read again where it was dropped meanwhile. One whose filter or header is a
   * reference is never kept: another revision may see another object there.
   */
  objectStream(stream: PdfStream, read: () => ObjectStream): ObjectStream {
    const own = [...stream.dictionary.entries].some(([key, value]) => key !== 'Length' && holdsReference(value));
    if (own) return read();
    const key = `${stream.dataStart}-${stream.dataEnd}`;
    const kept = this.#objectStreams.get(key);
    if (kept !== undefined) return kept;
    const decoded = read();
    if (this.#keptBytes + decoded.bytes.length > MAX_KEPT_DECODED_BYTES) {
      this.#objectStreams.clear();
      this.#keptBytes = 0;
    }
    this.#objectStreams.set(key, decoded);
    this.#keptBytes += decoded.bytes.length;
    return decoded;
  }
}

function holdsReference(value: PdfObject): boolean {
  if (isReference(value)) return true;
  if (isArray(value)) return value.items.some(holdsReference);
  return isDictionary(value) && [...value.entries.values()].some(holdsReference);
}

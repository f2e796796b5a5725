import { PDFObjectParser, PDFName, PDFNumber, PDFRawStream, PDFRef, type PDFContext, type PDFObject } from 'pdf-lib';
import { PdfRefused } from '../errors.ts';
import { PDF_LIMITS } from '../limits.ts';
import type { CrossReference } from './cross-reference.ts';
import { asciiAt, type ByteSource } from './byte-source.ts';
import type { FileParser } from './file-parser.ts';
import { decodeStream } from './stream-decode.ts';

/** Gives objects of one file; `context` holds those that were read. */
export interface ObjectReader {
  readonly context: PDFContext;
  /** Follows a reference; other objects are given back. Undefined: no such object. */
  resolve(object: PDFObject | undefined): PDFObject | undefined;
  /** Whether the text of an object shows, without being parsed, that it has no entry /Kids; false where that cannot be told. */
  hasNoKids(ref: PDFRef): boolean;
  /** Reads every object, for work that follows references through `context`. */
  loadAll(): void;
}

/** Reader over objects that are all in the context already. */
export function contextReader(context: PDFContext): ObjectReader {
  return { context, resolve: (object) => context.lookup(object), hasNoKids: () => false, loadAll: () => undefined };
}

/** A page object is seldom longer. */
const LEAF_BYTES = 1_024;

interface Members {
  readonly bytes: Uint8Array;
  /** Object number and offset of each member. */
  readonly index: readonly (readonly [number: number, offset: number])[];
}

/** Reads objects on demand, each from the place that the cross-reference names: the cost is what is touched. */
export class CrossReferenceReader implements ObjectReader {
  readonly context: PDFContext;
  private readonly source: ByteSource;
  private readonly crossReference: CrossReference;
  private readonly parser: FileParser;
  private readonly members = new Map<number, Members>();
  private readonly underway = new Set<PDFRef>();
  private decodedBytes = 0;

  constructor(source: ByteSource, parser: FileParser, crossReference: CrossReference) {
    this.source = source;
    this.parser = parser;
    this.crossReference = crossReference;
    this.context = parser.objects;
    parser.resolveLengthsWith((ref) => (this.underway.has(ref) ? undefined : this.resolve(ref)));
  }

  resolve(object: PDFObject | undefined): PDFObject | undefined {
    if (!(object instanceof PDFRef)) return object;
    const known = this.context.lookup(object);
    if (known !== undefined) return known;
    if (this.underway.has(object)) throw new PdfRefused('damaged', { reason: 'reference loop', object: object.tag });
    this.underway.add(object);
    try {
      const read = this.read(object);
      if (read !== undefined) this.context.assign(object, read);
      return read;
    } finally {
      this.underway.delete(object);
    }
  }

  hasNoKids({ objectNumber, generationNumber }: PDFRef): boolean {
    const entry = this.crossReference.entries.get(objectNumber);
    if (entry?.kind !== 'offset' || entry.generation !== generationNumber) return false;
    const text = asciiAt(this.source, entry.offset, LEAF_BYTES);
    const end = text.indexOf('endobj');
    // Strings, comments and escapes in names could hide the end or the name.
    const body = text.slice(0, Math.max(0, end));
    return /\/Type\s*\/Page\b/.test(body) && !/Kids|[(%#]/.test(body);
  }

  loadAll(): void {
    for (const [number, entry] of this.crossReference.entries) {
      if (entry.kind !== 'free') this.resolve(PDFRef.of(number, entry.kind === 'offset' ? entry.generation : 0));
    }
  }

  private read(ref: PDFRef): PDFObject | undefined {
    const entry = this.crossReference.entries.get(ref.objectNumber);
    if (entry === undefined || entry.kind === 'free') return undefined;
    if (entry.kind === 'offset') {
      return entry.generation === ref.generationNumber ? this.parser.objectAt(entry.offset, ref) : undefined;
    }
    if (ref.generationNumber !== 0) return undefined;
    const { bytes, index } = this.membersOf(entry.stream);
    const [number, offset] = index[entry.index] ?? [-1, 0];
    if (number !== ref.objectNumber) throw new PdfRefused('damaged', { reason: 'object stream', object: ref.tag });
    return PDFObjectParser.forBytes(bytes.subarray(offset), this.context).parseObject();
  }

  private membersOf(stream: number): Members {
    const known = this.members.get(stream);
    if (known) return known;
    const object = this.resolve(PDFRef.of(stream, 0));
    if (!(object instanceof PDFRawStream)) throw new PdfRefused('damaged', { reason: 'object stream', stream });
    const count = this.numberOf(object, 'N');
    const first = this.numberOf(object, 'First');
    const bytes = decodeStream(object, PDF_LIMITS.decodedStructureBytes - this.decodedBytes);
    this.decodedBytes += bytes.length;
    const head = Buffer.from(bytes.subarray(0, first)).toString('latin1').trim().split(/\s+/).map(Number);
    if (head.length < count * 2) throw new PdfRefused('damaged', { reason: 'object stream index', stream });
    const index = Array.from({ length: count }, (_unused, at): [number, number] => [head[at * 2] ?? -1, first + (head[at * 2 + 1] ?? 0)]);
    const read = { bytes, index };
    this.members.set(stream, read);
    return read;
  }

  private numberOf(stream: PDFRawStream, key: string): number {
    const value = this.resolve(stream.dict.get(PDFName.of(key)));
    const number = value instanceof PDFNumber ? value.asNumber() : -1;
    if (!Number.isInteger(number) || number < 0 || number > PDF_LIMITS.decodedStructureBytes) throw new PdfRefused('damaged', { reason: key });
    return number;
  }
}

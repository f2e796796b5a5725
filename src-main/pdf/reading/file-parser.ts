import { PDFDict, PDFHexString, PDFName, PDFNumber, PDFParser, PDFRawStream, PDFRef, PDFString, type PDFContext, type PDFObject, type PDFStream } from 'pdf-lib';
import { PdfRefused } from '../errors.ts';
import { MemorySource, type ByteSource } from './byte-source.ts';
import { readThrough } from './parser-stream.ts';

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));
const OBJ = ascii('obj');
const STREAM = ascii('stream');
const ENDSTREAM = ascii('endstream');
const CR = 13;
const LF = 10;
/** Bytes that are searched at a time. */
const SEARCHED = 1_048_576;

/** Finds the value of an indirect stream length; undefined where it cannot be found. */
export type LengthLookup = (ref: PDFRef) => PDFObject | undefined;

/**
 * pdf-lib's parser, made to read single objects at stated offsets and kept linear. The base class walks to
 * the end of the file for every string, stream or object that does not close, which hostile files turn into
 * hours; here every byte looked at is counted, and a spent budget ends the file for the parser.
 */
export class FileParser extends PDFParser {
  private readonly source: ByteSource;
  private budget: number;
  private lookUpLength: LengthLookup = () => undefined;

  constructor(source: ByteSource) {
    super(source instanceof MemorySource ? source.bytes : new Uint8Array(0), Infinity);
    if (!(source instanceof MemorySource)) readThrough(this.bytes, source);
    this.source = source;
    this.budget = 64 * source.size + 1_000_000;
  }

  get objects(): PDFContext {
    return this.context;
  }

  resolveLengthsWith(lookUpLength: LengthLookup): void {
    this.lookUpLength = lookUpLength;
  }

  /** @throws PdfRefused once the parser has looked at far more bytes than the file has. */
  assertWithinBudget(): void {
    if (this.budget < 0) throw new PdfRefused('damaged', { reason: 'structure does not close', bytes: this.source.size });
  }

  /** Object at an offset, which must carry the expected header. The position of the parser is kept. */
  objectAt(offset: number, ref: PDFRef): PDFObject {
    const before = this.bytes.offset();
    try {
      this.bytes.moveTo(offset);
      this.expectHeader(ref);
      this.skipWhitespaceAndComments();
      return this.parseObject(ref);
    } finally {
      this.assertWithinBudget();
      this.bytes.moveTo(before);
    }
  }

  /** The indirect object of any number at an offset; for cross-reference streams. */
  anyObjectAt(offset: number): { readonly ref: PDFRef; readonly object: PDFObject } {
    this.bytes.moveTo(offset);
    const number = this.parseRawInt();
    this.skipWhitespaceAndComments();
    const generation = this.parseRawInt();
    const ref = PDFRef.of(number, generation);
    return { ref, object: this.objectAt(offset, ref) };
  }

  /** The dictionary at an offset; for trailers. */
  dictAt(offset: number): PDFDict {
    this.bytes.moveTo(offset);
    this.skipWhitespaceAndComments();
    return this.parseDict();
  }

  protected override parseDictOrStream(ref?: PDFRef): PDFDict | PDFStream {
    const dict = this.parseDict(ref);
    this.skipWhitespaceAndComments();
    if (!this.matchKeyword(STREAM)) return dict;
    if (this.bytes.peek() === CR) this.bytes.next();
    if (this.bytes.peek() === LF) this.bytes.next();
    const start = this.bytes.offset();
    const end = this.statedEnd(dict, start) ?? this.foundEnd(start);
    return PDFRawStream.of(dict, this.bytes.slice(start, end));
  }

  protected override matchKeyword(keyword: number[]): boolean {
    this.spend(1);
    return super.matchKeyword(keyword);
  }

  protected override parseRawInt(): number {
    return this.counted(() => super.parseRawInt());
  }

  protected override parseRawNumber(): number {
    return this.counted(() => super.parseRawNumber());
  }

  protected override parseString(ref?: PDFRef): PDFString {
    return this.counted(() => super.parseString(ref));
  }

  protected override parseHexString(ref?: PDFRef): PDFHexString {
    return this.counted(() => super.parseHexString(ref));
  }

  protected override parseName(): PDFName {
    return this.counted(() => super.parseName());
  }

  private expectHeader(ref: PDFRef): void {
    this.skipWhitespaceAndComments();
    const number = this.parseRawInt();
    this.skipWhitespaceAndComments();
    const generation = this.parseRawInt();
    this.skipWhitespaceAndComments();
    if (number !== ref.objectNumber || generation !== ref.generationNumber || !this.matchKeyword(OBJ)) {
      throw new PdfRefused('damaged', { reason: 'object header', expected: ref.objectNumber });
    }
  }

  private statedEnd(dict: PDFDict, start: number): number | null {
    const stated = dict.get(PDFName.of('Length'));
    const here = this.bytes.offset();
    const length = stated instanceof PDFRef ? this.lookUpLength(stated) : stated;
    this.bytes.moveTo(here);
    if (!(length instanceof PDFNumber)) return null;
    const end = start + length.asNumber();
    if (!Number.isInteger(end) || end < start || end > this.source.size) return null;
    this.bytes.moveTo(end);
    this.skipWhitespaceAndComments();
    if (this.matchKeyword(ENDSTREAM)) return end;
    this.bytes.moveTo(start);
    return null;
  }

  private foundEnd(start: number): number {
    const found = this.find('endstream', start);
    this.spend((found ?? this.source.size) - start);
    if (found === null) throw new PdfRefused('damaged', { reason: 'stream does not end', offset: start });
    this.bytes.moveTo(found + ENDSTREAM.length);
    const before = this.source.read(found - 2, 2);
    if (before[1] === LF) return Math.max(start, before[0] === CR ? found - 2 : found - 1);
    return Math.max(start, before[1] === CR ? found - 1 : found);
  }

  /** Where a word begins, from an offset on; read piece by piece, since the file may not be in memory. */
  private find(word: string, from: number): number | null {
    for (let at = from; at < this.source.size; at += SEARCHED - word.length) {
      const { buffer, byteOffset, byteLength } = this.source.read(at, SEARCHED);
      const found = Buffer.from(buffer, byteOffset, byteLength).indexOf(word, 0, 'latin1');
      if (found >= 0) return at + found;
    }
    return null;
  }

  private counted<T>(parse: () => T): T {
    const from = this.bytes.offset();
    try {
      return parse();
    } finally {
      this.spend(this.bytes.offset() - from);
    }
  }

  private spend(bytes: number): void {
    this.budget -= bytes;
    if (this.budget < 0) this.bytes.moveTo(this.source.size);
  }
}

import { PdfFormatError } from '../errors.ts';
import { asBuffer, isWhite } from '../syntax/characters.ts';
import { isDictionary } from '../syntax/objects.ts';
import { Parser } from '../syntax/parser.ts';
import type { Budget } from '../budget.ts';
import type { PdfDictionary, PdfObject, PdfStream } from '../syntax/objects.ts';

/** `12 0 obj … endobj` (ISO 32000-2 clause 7.3.10). */
export interface IndirectObject {
  readonly number: number;
  readonly generation: number;
  readonly value: PdfObject;
  readonly start: number;
  /** After `endobj`, or after the value where that word is missing. */
  readonly end: number;
  /** Whether `endobj` stands where it belongs. */
  readonly closed: boolean;
  /** Whether it holds tokens that are no PDF objects: other readers may take something else from them. */
  readonly odd: boolean;
  /** Whether it is a stream whose `/Length` is wrong. */
  readonly wrongLength: boolean;
}

export interface IndirectReading {
  readonly bytes: Uint8Array;
  readonly limit: number;
  readonly budget: Budget;
  /** Resolves a `/Length` that is a reference; null where it cannot be. */
  readonly lengthOf: (value: PdfObject) => number | null;
}

const ENDSTREAM = Buffer.from('endstream', 'latin1');

/** @throws PdfFormatError where no indirect object stands at `start` (white space before it is skipped). */
export function readIndirectObject(reading: IndirectReading, start: number): IndirectObject {
  const { bytes, limit, budget } = reading;
  const parser = new Parser(bytes, start, limit);
  try {
    return readWith(reading, parser, start);
  } finally {
    // Work on what fails counts as well: a thousand open strings must not be read to the end a thousand times.
    budget.spend(parser.position - start + 16);
  }
}

function readWith(reading: IndirectReading, parser: Parser, start: number): IndirectObject {
  parser.skipSpace();
  const number = parser.takeUnsigned();
  parser.skipSpace();
  const generation = number === null ? null : parser.takeUnsigned();
  parser.skipSpace();
  if (number === null || generation === null || !takeObj(parser)) {
    throw new PdfFormatError(`indirect object expected at byte ${start}`);
  }
  parser.skipSpace();
  const empty = parser.takeWord('endobj');
  let value: PdfObject = empty ? null : parser.parse();
  const { odd } = parser;
  let wrongLength = false;
  parser.skipSpace();
  if (isDictionary(value) && parser.takeWord('stream')) {
    const stream = readStream(reading, value, parser.position);
    value = stream.stream;
    ({ wrongLength } = stream);
    // A stream is skipped, not read.
    const read = parser.position - start;
    parser.position = stream.end;
    reading.budget.spend(read - (stream.end - start));
    parser.skipSpace();
  }
  const closed = empty || parser.takeWord('endobj');
  return { number, generation, value, start, end: parser.position, closed, odd, wrongLength };
}

/** `obj` may be followed at once by a number or a word: "1 0 obj12". */
function takeObj(parser: Parser): boolean {
  if (parser.peek() !== 0x6f || parser.peek(1) !== 0x62 || parser.peek(2) !== 0x6a) return false;
  parser.position += 3;
  return true;
}

/** `after`: behind the word `stream`. */
function readStream(
  { bytes, limit, budget, lengthOf }: IndirectReading,
  dictionary: PdfDictionary,
  after: number,
): { stream: PdfStream; end: number; wrongLength: boolean } {
  let dataStart = after;
  if (bytes[dataStart] === 0x20) dataStart = skipBlanks(bytes, dataStart);
  if (bytes[dataStart] === 13) dataStart += 1;
  if (bytes[dataStart] === 10) dataStart += 1;
  const length = lengthOf(dictionary.entries.get('Length') ?? null);
  if (length !== null && length >= 0 && dataStart + length <= limit) {
    const end = endstreamAt(bytes, dataStart + length, limit);
    if (end !== null) {
      return { stream: { kind: 'stream', dictionary, source: bytes, dataStart, dataEnd: dataStart + length }, end, wrongLength: false };
    }
  }
  const found = asBuffer(bytes).indexOf(ENDSTREAM, dataStart);
  budget.spend((found < 0 ? limit : found) - dataStart);
  if (found < 0 || found + ENDSTREAM.length > limit) throw new PdfFormatError(`stream without end at byte ${dataStart}`);
  let dataEnd = found;
  if (dataEnd > dataStart && bytes[dataEnd - 1] === 10) dataEnd -= 1;
  if (dataEnd > dataStart && bytes[dataEnd - 1] === 13) dataEnd -= 1;
  const stream: PdfStream = { kind: 'stream', dictionary, source: bytes, dataStart, dataEnd };
  return { stream, end: found + ENDSTREAM.length, wrongLength: true };
}

/** Blanks behind `stream` are skipped only where an end of line follows them; else they are data. */
function skipBlanks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] === 0x20) at += 1;
  return bytes[at] === 13 || bytes[at] === 10 ? at : start;
}

/** Place behind `endstream` if nothing but white space precedes it. */
function endstreamAt(bytes: Uint8Array, start: number, limit: number): number | null {
  let at = start;
  while (at < limit && isWhite(bytes[at]) && at - start < 8) at += 1;
  const end = at + ENDSTREAM.length;
  return end <= limit && asBuffer(bytes).compare(ENDSTREAM, 0, ENDSTREAM.length, at, end) === 0 ? end : null;
}

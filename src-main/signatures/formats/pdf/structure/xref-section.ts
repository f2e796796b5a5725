import { LimitExceededError } from '../../../limits.ts';
import { MAX_XREF_ENTRIES } from '../budget.ts';
import { PdfFormatError } from '../errors.ts';
import { isArray, isStream, nameOf } from '../syntax/objects.ts';
import { Parser } from '../syntax/parser.ts';
import { decodeStream } from './filters.ts';
import { readIndirectObject } from './indirect-object.ts';
import type { Budget } from '../budget.ts';
import type { PdfDictionary, PdfObject } from '../syntax/objects.ts';

/** Where an object is. */
export type XrefEntry =
  | { readonly type: 'free' }
  | { readonly type: 'offset'; readonly offset: number }
  | { readonly type: 'compressed'; readonly container: number; readonly index: number };

/** One cross-reference table or stream with its trailer (ISO 32000-2 clauses 7.5.4, 7.5.5, 7.5.8). */
export interface XrefSection {
  readonly offset: number;
  readonly end: number;
  /** Entries packed into one number each: a table can name a million objects. */
  readonly entries: ReadonlyMap<number, number>;
  /** Generations other than 0 of the objects in the file. */
  readonly generations: ReadonlyMap<number, number>;
  /** The stream that a table of the hybrid form names, joined to it. */
  readonly joined: XrefSection | null;
  readonly trailer: PdfDictionary;
  readonly form: 'table' | 'stream';
  /** Object numbers named more than once in this section: readers differ on which entry counts. */
  readonly repeated: readonly number[];
}

const FREE = -1;
const INDEX_SPAN = 2 ** 20;

export function unpackEntry(packed: number): XrefEntry {
  if (packed >= 0) return { type: 'offset', offset: packed };
  if (packed === FREE) return { type: 'free' };
  const value = -packed - 2;
  return { type: 'compressed', container: Math.floor(value / INDEX_SPAN), index: value % INDEX_SPAN };
}

/** @throws PdfFormatError for numbers no sound file has. */
export function packCompressed(container: number, index: number): number {
  if (index >= INDEX_SPAN || container > 2 ** 31) throw new PdfFormatError('cross-reference entry out of range');
  return -2 - container * INDEX_SPAN - index;
}

export interface SectionReading {
  readonly bytes: Uint8Array;
  readonly limit: number;
  readonly budget: Budget;
}

/** @throws PdfFormatError where neither a table nor a cross-reference stream stands at `offset`. */
export function readXrefSection(reading: SectionReading, offset: number): XrefSection {
  const parser = new Parser(reading.bytes, offset, reading.limit);
  parser.skipSpace();
  return parser.takeWord('xref') ? readTable(reading, parser, offset) : readXrefStream(reading, offset);
}

class Entries {
  readonly map = new Map<number, number>();
  readonly generations = new Map<number, number>();
  readonly repeated: number[] = [];

  add(number: number, packed: number, generation: number): void {
    if (this.map.has(number)) {
      this.repeated.push(number);
      return;
    }
    if (this.map.size >= MAX_XREF_ENTRIES) throw new LimitExceededError(`${MAX_XREF_ENTRIES} cross-reference entries`);
    this.map.set(number, packed);
    if (packed >= 0 && generation !== 0) this.generations.set(number, generation);
  }
}

function readTable({ budget }: SectionReading, parser: Parser, offset: number): XrefSection {
  const entries = new Entries();
  for (;;) {
    parser.skipSpace();
    if (parser.takeWord('trailer')) break;
    const first = number(parser);
    const count = number(parser);
    for (let index = 0; index < count; index += 1) {
      const place = number(parser);
      const generation = number(parser);
      parser.skipSpace();
      const used = parser.takeWord('n');
      if (!used && !parser.takeWord('f')) throw new PdfFormatError(`cross-reference entry expected at byte ${parser.position}`);
      // Offset 0 is the header; writers that mean "free" put it there.
      entries.add(first + index, used && place > 0 ? place : FREE, generation);
    }
  }
  parser.skipSpace();
  const trailer = parser.parseDictionary();
  budget.spend(parser.position - offset);
  const { map, generations, repeated } = entries;
  return { offset, end: parser.position, entries: map, generations, joined: null, trailer, form: 'table', repeated };
}

function number(parser: Parser): number {
  parser.skipSpace();
  const value = parser.takeUnsigned();
  if (value === null) throw new PdfFormatError(`number expected at byte ${parser.position}`);
  return value;
}

function readXrefStream(reading: SectionReading, offset: number): XrefSection {
  const direct = (value: PdfObject): PdfObject => value;
  const lengthOf = (value: PdfObject): number | null => (typeof value === 'number' ? value : null);
  const object = readIndirectObject({ ...reading, lengthOf }, offset);
  const { value } = object;
  if (!isStream(value) || nameOf(value.dictionary.entries.get('Type')) !== 'XRef') {
    throw new PdfFormatError(`cross-reference section expected at byte ${offset}`);
  }
  const { dictionary } = value;
  const widths = integers(dictionary.entries.get('W'));
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const width = typeWidth + secondWidth + thirdWidth;
  if (widths.length < 3 || widths.some((one) => one > 8) || width === 0) throw new PdfFormatError('cross-reference stream without widths');
  const data = decodeStream(value, direct, reading.budget);
  const size = dictionary.entries.get('Size');
  const ranges = dictionary.entries.has('Index') ? integers(dictionary.entries.get('Index')) : [0, typeof size === 'number' ? size : 0];
  const entries = new Entries();
  let at = 0;
  const field = (bytes: number): number => {
    let result = 0;
    for (let index = 0; index < bytes; index += 1) result = result * 256 + (data[at + index] ?? 0);
    at += bytes;
    return result;
  };
  for (let pair = 0; pair + 1 < ranges.length; pair += 2) {
    const [first = 0, count = 0] = ranges.slice(pair, pair + 2);
    for (let index = 0; index < count && at + width <= data.length; index += 1) {
      const type = typeWidth === 0 ? 1 : field(typeWidth);
      const second = field(secondWidth);
      const third = field(thirdWidth);
      if (!Number.isSafeInteger(second)) throw new PdfFormatError('cross-reference entry out of range');
      // Types unknown today mean the null object (clause 7.5.8.3).
      const packed = type === 1 && second > 0 ? second : type === 2 ? packCompressed(second, third) : FREE;
      entries.add(first + index, packed, third);
    }
  }
  const { map, generations, repeated } = entries;
  return { offset, end: object.end, entries: map, generations, joined: null, trailer: dictionary, form: 'stream', repeated };
}

function integers(value: PdfObject | undefined): number[] {
  if (!isArray(value)) return [];
  const numbers = value.items.map((item) => (typeof item === 'number' && Number.isSafeInteger(item) && item >= 0 ? item : null));
  if (numbers.includes(null)) throw new PdfFormatError('list of numbers expected in a cross-reference stream');
  return numbers.filter((one) => one !== null);
}


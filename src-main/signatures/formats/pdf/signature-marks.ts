import { LimitExceededError } from '../../limits.ts';
import { MAX_SIGNATURES } from './budget.ts';
import { byteRangeMarks } from './byte-range-marks.ts';
import { PdfFormatError } from './errors.ts';
import { headerBefore } from './structure/object-scan.ts';
import { readIndirectObject } from './structure/indirect-object.ts';
import { asBuffer } from './syntax/characters.ts';
import { dictionaryOf, isArray, isDictionary, isStream } from './syntax/objects.ts';
import type { PlacedDictionary } from './byte-range.ts';
import type { IndirectObject } from './structure/indirect-object.ts';
import type { PdfView } from './structure/view.ts';
import type { PdfDictionary, PdfObject } from './syntax/objects.ts';

/** Signature dictionaries that the bytes show, whether or not the document still leads to them. */
export interface MarkedDictionaries {
  readonly dictionaries: readonly PlacedDictionary[];
  /** Places of `/ByteRange` keys that belong to no object that can be read. */
  readonly unreadable: readonly number[];
}

/** Objects tried backwards from a mark that no cross-reference entry explains. */
const MAX_TRIES = 8;
const OBJ = Buffer.from('obj', 'latin1');

/** Finds signature dictionaries by their bytes; what only looks like one inside a stream is left out. */
export function findMarkedDictionaries(view: PdfView): MarkedDictionaries {
  const marks = byteRangeMarks(view.file.bytes);
  const dictionaries = new Map<number, PlacedDictionary>();
  const unreadable: number[] = [];
  if (marks.length === 0) return { dictionaries: [], unreadable };
  const known = knownOffsets(view);
  for (const mark of marks) {
    const object = objectAround(view, known, mark);
    if (object === null) {
      unreadable.push(mark);
      continue;
    }
    if (isStream(object.value) && mark >= object.value.dataStart && mark < object.value.dataEnd) continue;
    const dictionary = innermost(object.value, mark);
    if (dictionary === null || !dictionary.entries.has('ByteRange')) continue;
    const own = dictionaryOf(object.value) === dictionary;
    dictionaries.set(dictionary.start, { dictionary, inFile: true, objectNumber: own ? object.number : null });
    if (dictionaries.size > MAX_SIGNATURES) throw new LimitExceededError(`${MAX_SIGNATURES} signatures`);
  }
  return { dictionaries: [...dictionaries.values()], unreadable };
}

/** Places of all objects that any revision names, ascending. */
function knownOffsets(view: PdfView): Float64Array {
  if (view.chain === null) return Float64Array.from(view.file.scan().objects, ({ offset }) => offset);
  const { sections, base } = view.chain;
  const offsets = new Set<number>();
  for (const { entries, offset } of sections) {
    offsets.add(offset);
    for (const packed of entries.values()) if (packed >= 0) offsets.add(packed + base);
  }
  return Float64Array.from(offsets).sort();
}

function objectAround(view: PdfView, known: Float64Array, mark: number): IndirectObject | null {
  const place = lastAtOrBefore(known, mark);
  const fromTable = place === null ? null : objectHolding(view, place, mark);
  if (fromTable !== null) return fromTable;
  const { bytes, budget } = view.file;
  let before = mark;
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const word = before < OBJ.length ? -1 : asBuffer(bytes).lastIndexOf(OBJ, before - OBJ.length);
    if (word < 0) return null;
    budget.spend(before - word);
    before = word;
    const header = headerBefore(bytes, word, 0);
    const object = header === null ? null : objectHolding(view, header, mark);
    if (object !== null) return object;
  }
  return null;
}

function objectHolding(view: PdfView, offset: number, mark: number): IndirectObject | null {
  const { bytes, budget } = view.file;
  const lengthOf = (value: PdfObject): number | null => {
    const length = view.resolve(value);
    return typeof length === 'number' ? length : null;
  };
  try {
    const object = readIndirectObject({ bytes, limit: bytes.length, budget, lengthOf }, offset);
    return object.end > mark ? object : null;
  } catch (error) {
    if (error instanceof PdfFormatError) return null;
    throw error;
  }
}

function lastAtOrBefore(sorted: Float64Array, value: number): number | null {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : (sorted[low - 1] ?? null);
}

/** The smallest dictionary around a place of the file. */
function innermost(value: PdfObject, mark: number): PdfDictionary | null {
  const own = dictionaryOf(value);
  if (own === null) {
    if (!isArray(value)) return null;
    return value.items.map((item) => innermost(item, mark)).find((found) => found !== null) ?? null;
  }
  if (mark < own.start || mark >= own.end) return null;
  for (const entry of own.entries.values()) {
    const inner = isDictionary(entry) || isArray(entry) ? innermost(entry, mark) : null;
    if (inner !== null) return inner;
  }
  return own;
}

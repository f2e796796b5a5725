import { LimitExceededError } from '../../../limits.ts';
import { MAX_XREF_ENTRIES } from '../budget.ts';
import { PdfFormatError } from '../errors.ts';
import { asBuffer, isDigit, isWhite } from '../syntax/characters.ts';
import { isStream, nameOf } from '../syntax/objects.ts';
import { Parser } from '../syntax/parser.ts';
import { readIndirectObject } from './indirect-object.ts';
import type { Budget } from '../budget.ts';
import type { PdfDictionary } from '../syntax/objects.ts';

export interface ScannedObject {
  readonly number: number;
  readonly offset: number;
  readonly end: number;
  readonly type: string | null;
}

/** Everything that looks like an object or a trailer, in the order of the file. */
export interface ObjectScan {
  readonly objects: readonly ScannedObject[];
  readonly trailers: readonly { readonly end: number; readonly dictionary: PdfDictionary }[];
}

const OBJ = Buffer.from('obj', 'latin1');
const TRAILER = Buffer.from('trailer', 'latin1');

/** Reads a whole file without its cross-reference table, as viewers do with a damaged one. */
export function scanObjects(bytes: Uint8Array, budget: Budget): ObjectScan {
  const buffer = asBuffer(bytes);
  const objects: ScannedObject[] = [];
  const trailers: { end: number; dictionary: PdfDictionary }[] = [];
  const reading = {
    bytes,
    limit: bytes.length,
    budget,
    lengthOf: (value: unknown) => (typeof value === 'number' ? value : null),
  };
  let at = 0;
  let nextObj = buffer.indexOf(OBJ);
  let nextTrailer = buffer.indexOf(TRAILER);
  while (nextObj >= 0 || nextTrailer >= 0) {
    budget.spend(16);
    if (nextTrailer >= 0 && (nextObj < 0 || nextTrailer < nextObj)) {
      const parser = new Parser(bytes, nextTrailer + TRAILER.length, bytes.length);
      const dictionary = tolerant(() => {
        parser.skipSpace();
        return parser.parseDictionary();
      });
      budget.spend(parser.position - nextTrailer);
      if (dictionary !== null) trailers.push({ end: parser.position, dictionary });
      at = dictionary === null ? nextTrailer + TRAILER.length : parser.position;
    } else {
      const offset = headerBefore(bytes, nextObj, at);
      const object = offset === null ? null : tolerant(() => readIndirectObject(reading, offset));
      if (object !== null) {
        if (objects.length >= MAX_XREF_ENTRIES) throw new LimitExceededError(`${MAX_XREF_ENTRIES} objects`);
        const { value } = object;
        const type = isStream(value) ? nameOf(value.dictionary.entries.get('Type')) : null;
        objects.push({ number: object.number, offset: object.start, end: object.end, type });
        if (isStream(value) && type === 'XRef') trailers.push({ end: object.end, dictionary: value.dictionary });
      }
      at = object === null ? nextObj + OBJ.length : object.end;
    }
    if (nextObj >= 0 && nextObj < at) nextObj = buffer.indexOf(OBJ, at);
    if (nextTrailer >= 0 && nextTrailer < at) nextTrailer = buffer.indexOf(TRAILER, at);
  }
  return { objects, trailers };
}

function tolerant<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof PdfFormatError) return null;
    throw error;
  }
}

/** Start of `12 0 ` before the word `obj`, not before `floor`; null where no two numbers stand there. */
export function headerBefore(bytes: Uint8Array, word: number, floor: number): number | null {
  let at = word;
  const skip = (test: (byte: number | undefined) => boolean): boolean => {
    const from = at;
    while (at > floor && from - at < 20 && test(bytes[at - 1])) at -= 1;
    return at < from;
  };
  skip(isWhite);
  const numbers = skip(isDigit) && skip(isWhite) && skip(isDigit);
  return numbers ? at : null;
}

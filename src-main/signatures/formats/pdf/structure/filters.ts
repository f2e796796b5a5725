import { inflateSync, constants } from 'node:zlib';

import { LimitExceededError } from '../../../limits.ts';
import { MAX_DECODED_BYTES } from '../budget.ts';
import { PdfFormatError } from '../errors.ts';
import { hexValue, isWhite } from '../syntax/characters.ts';
import { isArray, isDictionary, nameOf } from '../syntax/objects.ts';
import { undoPredictor } from './predictors.ts';
import type { Budget } from '../budget.ts';
import type { PdfDictionary, PdfObject, PdfStream } from '../syntax/objects.ts';

const SHORT: ReadonlyMap<string, string> = new Map([['Fl', 'FlateDecode'], ['AHx', 'ASCIIHexDecode'], ['A85', 'ASCII85Decode']]);

/**
 * Decodes a stream that holds structure or evidence (ISO 32000-2 clause 7.4). Filters of images are not needed here.
 *
 * @param resolve follows references.
 * @throws PdfFormatError for a filter that is not read here or damaged data; LimitExceededError for a bomb.
 */
export function decodeStream(stream: PdfStream, resolve: (value: PdfObject) => PdfObject, budget: Budget): Uint8Array {
  const { entries } = stream.dictionary;
  const listed = (long: string, short: string): PdfObject[] => {
    const value = resolve(entries.get(long) ?? entries.get(short) ?? null);
    return isArray(value) ? value.items.map(resolve) : value === null ? [] : [value];
  };
  const filters = listed('Filter', 'F');
  const parameters = listed('DecodeParms', 'DP');
  let bytes = stream.source.subarray(stream.dataStart, stream.dataEnd);
  if (filters.length > 4) throw new PdfFormatError('too many filters');
  for (const [index, filter] of filters.entries()) {
    const name = nameOf(filter) ?? '';
    const parameter = parameters[index];
    bytes = applyFilter(SHORT.get(name) ?? name, bytes, isDictionary(parameter) ? parameter : null, resolve);
    budget.spend(bytes.length);
  }
  return bytes;
}

function applyFilter(
  name: string,
  bytes: Uint8Array,
  parameters: PdfDictionary | null,
  resolve: (value: PdfObject) => PdfObject,
): Uint8Array {
  switch (name) {
    case 'FlateDecode': {
      const number = (key: string, fallback: number): number => {
        const value = resolve(parameters?.entries.get(key) ?? null);
        return typeof value === 'number' ? value : fallback;
      };
      const layout = { colors: number('Colors', 1), bits: number('BitsPerComponent', 8), columns: number('Columns', 1) };
      return undoPredictor(inflate(bytes), number('Predictor', 1), layout);
    }
    case 'ASCIIHexDecode':
      return decodeHex(bytes);
    case 'ASCII85Decode':
      return decodeBase85(bytes);
    default:
      throw new PdfFormatError(`filter ${name.slice(0, 40)} is not read here`);
  }
}

/** What a cut off stream still gives is used, as viewers do. */
function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_DECODED_BYTES });
  } catch (error) {
    if (error instanceof RangeError) throw new LimitExceededError(`${MAX_DECODED_BYTES} bytes of one decoded stream`);
    throw new PdfFormatError('damaged compressed data', { cause: error });
  }
}

function decodeHex(bytes: Uint8Array): Uint8Array {
  const digits: number[] = [];
  for (const byte of bytes) {
    if (byte === 0x3e) break;
    const value = hexValue(byte);
    if (value >= 0) digits.push(value);
    else if (!isWhite(byte)) throw new PdfFormatError('damaged hexadecimal data');
  }
  return Uint8Array.from({ length: (digits.length + 1) >> 1 }, (_, index) => (digits[2 * index] ?? 0) * 16 + (digits[2 * index + 1] ?? 0));
}

function decodeBase85(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (): void => {
    const count = group.length - 1;
    while (group.length < 5) group.push(84);
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let index = 0; index < count; index += 1) out.push(Math.floor(value / 256 ** (3 - index)) % 256);
    group = [];
  };
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (isWhite(byte)) continue;
    if (byte === 0x7a && group.length === 0) {
      out.push(0, 0, 0, 0);
      continue;
    }
    if (byte < 0x21 || byte > 0x75) throw new PdfFormatError('damaged base-85 data');
    group.push(byte - 0x21);
    if (group.length === 5) flush();
  }
  if (group.length > 1) flush();
  return Uint8Array.from(out);
}

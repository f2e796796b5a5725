import { hexValue, isWhite } from './syntax/characters.ts';
import { isArray, isReference, isString } from './syntax/objects.ts';
import { sameEnd } from './structure/revisions.ts';
import type { PdfView } from './structure/view.ts';
import type { ByteRange, PdfSignatureProblem, PdfSignatureProblemKind } from './signature-types.ts';
import type { PdfDictionary, PdfObject, PdfString } from './syntax/objects.ts';

/** A signature dictionary with what is needed to find it again. */
export interface PlacedDictionary {
  readonly dictionary: PdfDictionary;
  /** Whether `dictionary.start` is a place of the file, and not of a decoded object stream. */
  readonly inFile: boolean;
  readonly objectNumber: number | null;
}

export interface RangeReading {
  readonly range: ByteRange | null;
  readonly contents: PdfString | null;
  readonly problems: readonly PdfSignatureProblem[];
}

const FOUR_INTEGERS = /^\[[\s\0]*\d{1,15}[\s\0]+\d{1,15}[\s\0]+\d{1,15}[\s\0]+\d{1,15}[\s\0]*\]$/;

/** Keys on which it depends what is checked and how. */
const DECISIVE: ReadonlySet<string> = new Set(['ByteRange', 'Contents', 'SubFilter', 'Reference', 'Cert']);

/**
 * Reads `/ByteRange` and `/Contents` and checks that the range leaves out exactly the value of `/Contents` of this
 * very dictionary and nothing else (EN 319 142-1 clause 5.2; ISO 32000-2 clause 12.8.1).
 *
 * Wherever a viewer could be led to another reading, the raw bytes decide and not the parsed value.
 */
export function readByteRange(bytes: Uint8Array, placed: PlacedDictionary, resolve: (value: PdfObject) => PdfObject): RangeReading {
  const problems: PdfSignatureProblem[] = [];
  const problem = (kind: PdfSignatureProblemKind, detail: string): void => void problems.push({ kind, detail });
  const { dictionary, inFile } = placed;
  if (!inFile) problem('dictionary-in-object-stream', `object ${placed.objectNumber ?? '?'}`);
  const repeated = dictionary.repeatedKeys.filter((key) => DECISIVE.has(key));
  if (repeated.length > 0) problem('repeated-key', repeated.slice(0, 10).join(' '));

  const contentsEntry = dictionary.entries.get('Contents') ?? null;
  const contentsValue = resolve(contentsEntry);
  const contents = isString(contentsValue) ? contentsValue : null;
  if (contents === null) problem('contents-missing', 'no string');
  else if (isReference(contentsEntry)) problem('contents-indirect', `object ${contentsEntry.number}`);
  if (contents !== null && !isCleanHex(contents)) problem('contents-not-hexadecimal', `byte ${contents.start}`);

  const rangeEntry = dictionary.entries.get('ByteRange') ?? null;
  const rangeValue = resolve(rangeEntry);
  if (!isArray(rangeValue)) {
    problem('byte-range-missing', 'no array');
    return { range: null, contents, problems };
  }
  const numbers = rangeValue.items.map(resolve).filter((item) => typeof item === 'number' && Number.isSafeInteger(item) && item >= 0);
  const [first, firstLength, second, secondLength] = numbers as number[];
  const four = numbers.length === 4 && rangeValue.items.length === 4;
  if (!four || first === undefined || firstLength === undefined || second === undefined || secondLength === undefined) {
    problem('byte-range-malformed', `${rangeValue.items.length} values`);
    return { range: null, contents, problems };
  }
  if (isReference(rangeEntry) || rangeValue.items.some(isReference)) problem('byte-range-indirect', 'reference');
  else if (inFile && !FOUR_INTEGERS.test(rawText(bytes, rangeValue.start, rangeValue.end))) problem('byte-range-malformed', 'not plain integers');
  const range: ByteRange = [first, firstLength, second, secondLength];
  if (first !== 0) problem('byte-range-not-from-start', String(first));
  if (second < first + firstLength) problem('byte-range-overlap', range.join(' '));
  if (second + secondLength > bytes.length || first + firstLength > bytes.length) {
    problem('byte-range-beyond-end', `${second + secondLength} of ${bytes.length}`);
  }
  const own = contents !== null && inFile && contents.source === bytes && !isReference(contentsEntry);
  if (!own || contents.start !== first + firstLength || contents.end !== second) {
    problem('byte-range-gap', `${first + firstLength}-${second}, contents ${contents === null ? 'none' : `${contents.start}-${contents.end}`}`);
  } else if (dictionary.end > second + secondLength) {
    problem('byte-range-gap', 'the dictionary reaches past the range');
  }
  return { range, contents, problems };
}

/** Whether a signature is one by its form: its range is sound and reaches the end of the revision that shows it. */
export function signsRevision(view: PdfView, placed: PlacedDictionary): boolean {
  const { range, problems } = readByteRange(view.file.bytes, placed, view.resolve);
  return range !== null && problems.length === 0 && sameEnd(view.file.bytes, range[2] + range[3], view.limit);
}

/** The two ranges as windows on the file; none where they do not lie in it. */
export function coveredChunks(bytes: Uint8Array, range: ByteRange | null): Uint8Array[] {
  if (range === null) return [];
  const [first, firstLength, second, secondLength] = range;
  if (first + firstLength > bytes.length || second + secondLength > bytes.length) return [];
  return [bytes.subarray(first, first + firstLength), bytes.subarray(second, second + secondLength)];
}

function isCleanHex({ hex, source, start, end }: PdfString): boolean {
  if (!hex) return false;
  for (let at = start + 1; at < end - 1; at += 1) if (hexValue(source[at]) < 0 && !isWhite(source[at])) return false;
  return true;
}

function rawText(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.subarray(start, Math.min(end, start + 256))).toString('latin1');
}

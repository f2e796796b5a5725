import { PdfFormatError } from '../errors.ts';
import { isDictionary, isStream, nameOf } from '../syntax/objects.ts';
import { readIndirectObject } from './indirect-object.ts';
import { readObjectStream } from './object-stream.ts';
import { packCompressed } from './xref-section.ts';
import type { PdfDictionary, PdfObject } from '../syntax/objects.ts';
import type { PdfFile } from './file.ts';
import type { ScannedObject } from './object-scan.ts';

export interface RebuiltTable {
  /** Packed entries by object number. */
  readonly entries: ReadonlyMap<number, number>;
  readonly trailer: PdfDictionary | null;
}

const identity = (value: PdfObject): PdfObject => value;

/** A cross-reference table of what lies before `limit`: the last object of a number counts. */
export function rebuildTable(file: PdfFile, limit: number): RebuiltTable {
  const { objects, trailers } = file.scan();
  const entries = new Map<number, number>();
  for (const object of objects) {
    if (object.end > limit) continue;
    entries.set(object.number, object.offset);
    if (object.type === 'ObjStm') {
      for (const [index, number] of numbersIn(file, object).entries()) entries.set(number, packCompressed(object.number, index));
    }
  }
  const usable = trailers.filter(({ end, dictionary }) => end <= limit && dictionary.entries.has('Root'));
  const trailer = usable.at(-1)?.dictionary ?? trailerForCatalog(file, entries, limit);
  return { entries, trailer };
}

function numbersIn(file: PdfFile, object: ScannedObject): readonly number[] {
  try {
    const value = valueAt(file, object.offset, file.bytes.length);
    if (!isStream(value)) return [];
    return file.objectStream(value, () => readObjectStream(value, identity, file.budget)).numbers;
  } catch (error) {
    if (error instanceof PdfFormatError) return [];
    throw error;
  }
}

function valueAt(file: PdfFile, offset: number, limit: number): PdfObject {
  const lengthOf = (value: PdfObject): number | null => (typeof value === 'number' ? value : null);
  return readIndirectObject({ bytes: file.bytes, limit, budget: file.budget, lengthOf }, offset).value;
}

/** Without any trailer the last catalog has to do. */
function trailerForCatalog(file: PdfFile, entries: ReadonlyMap<number, number>, limit: number): PdfDictionary | null {
  for (const [number, packed] of [...entries].toReversed()) {
    if (packed < 0) continue;
    try {
      const value = valueAt(file, packed, limit);
      if (!isDictionary(value) || nameOf(value.entries.get('Type')) !== 'Catalog') continue;
      const root = { kind: 'reference', number, generation: 0 } as const;
      return { kind: 'dictionary', entries: new Map([['Root', root]]), repeatedKeys: [], start: 0, end: 0 };
    } catch (error) {
      if (!(error instanceof PdfFormatError)) throw error;
    }
  }
  return null;
}

import { PDFArray, PDFDict, PDFName, PDFNumber } from 'pdf-lib';
import type { ObjectReader } from '../reading/object-reader.ts';
import type { OpenedForUpdate } from '../reading/open-source.ts';
import { optionalDict, textOf, type FormField } from './form-fields.ts';

/** What the document's signatures mean for a further one. */
export interface EarlierSignatures {
  /** Whether the document is signed; the mere key of a signature anywhere in the bytes counts, to be safe. */
  readonly present: boolean;
  /** Why a further signature field would break one of them, for the log; null: they permit it. */
  readonly forbidding: string | null;
}

const MARK = '/ByteRange';

/**
 * What the signatures of a document permit (ISO 32000-2 clause 12.8.2): by DocMDP nothing may follow level 1; a
 * FieldMDP or a lock of a field must not hold the field that is to be added.
 */
export function earlierSignatures(source: OpenedForUpdate, fields: readonly FormField[], name: string): EarlierSignatures {
  const { reader } = source;
  const signed = fields.flatMap((field) => {
    const value = reader.resolve(field.dict.get(PDFName.of('V')));
    return isSignature(reader, value) ? [{ field: field.dict, value }] : [];
  });
  const certification = optionalDict(reader, source.catalog, 'Perms')?.get(PDFName.of('DocMDP'));
  const certified = reader.resolve(certification);
  const references = [...signed.map(({ value }) => value), ...(certified instanceof PDFDict ? [certified] : [])];
  const objections = [
    ...references.flatMap((value) => objectionsOfReferences(reader, value, name)),
    ...signed.flatMap(({ field }) => objectionsOfLock(reader, field, name)),
  ];
  const present = references.length > 0 || mentionsSignature(source.bytes);
  return { present, forbidding: objections[0] ?? null };
}

function isSignature(reader: ObjectReader, value: unknown): value is PDFDict {
  return value instanceof PDFDict && reader.resolve(value.get(PDFName.of('ByteRange'))) instanceof PDFArray;
}

function mentionsSignature(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(MARK, 0, 'latin1');
}

function objectionsOfReferences(reader: ObjectReader, signature: PDFDict, name: string): string[] {
  const list = reader.resolve(signature.get(PDFName.of('Reference')));
  if (!(list instanceof PDFArray)) return [];
  return list.asArray().flatMap((entry) => {
    const reference = reader.resolve(entry);
    if (!(reference instanceof PDFDict)) return [];
    const method = reader.resolve(reference.get(PDFName.of('TransformMethod')));
    const stated = reader.resolve(reference.get(PDFName.of('TransformParams')));
    const parameters = stated instanceof PDFDict ? stated : null;
    if (method === PDFName.of('DocMDP')) return permitsSigning(reader, parameters, 2) ? [] : ['DocMDP'];
    if (method === PDFName.of('FieldMDP') && parameters !== null) return holds(reader, parameters, name) ? ['FieldMDP'] : [];
    return [];
  });
}

function objectionsOfLock(reader: ObjectReader, field: PDFDict, name: string): string[] {
  const lock = reader.resolve(field.get(PDFName.of('Lock')));
  if (!(lock instanceof PDFDict)) return [];
  const closed = lock.get(PDFName.of('P')) !== undefined && !permitsSigning(reader, lock, 1);
  return closed || holds(reader, lock, name) ? ['Lock'] : [];
}

/** Levels 2 and 3 permit signing; a level that the standard does not know permits nothing. */
function permitsSigning(reader: ObjectReader, parameters: PDFDict | null, absent: number): boolean {
  const entry = parameters?.get(PDFName.of('P'));
  const value = reader.resolve(entry);
  const level = entry === undefined ? absent : value instanceof PDFNumber ? value.asNumber() : 1;
  return level === 2 || level === 3;
}

/** Whether a list of locked fields holds the name or a field above it; one that cannot be read locks everything. */
function holds(reader: ObjectReader, parameters: PDFDict, name: string): boolean {
  const list = reader.resolve(parameters.get(PDFName.of('Fields')));
  const names = list instanceof PDFArray ? list.asArray().map((entry) => textOf(reader, entry)) : [];
  const named = names.some((field) => name === field || name.startsWith(`${field}.`));
  switch (reader.resolve(parameters.get(PDFName.of('Action')))) {
    case PDFName.of('Include'):
      return named;
    case PDFName.of('Exclude'):
      return !named;
    default:
      return true;
  }
}

import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNull, PDFString, type PDFObject } from 'pdf-lib';
import { PdfRefused } from '../errors.ts';
import { PDF_LIMITS } from '../limits.ts';
import type { ObjectReader } from '../reading/object-reader.ts';

/** A node of the field tree (ISO 32000-1, 12.7.3.1); widgets without a name of their own are nodes too. */
export interface FormField {
  readonly dict: PDFDict;
  /** Fully qualified name. */
  readonly name: string;
}

/** An entry that is a dictionary or not there; null in a file means not there (ISO 32000-1, 7.3.9). @throws PdfRefused */
export function optionalDict(reader: ObjectReader, dict: PDFDict, key: string): PDFDict | null {
  const value = present(reader, dict, key);
  if (value === undefined || value instanceof PDFDict) return value ?? null;
  throw new PdfRefused('damaged', { reason: `${key} is no dictionary` });
}

/** As `optionalDict`, for an array. @throws PdfRefused */
export function optionalArray(reader: ObjectReader, dict: PDFDict, key: string): PDFArray | null {
  const value = present(reader, dict, key);
  if (value === undefined || value instanceof PDFArray) return value ?? null;
  throw new PdfRefused('damaged', { reason: `${key} is no array` });
}

function present(reader: ObjectReader, dict: PDFDict, key: string): PDFObject | undefined {
  const value = reader.resolve(dict.get(PDFName.of(key)));
  return value === PDFNull ? undefined : value;
}

/** All nodes of the field tree, each once, whatever loops or shared branches it has. @throws PdfRefused past the limits */
export function formFields(reader: ObjectReader, form: PDFDict | null): FormField[] {
  if (form === null) return [];
  const found: FormField[] = [];
  const seen = new Set<PDFDict>();
  const waiting: { readonly nodes: PDFArray | null; readonly name: string; readonly depth: number }[] = [
    { nodes: optionalArray(reader, form, 'Fields'), name: '', depth: 0 },
  ];
  for (let list = waiting.pop(); list !== undefined; list = waiting.pop()) {
    if (list.depth > PDF_LIMITS.formFieldDepth) throw new PdfRefused('too-deep', { reason: 'field tree', depth: list.depth });
    for (const entry of list.nodes?.asArray() ?? []) {
      const dict = reader.resolve(entry);
      if (!(dict instanceof PDFDict) || seen.has(dict)) continue;
      seen.add(dict);
      if (seen.size > PDF_LIMITS.formFields) throw new PdfRefused('too-large', { reason: 'form fields', limit: PDF_LIMITS.formFields });
      const own = textOf(reader, dict.get(PDFName.of('T')));
      const name = [list.name, own].filter((part) => part !== '').join('.');
      found.push({ dict, name });
      waiting.push({ nodes: optionalArray(reader, dict, 'Kids'), name, depth: list.depth + 1 });
    }
  }
  return found;
}

/** Text of a string object; empty for anything else. */
export function textOf(reader: ObjectReader, object: PDFObject | undefined): string {
  const value = reader.resolve(object);
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : '';
}

/** `wanted`, or with the first number that makes it a name of its own. */
export function uniqueFieldName(fields: readonly FormField[], wanted: string | undefined): string {
  const taken = new Set(fields.map(({ name }) => name));
  if (wanted !== undefined && !taken.has(wanted)) return wanted;
  const stem = wanted ?? 'Signature';
  let number = wanted === undefined ? 1 : 2;
  while (taken.has(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}

import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, type PDFObject } from 'pdf-lib';
import { PdfRefused } from '../errors.ts';
import type { PreparedSignature } from '../model.ts';
import { openForUpdate, type OpenedForUpdate } from '../reading/open-source.ts';
import { formFields, optionalDict } from './form-fields.ts';

const [LESS, GREATER, ZERO] = [60, 62, 48];

/**
 * Reads a prepared file anew from its bytes: it begins with the source, has the pages that it must have, and its
 * field leads from page and form to a signature dictionary whose range leaves out the signature value and nothing else.
 * @throws PdfRefused `damaged` where the file does not; then nothing was prepared.
 */
export async function assertReadsBack(prepared: PreparedSignature, source: OpenedForUpdate, pages: number): Promise<void> {
  const fault = Buffer.compare(prepared.bytes.subarray(0, source.bytes.length), source.bytes) === 0 ? await faultOf(prepared, pages) : 'another beginning';
  if (fault !== null) throw new PdfRefused('damaged', { reason: 'the prepared file does not read back', fault });
}

async function faultOf(prepared: PreparedSignature, pages: number): Promise<string | null> {
  const { bytes, byteRange, contents } = prepared;
  if (!leavesOutOnlyContents(prepared)) return 'byte range';
  const { reader, catalog, pages: found } = await openForUpdate(bytes);
  if (found.length !== pages) return `${found.length} pages instead of ${pages}`;
  const fields = formFields(reader, optionalDict(reader, catalog, 'AcroForm')).filter(({ name }) => name === prepared.fieldName);
  const [field] = fields;
  if (field === undefined || fields.length > 1) return `${fields.length} fields of the name`;
  const annotations = reader.resolve(found[prepared.page - 1]?.dict.get(PDFName.of('Annots')));
  const onPage = annotations instanceof PDFArray ? annotations.asArray().filter((entry) => reader.resolve(entry) === field.dict) : [];
  if (onPage.length !== 1) return `${onPage.length} widgets on the page`;
  const value = reader.resolve(field.dict.get(PDFName.of('V')));
  if (!(value instanceof PDFDict)) return 'no signature dictionary';
  // Read direct, without following references: an indirect one could be moved by a later update.
  const range = value.get(PDFName.of('ByteRange'));
  if (!(range instanceof PDFArray) || range.asArray().map(numberOf).join() !== byteRange.join()) return 'byte range of the dictionary';
  const hex = value.get(PDFName.of('Contents'));
  return hex instanceof PDFHexString && hex.sizeInBytes() === contents.length ? null : 'contents of the dictionary';
}

function leavesOutOnlyContents({ bytes, byteRange, contents }: PreparedSignature): boolean {
  const [first, firstLength, second, secondLength] = byteRange;
  const { start, length } = contents;
  const meets = first === 0 && firstLength === start && second === start + length && second + secondLength === bytes.length;
  const bracketed = bytes[start] === LESS && bytes[start + length - 1] === GREATER;
  return meets && bracketed && bytes.subarray(start + 1, start + length - 1).every((byte) => byte === ZERO);
}

function numberOf(object: PDFObject): number {
  return object instanceof PDFNumber ? object.asNumber() : Number.NaN;
}

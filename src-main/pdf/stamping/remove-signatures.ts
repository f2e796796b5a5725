import { PDFArray, PDFDict, PDFName } from 'pdf-lib';
import type { ObjectReader } from '../reading/object-reader.ts';

/**
 * Takes the signature values out of a file that was written anew: their byte ranges no longer fit, and a viewer
 * would call a derived copy a forged original. The fields and their appearances stay.
 */
export function removeSignatureValues(reader: ObjectReader, catalog: PDFDict): void {
  catalog.delete(PDFName.of('Perms'));
  const form = reader.resolve(catalog.get(PDFName.of('AcroForm')));
  if (form instanceof PDFDict) form.delete(PDFName.of('SigFlags'));
  for (const [, object] of reader.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue;
    const value = reader.resolve(object.get(PDFName.of('V')));
    if (value instanceof PDFDict && reader.resolve(value.get(PDFName.of('ByteRange'))) instanceof PDFArray) {
      object.delete(PDFName.of('V'));
    }
  }
}

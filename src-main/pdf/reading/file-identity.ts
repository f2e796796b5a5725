import { PDFArray, PDFHexString, PDFName, PDFNumber, PDFRef, PDFString, type PDFObject } from 'pdf-lib';
import { PdfRefused } from '../errors.ts';
import type { OpenedPdf } from './open-source.ts';

/** Largest number that a file uses or has freed: numbers of an update start above it. @throws PdfRefused */
export function largestNumber({ reader, crossReference }: OpenedPdf): number {
  let largest = reader.context.largestObjectNumber;
  if (crossReference) {
    for (const number of crossReference.entries.keys()) largest = Math.max(largest, number);
    const size = crossReference.trailer.get(PDFName.of('Size'));
    if (size instanceof PDFNumber) largest = Math.max(largest, size.asNumber() - 1);
  }
  if (largest > 8_388_607) throw new PdfRefused('damaged', { reason: 'object numbers', largest });
  return largest;
}

/** The catalogue's reference. @throws PdfRefused where the trailer has none. */
export function rootOf({ reader, crossReference }: OpenedPdf): PDFRef {
  const root = crossReference ? crossReference.trailer.get(PDFName.of('Root')) : reader.context.trailerInfo.Root;
  if (!(root instanceof PDFRef)) throw new PdfRefused('damaged', { reason: 'catalogue is not an indirect object' });
  return root;
}

/** First half of the file identifier (ISO 32000-1, 14.4), which later revisions keep; undefined where there is none. */
export function firstId({ reader, crossReference }: OpenedPdf): PDFObject | undefined {
  const ids = reader.resolve(crossReference ? crossReference.trailer.get(PDFName.of('ID')) : reader.context.trailerInfo.ID);
  const first = ids instanceof PDFArray && ids.size() > 0 ? reader.resolve(ids.get(0)) : undefined;
  return first instanceof PDFHexString || first instanceof PDFString ? first : undefined;
}

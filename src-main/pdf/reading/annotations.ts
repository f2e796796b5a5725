import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRef, PDFStream, type PDFObject } from 'pdf-lib';
import { IDENTITY, transformBox, type Box, type Matrix } from '../drawing/matrix.ts';
import { PdfRefused } from '../errors.ts';
import { PDF_LIMITS } from '../limits.ts';
import type { ObjectReader } from './object-reader.ts';
import { boxOf } from './page-geometry.ts';
import type { SourcePage } from './page-tree.ts';

/** The look of an annotation on paper: its form and where it goes in user space. */
export interface AnnotationAppearance {
  readonly form: PDFRef;
  readonly matrix: Matrix;
}

const HIDDEN = 2;
const PRINT = 4;

/**
 * Appearances that are printed: filled form fields, seals, notes. A copy that left them out would show less
 * than the signed page. Placed by the algorithm of ISO 32000-1, 12.5.5.
 */
export function printedAppearances(reader: ObjectReader, page: SourcePage): AnnotationAppearance[] {
  const annotations = reader.resolve(page.dict.get(PDFName.of('Annots')));
  if (!(annotations instanceof PDFArray)) return [];
  if (annotations.size() > PDF_LIMITS.annotationsPerPage) {
    throw new PdfRefused('too-large', { reason: 'annotations', count: annotations.size() });
  }
  return annotations.asArray().flatMap((entry) => {
    const annotation = reader.resolve(entry);
    const appearance = annotation instanceof PDFDict ? appearanceOf(reader, annotation) : null;
    return appearance === null ? [] : [appearance];
  });
}

/** Rectangles of the annotations that are shown or printed, in user space. */
export function annotationBoxes(reader: ObjectReader, page: SourcePage): Box[] {
  const annotations = reader.resolve(page.dict.get(PDFName.of('Annots')));
  if (!(annotations instanceof PDFArray)) return [];
  return annotations.asArray().flatMap((entry) => {
    const annotation = reader.resolve(entry);
    const box = annotation instanceof PDFDict ? boxOf(reader, annotation.get(PDFName.of('Rect'))) : null;
    return box === null ? [] : [box];
  });
}

function appearanceOf(reader: ObjectReader, annotation: PDFDict): AnnotationAppearance | null {
  const flags = reader.resolve(annotation.get(PDFName.of('F')));
  const bits = flags instanceof PDFNumber ? flags.asNumber() : 0;
  if ((bits & HIDDEN) !== 0 || (bits & PRINT) === 0) return null;
  if (reader.resolve(annotation.get(PDFName.of('Subtype'))) === PDFName.of('Popup')) return null;
  const found = normalAppearance(reader, annotation);
  const rect = boxOf(reader, annotation.get(PDFName.of('Rect')));
  if (found === null || rect === null) return null;
  const box = boxOf(reader, found.stream.dict.get(PDFName.of('BBox')));
  if (box === null) return null;
  const seen = transformBox(matrixOf(reader, found.stream.dict.get(PDFName.of('Matrix'))), box);
  const [width, height] = [seen.right - seen.left, seen.top - seen.bottom];
  if (!(width > 0 && height > 0)) return null;
  const sx = (rect.right - rect.left) / width;
  const sy = (rect.top - rect.bottom) / height;
  return { form: found.ref, matrix: [sx, 0, 0, sy, rect.left - seen.left * sx, rect.bottom - seen.bottom * sy] };
}

function normalAppearance(reader: ObjectReader, annotation: PDFDict): { ref: PDFRef; stream: PDFStream } | null {
  const appearances = reader.resolve(annotation.get(PDFName.of('AP')));
  if (!(appearances instanceof PDFDict)) return null;
  let entry: PDFObject | undefined = appearances.get(PDFName.of('N'));
  const states = reader.resolve(entry);
  if (states instanceof PDFDict) {
    const state = reader.resolve(annotation.get(PDFName.of('AS')));
    entry = state instanceof PDFName ? states.get(state) : undefined;
  }
  const stream = reader.resolve(entry);
  return entry instanceof PDFRef && stream instanceof PDFStream ? { ref: entry, stream } : null;
}

function matrixOf(reader: ObjectReader, object: PDFObject | undefined): Matrix {
  if (!(object instanceof PDFArray) || object.size() < 6) return IDENTITY;
  const [a, b, c, d, e, f] = [0, 1, 2, 3, 4, 5].map((index) => {
    const value = reader.resolve(object.get(index));
    return value instanceof PDFNumber ? value.asNumber() : Number.NaN;
  });
  const matrix: Matrix = [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0];
  return matrix.every(Number.isFinite) ? matrix : IDENTITY;
}

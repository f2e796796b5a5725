import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRef } from 'pdf-lib';
import type { Canvas } from '../drawing/canvas.ts';
import { PdfRefused } from '../errors.ts';
import { registerPage } from '../new-document.ts';
import type { OpenedPdf } from '../reading/open-source.ts';

/** Pages that were added at the end of a document. */
export interface AppendedPages {
  readonly pages: readonly PDFRef[];
  /** Objects of the document that an update has to write again; the catalogue is for the caller. */
  readonly changed: readonly PDFRef[];
}

/** Adds canvases as pages behind the last one, each of the canvas's size. @throws PdfRefused */
export function appendPages(source: OpenedPdf, canvases: readonly Canvas[]): AppendedPages {
  const { context } = source.reader;
  const stated = source.catalog.get(PDFName.of('Pages'));
  const tree = source.reader.resolve(stated);
  if (!(tree instanceof PDFDict)) throw new PdfRefused('damaged', { reason: 'page tree root' });
  // Pages need a parent that can be referred to; some writers put the root into the catalogue itself.
  const parent = stated instanceof PDFRef ? stated : context.register(tree);
  source.catalog.set(PDFName.of('Pages'), parent);
  const kidsEntry = tree.get(PDFName.of('Kids'));
  const kids = source.reader.resolve(kidsEntry);
  if (!(kids instanceof PDFArray)) throw new PdfRefused('damaged', { reason: 'page tree root' });
  const pages = canvases.map((canvas) => registerPage(context, canvas, parent));
  for (const page of pages) kids.push(page);
  tree.set(PDFName.of('Count'), PDFNumber.of(source.pages.length + canvases.length));
  return { pages, changed: kidsEntry instanceof PDFRef ? [parent, kidsEntry] : [parent] };
}

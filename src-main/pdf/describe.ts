import { PdfRefused, refusing } from './errors.ts';
import { type ByteSource, MemorySource } from './reading/byte-source.ts';
import { openPdf } from './reading/open-source.ts';
import { withSecondReader, type PDFDocumentProxy } from './reading/second-reader.ts';

/** What search and the card take from a document. */
export interface PdfDescription {
  readonly pages: number;
  /** Title of the information dictionary; null where it has none. */
  readonly title: string | null;
  /** Text of the pages in order, a line end after each line and an empty line after each page. */
  readonly text: string;
}

/**
 * Reads page count, title and text of a PDF.
 * @param limits.textLimit text is read until it has this many characters.
 * @throws PdfRefused
 */
export async function describePdf(bytes: Uint8Array, limits: { readonly textLimit: number }): Promise<PdfDescription> {
  const source = new MemorySource(bytes);
  const opened = await openPdf(source);
  return refusing('describing', () =>
    withSecondReader(
      source,
      async (document) => {
        if (document.numPages !== opened.pages.length) throw new PdfRefused('damaged', { reason: 'pages', pages: document.numPages });
        return { pages: document.numPages, title: await titleOf(document), text: await textOf(document, limits.textLimit) };
      },
      false,
    ),
  );
}

/** Pages of a PDF, of which only what leads to them is read. @throws PdfRefused, SourceUnreadable */
export async function countPdfPages(source: ByteSource): Promise<number> {
  return (await openPdf(source, 'touched')).pages.length;
}

async function titleOf(document: PDFDocumentProxy): Promise<string | null> {
  const { info } = await document.getMetadata();
  const title: unknown = 'Title' in info ? info.Title : null;
  return typeof title === 'string' && title.trim() !== '' ? title.trim() : null;
}

async function textOf(document: PDFDocumentProxy, limit: number): Promise<string> {
  let text = '';
  for (let number = 1; number <= document.numPages && text.length < limit; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) {
      if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
      if (text.length >= limit) break;
    }
    page.cleanup();
    text += '\n\n';
  }
  return text.slice(0, limit);
}

import { PDFArray, PDFDict, PDFName, PDFRef, type PDFContext } from 'pdf-lib';
import type { Canvas } from '../drawing/canvas.ts';
import { PdfRefused } from '../errors.ts';
import { balanceOf, type ContentBalance } from '../reading/content-balance.ts';
import { decodedContent } from '../reading/page-content.ts';
import type { PageGeometry } from '../reading/page-geometry.ts';
import type { ObjectReader } from '../reading/object-reader.ts';
import { attributeOf, type SourcePage } from '../reading/page-tree.ts';
import { PDF_LIMITS } from '../limits.ts';

/** How the content of a page has to be closed before marks; null where that cannot be told, so that it takes none. */
export function markableBalance(reader: ObjectReader, page: SourcePage): ContentBalance | null {
  try {
    return balanceOf(decodedContent(reader, page, PDF_LIMITS.searchedContentBytes));
  } catch (error) {
    if (error instanceof PdfRefused) return null;
    throw error;
  }
}

/**
 * Puts a canvas over a page, upright as the page is seen. The page gets its own resource dictionary and content
 * array, because both may be shared with other pages; nothing else of the original is touched.
 */
export function drawOnPage(reader: ObjectReader, page: SourcePage, geometry: PageGeometry, balance: ContentBalance, canvas: Canvas): void {
  const { context } = reader;
  const key = addForm(reader, page, canvas.finishAsForm(context));
  const matrix = geometry.toUser.map((value) => Number(value.toFixed(6))).join(' ');
  const before = context.register(context.flateStream(`${'q '.repeat(balance.savesBefore + 1)}\n`));
  const after = context.register(context.flateStream(`\n${balance.closing} Q\nq ${matrix} cm /${key} Do Q\n`));
  page.dict.set(PDFName.of('Contents'), context.obj([before, ...contentRefs(reader, page), after]));
}

function contentRefs(reader: ObjectReader, page: SourcePage): PDFRef[] {
  const entry = page.dict.get(PDFName.of('Contents'));
  const contents = reader.resolve(entry);
  if (contents instanceof PDFArray) return contents.asArray().filter((part) => part instanceof PDFRef);
  return entry instanceof PDFRef && contents !== undefined ? [entry] : [];
}

function addForm(reader: ObjectReader, page: SourcePage, form: PDFRef): string {
  const { context } = reader;
  const resources = copyOf(context, attributeOf(reader, page, 'Resources'));
  const forms = copyOf(context, reader.resolve(resources.get(PDFName.of('XObject'))));
  let key = 'Marks';
  for (let number = 1; forms.get(PDFName.of(key)) !== undefined; number += 1) key = `Marks${number}`;
  forms.set(PDFName.of(key), form);
  resources.set(PDFName.of('XObject'), forms);
  page.dict.set(PDFName.of('Resources'), resources);
  return key;
}

function copyOf(context: PDFContext, dict: unknown): PDFDict {
  return dict instanceof PDFDict ? PDFDict.fromMapWithContext(new Map(dict.entries()), context) : context.obj({});
}

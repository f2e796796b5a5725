import { Canvas } from '../drawing/canvas.ts';
import { transformBox } from '../drawing/matrix.ts';
import { InkGrid } from '../ink/ink-grid.ts';
import { markInk } from '../ink/page-ink.ts';
import { annotationBoxes } from '../reading/annotations.ts';
import { SourceUnreadable } from '../reading/byte-source.ts';
import type { ContentBalance } from '../reading/content-balance.ts';
import type { OpenedPdf } from '../reading/open-source.ts';
import { pageGeometry, type PageGeometry } from '../reading/page-geometry.ts';
import { withSecondReader, type PDFDocumentProxy } from '../reading/second-reader.ts';
import { markableBalance } from './page-marks.ts';

/** A page of the original that gets marks. */
export interface MarkedPage {
  readonly index: number;
  readonly geometry: PageGeometry;
  readonly balance: ContentBalance;
  readonly canvas: Canvas;
}

/** A page that was searched to its end: where it carries ink, its annotations among it. */
export interface SearchedPage extends MarkedPage {
  readonly ink: InkGrid;
}

export interface PageSearch {
  readonly searched: ReadonlyMap<number, SearchedPage>;
  /** Why pages could not be searched; for the log. */
  readonly doubts: readonly string[];
}

/** Ink of the pages (counted from 0) that can take marks at all; pages that either reader doubts are left out. */
export async function searchPages(source: OpenedPdf, wanted: readonly number[]): Promise<PageSearch> {
  const searched = new Map<number, SearchedPage>();
  const prepared = wanted.map((index) => preparePage(source, index)).filter((page) => page !== null);
  const doubts = wanted.length > prepared.length ? ['free space: content that cannot be closed'] : [];
  if (prepared.length === 0) return { searched, doubts };
  const search = (document: PDFDocumentProxy, page: SearchedPage) => async () => {
    const seen = await document.getPage(page.index + 1);
    if (!agrees(page.geometry, seen)) throw new Error('the readers see different pages');
    await markInk(seen, page.geometry.toSeen, page.ink);
    searched.set(page.index, page);
  };
  const outer = await reasonOfFailure(() =>
    withSecondReader(source.source, async (document) => {
      if (document.numPages !== source.pages.length) throw new Error('the readers count different pages');
      for (const page of prepared) doubts.push(...(await reasonOfFailure(search(document, page))));
    }),
  );
  return { searched, doubts: [...doubts, ...outer] };
}

/** Why a search ended early. Its safe answer is that the page's marks go to a sheet; the reason is for the log. */
async function reasonOfFailure(search: () => Promise<void>): Promise<string[]> {
  try {
    await search();
    return [];
  } catch (error) {
    if (error instanceof SourceUnreadable) throw error;
    return [`free space: ${error instanceof Error ? error.message : String(error)}`.slice(0, 200)];
  }
}

/** A page (counted from 0) that was not searched yet: its annotations are marked and nothing else; null: it takes no marks. */
export function preparePage(source: OpenedPdf, index: number): SearchedPage | null {
  const page = source.pages[index];
  if (page === undefined) return null;
  // A page that stands in the document twice would carry its marks twice.
  if (source.pages.filter((other) => other.ref === page.ref).length > 1) return null;
  const balance = markableBalance(source.reader, page);
  if (balance === null) return null;
  const geometry = pageGeometry(source.reader, page);
  const ink = new InkGrid(geometry.width, geometry.height);
  for (const box of annotationBoxes(source.reader, page)) ink.mark(transformBox(geometry.toSeen, box));
  return { index, geometry, balance, ink, canvas: new Canvas(geometry.width, geometry.height) };
}

function agrees(geometry: PageGeometry, seen: { readonly view: number[]; readonly rotate: number; readonly userUnit: number }): boolean {
  const { left, bottom, right, top } = geometry.visible;
  return (
    [left, bottom, right, top].every((edge, index) => Math.abs(edge - (seen.view[index] ?? Number.NaN)) < 0.01) &&
    seen.rotate === geometry.rotation &&
    Math.abs(seen.userUnit - geometry.userUnit) < 1e-6
  );
}

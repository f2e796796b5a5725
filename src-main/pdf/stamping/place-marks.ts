import { Canvas } from '../drawing/canvas.ts';
import type { Box } from '../drawing/matrix.ts';
import { findFreeSpace, type Corner } from '../ink/find-free-space.ts';
import { InkGrid } from '../ink/ink-grid.ts';
import { withSecondReader, type PDFDocumentProxy } from '../reading/second-reader.ts';
import { markInk } from '../ink/page-ink.ts';
import type { Piece } from '../marks/piece.ts';
import { annotationBoxes } from '../reading/annotations.ts';
import type { ContentBalance } from '../reading/content-balance.ts';
import type { OpenedPdf } from '../reading/open-source.ts';
import { pageGeometry, type PageGeometry } from '../reading/page-geometry.ts';
import { transformBox } from '../drawing/matrix.ts';
import { markableBalance } from './page-marks.ts';

/** A page of the original that gets marks. */
export interface MarkedPage {
  readonly index: number;
  readonly geometry: PageGeometry;
  readonly balance: ContentBalance;
  readonly canvas: Canvas;
}

export interface Placement {
  readonly pages: readonly MarkedPage[];
  readonly stampPlaced: boolean;
  /** How many blocks, from the first, stand on the original's last page. */
  readonly blocksPlaced: number;
  /** Why pages could not be searched; for the log. */
  readonly doubts: readonly string[];
}

const STAMP_CORNERS: readonly Corner[] = ['lower-right', 'upper-right'];
const BLOCK_CORNERS: readonly Corner[] = ['lower-left', 'lower-right'];
const BLOCK_GAP = 6;

/**
 * Places the stamp on the first page and the blocks on the last one, where these pages are certainly free.
 * What cannot be placed with certainty is left for a sheet (requirements C.4: never over text or another mark).
 */
export async function placeMarks(source: OpenedPdf, stamp: Piece | null, blocks: readonly Piece[]): Promise<Placement> {
  const none = { pages: [], stampPlaced: false, blocksPlaced: 0, doubts: [] };
  if (stamp === null && blocks.length === 0) return none;
  const last = source.pages.length - 1;
  const wanted = [...new Set([...(stamp === null ? [] : [0]), ...(blocks.length === 0 ? [] : [last])])];
  const { searched, doubts } = await searchPages(source, wanted);
  const first = searched.get(0);
  const stampBox = stamp !== null && first ? findFreeSpace(first.ink, stamp, STAMP_CORNERS) : null;
  if (stamp !== null && first && stampBox) drawAt(first, stamp, stampBox);
  const end = searched.get(last);
  const blocksPlaced = end ? placeBlocks(end, blocks) : 0;
  const pages = [...searched.values()].filter((page) => !page.canvas.isEmpty);
  return { pages, stampPlaced: stampBox !== null, blocksPlaced, doubts };
}

interface SearchedPage extends MarkedPage {
  readonly ink: InkGrid;
}

/** Ink of the pages that can take marks at all; pages that either reader doubts are left out. */
async function searchPages(source: OpenedPdf, wanted: readonly number[]): Promise<{ searched: Map<number, SearchedPage>; doubts: string[] }> {
  const searched = new Map<number, SearchedPage>();
  const prepared = wanted.flatMap((index) => prepare(source, index));
  const doubts = wanted.length > prepared.length ? ['free space: content that cannot be closed'] : [];
  if (prepared.length === 0) return { searched, doubts };
  const search = (document: PDFDocumentProxy, page: SearchedPage) => async () => {
    const seen = await document.getPage(page.index + 1);
    if (!agrees(page.geometry, seen)) throw new Error('the readers see different pages');
    await markInk(seen, page.geometry.toSeen, page.ink);
    searched.set(page.index, page);
  };
  const outer = await reasonOfFailure(() =>
    withSecondReader(source.bytes, async (document) => {
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
    return [`free space: ${error instanceof Error ? error.message : String(error)}`.slice(0, 200)];
  }
}

function prepare(source: OpenedPdf, index: number): SearchedPage[] {
  const page = source.pages[index];
  if (page === undefined) return [];
  // A page that stands in the document twice would carry its marks twice.
  if (source.pages.filter((other) => other.ref === page.ref).length > 1) return [];
  const balance = markableBalance(source.reader, page);
  if (balance === null) return [];
  const geometry = pageGeometry(source.reader, page);
  const ink = new InkGrid(geometry.width, geometry.height);
  for (const box of annotationBoxes(source.reader, page)) ink.mark(transformBox(geometry.toSeen, box));
  return [{ index, geometry, balance, ink, canvas: new Canvas(geometry.width, geometry.height) }];
}

function agrees(geometry: PageGeometry, seen: { readonly view: number[]; readonly rotate: number; readonly userUnit: number }): boolean {
  const { left, bottom, right, top } = geometry.visible;
  return (
    [left, bottom, right, top].every((edge, index) => Math.abs(edge - (seen.view[index] ?? Number.NaN)) < 0.01) &&
    seen.rotate === geometry.rotation &&
    Math.abs(seen.userUnit - geometry.userUnit) < 1e-6
  );
}

/** As many blocks from the first as fit together: one below the other, else two in a row, in signing order. */
function placeBlocks(page: SearchedPage, blocks: readonly Piece[]): number {
  for (let count = blocks.length; count > 0; count -= 1) {
    const chosen = blocks.slice(0, count);
    for (const columns of count > 1 ? [1, 2] : [1]) {
      const group = arrange(chosen, columns);
      const box = findFreeSpace(page.ink, group, BLOCK_CORNERS);
      if (box === null) continue;
      drawAt(page, group, box);
      return count;
    }
  }
  return 0;
}

function arrange(blocks: readonly Piece[], columns: number): Piece {
  const rows: Piece[][] = [];
  for (let at = 0; at < blocks.length; at += columns) rows.push(blocks.slice(at, at + columns));
  const heights = rows.map((row) => Math.max(...row.map((block) => block.height)));
  const [widest = 0] = blocks.map((block) => block.width);
  return {
    width: widest * columns + BLOCK_GAP * (columns - 1),
    height: heights.reduce((sum, height) => sum + height, BLOCK_GAP * (rows.length - 1)),
    draw(canvas, x, y) {
      let top = y;
      rows.forEach((row, index) => {
        row.forEach((block, column) => block.draw(canvas, x + column * (widest + BLOCK_GAP), top));
        top += (heights[index] ?? 0) + BLOCK_GAP;
      });
    },
  };
}

function drawAt(page: SearchedPage, piece: Piece, box: Box): void {
  piece.draw(page.canvas, box.left, page.canvas.height - box.top);
  page.ink.mark(box);
}


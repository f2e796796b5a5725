import type { Box } from '../drawing/matrix.ts';
import { BLOCK_CORNERS, findFreeSpace, type Corner } from '../ink/find-free-space.ts';
import type { Piece } from '../marks/piece.ts';
import { PdfRefused } from '../errors.ts';
import type { MarkPlace, StampedCopyRequest } from '../model.ts';
import type { OpenedPdf } from '../reading/open-source.ts';
import { preparePage, searchPages, type MarkedPage, type SearchedPage } from './search-pages.ts';

export interface Placement {
  readonly pages: readonly MarkedPage[];
  readonly stampPlaced: boolean;
  /** How many blocks, from the first, stand on the original's last page. */
  readonly blocksPlaced: number;
  /** Why pages could not be searched; for the log. */
  readonly doubts: readonly string[];
}

const STAMP_CORNERS: readonly Corner[] = ['lower-right', 'upper-right'];
const BLOCK_GAP = 6;

/**
 * Places the stamp on the first page and the blocks on the last one, where these pages are certainly free.
 * What cannot be placed with certainty is left for a sheet (requirements C.4: never over text or another mark). Marks
 * whose places were chosen go there, and their pages are not searched for them.
 * @throws PdfRefused `no-room` for a chosen place that the mark does not fit into
 */
export async function placeMarks(source: OpenedPdf, stamp: Piece | null, blocks: readonly Piece[], chosen: StampedCopyRequest['places'] = {}): Promise<Placement> {
  const last = source.pages.length - 1;
  const wanted = new Set([...(stamp === null || chosen.stamp ? [] : [0]), ...(blocks.length === 0 || chosen.blocks ? [] : [last])]);
  const { searched, doubts } = wanted.size === 0 ? { searched: new Map<number, SearchedPage>(), doubts: [] } : await searchPages(source, [...wanted]);
  const pages = new Map(searched);
  if (stamp !== null && chosen.stamp) drawWhere(source, pages, stamp, chosen.stamp);
  if (blocks.length > 0 && chosen.blocks) drawWhere(source, pages, arrange(blocks, 1), chosen.blocks);
  const first = searched.get(0);
  const stampBox = stamp !== null && !chosen.stamp && first ? findFreeSpace(first.ink, stamp, STAMP_CORNERS) : null;
  if (stamp !== null && first && stampBox) drawAt(first, stamp, stampBox);
  const end = searched.get(last);
  const blocksPlaced = chosen.blocks ? blocks.length : end ? placeBlocks(end, blocks) : 0;
  return { pages: [...pages.values()].filter((page) => !page.canvas.isEmpty), stampPlaced: stampBox !== null || chosen.stamp !== undefined, blocksPlaced, doubts };
}

function drawWhere(source: OpenedPdf, pages: Map<number, SearchedPage>, piece: Piece, { page: number, left, top }: MarkPlace): void {
  const page = pages.get(number - 1) ?? preparePage(source, number - 1);
  if (page === null) throw new PdfRefused('no-room', { reason: 'the page takes no marks', page: number });
  const { width, height } = page.geometry;
  const box = { left, top, right: left + piece.width, bottom: top - piece.height };
  if (!(left >= 0 && box.bottom >= 0 && box.right <= width && top <= height)) throw new PdfRefused('no-room', { reason: 'outside the page', width, height });
  pages.set(number - 1, page);
  drawAt(page, piece, box);
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

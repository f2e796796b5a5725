import type { Box } from '../drawing/matrix.ts';
import { BLOCK_CORNERS, findFreeSpace, type Corner } from '../ink/find-free-space.ts';
import type { Piece } from '../marks/piece.ts';
import { PdfRefused } from '../errors.ts';
import { type BlocksPlace, type ChosenPlaces, type DrawnMark, type MarkPlace, ON_A_SHEET } from '../model.ts';
import { arrangeBlocks, blockGroups } from './block-groups.ts';
import type { OpenedPdf } from '../reading/open-source.ts';
import { preparePage, searchPages, type MarkedPage, type SearchedPage } from './search-pages.ts';

/** Where the marks of a copy stand. */
export interface Placement {
  readonly pages: readonly MarkedPage[];
  /** Null: the stamp belongs on a sheet, or there is none. */
  readonly stamp: MarkPlace | null;
  /** Null: all blocks belong on a sheet, or there is none; those beyond its count do as well. */
  readonly blocks: BlocksPlace | null;
  readonly drawn: readonly DrawnMark[];
  /** Why pages could not be searched; for the log. */
  readonly doubts: readonly string[];
}

const STAMP_CORNERS: readonly Corner[] = ['lower-right', 'upper-right'];

/**
 * Places the stamp on the first page and the blocks on the last one, where these pages are certainly free.
 * What cannot be placed with certainty is left for a sheet (requirements C.4: never over text or another mark). Marks
 * whose places were chosen go there, and their pages are not searched for them.
 * @throws PdfRefused `no-room` for a chosen place that the mark does not fit into, or where another mark stands
 */
export async function placeMarks(source: OpenedPdf, stamp: Piece | null, blocks: readonly Piece[], chosen: ChosenPlaces = {}): Promise<Placement> {
  const last = source.pages.length - 1;
  const wanted = new Set([...(stamp === null || chosen.stamp ? [] : [0]), ...(blocks.length === 0 || chosen.blocks ? [] : [last])]);
  const { searched, doubts } = wanted.size === 0 ? { searched: new Map<number, SearchedPage>(), doubts: [] } : await searchPages(source, [...wanted]);
  const pages = new Map(searched);
  const drawn: DrawnMark[] = [];
  const onPage = (piece: Piece, place: MarkPlace): void => drawWhere(source, pages, drawn, piece, place);
  // Chosen places first: what looks for room afterwards finds them taken.
  if (stamp !== null && chosen.stamp && chosen.stamp !== ON_A_SHEET) onPage(stamp, chosen.stamp);
  const chosenBlocks = blocks.length > 0 && chosen.blocks && chosen.blocks !== ON_A_SHEET ? groupedAt(chosen.blocks, blocks.length) : null;
  if (chosenBlocks !== null) onPage(arrangeBlocks(blocks.slice(0, chosenBlocks.count), chosenBlocks.columns), chosenBlocks);
  const stampAt = stamp === null ? null : chosen.stamp ? placeOf(chosen.stamp) : placeFreely(searched.get(0), drawn, stamp);
  const blocksAt = chosen.blocks ? chosenBlocks : placeBlocks(searched.get(last), drawn, blocks);
  return { pages: [...pages.values()].filter((page) => !page.canvas.isEmpty), stamp: stampAt, blocks: blocksAt, drawn, doubts };
}

function placeOf(chosen: MarkPlace | typeof ON_A_SHEET): MarkPlace | null {
  return chosen === ON_A_SHEET ? null : chosen;
}

function groupedAt(place: BlocksPlace | MarkPlace, blocks: number): BlocksPlace {
  return 'count' in place ? { ...place, count: Math.min(place.count, blocks) } : { ...place, count: blocks, columns: 1 };
}

function drawWhere(source: OpenedPdf, pages: Map<number, SearchedPage>, drawn: DrawnMark[], piece: Piece, { page: number, left, top }: MarkPlace): void {
  const page = pages.get(number - 1) ?? preparePage(source, number - 1);
  if (page === null) throw new PdfRefused('no-room', { reason: 'the page takes no marks', page: number });
  const { width, height } = page.geometry;
  const box = { left, top, right: left + piece.width, bottom: top - piece.height };
  if (!(left >= 0 && box.bottom >= 0 && box.right <= width && top <= height)) throw new PdfRefused('no-room', { reason: 'outside the page', width, height });
  if (drawn.some((other) => other.page === number && overlap(boxOf(other), box))) throw new PdfRefused('no-room', { reason: 'over another mark', page: number });
  pages.set(number - 1, page);
  drawAt(page, drawn, piece, box);
}

function boxOf({ left, top, width, height }: DrawnMark): Box {
  return { left, top, right: left + width, bottom: top - height };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.bottom < other.top && other.bottom < one.top;
}

function placeFreely(page: SearchedPage | undefined, drawn: DrawnMark[], stamp: Piece): MarkPlace | null {
  const box = page === undefined ? null : findFreeSpace(page.ink, stamp, STAMP_CORNERS);
  if (page === undefined || box === null) return null;
  drawAt(page, drawn, stamp, box);
  return { page: page.index + 1, left: box.left, top: box.top };
}

/** As many blocks from the first as fit together. */
function placeBlocks(page: SearchedPage | undefined, drawn: DrawnMark[], blocks: readonly Piece[]): BlocksPlace | null {
  if (page === undefined) return null;
  for (const { count, columns, group } of blockGroups(blocks)) {
    const box = findFreeSpace(page.ink, group, BLOCK_CORNERS);
    if (box === null) continue;
    drawAt(page, drawn, group, box);
    return { page: page.index + 1, left: box.left, top: box.top, count, columns };
  }
  return null;
}

function drawAt(page: SearchedPage, drawn: DrawnMark[], piece: Piece, box: Box): void {
  piece.draw(page.canvas, box.left, page.canvas.height - box.top);
  page.ink.mark(box);
  const { width, height } = piece;
  drawn.push({ page: page.index + 1, left: box.left, top: box.top, width, height, pageWidth: page.geometry.width, pageHeight: page.geometry.height });
}

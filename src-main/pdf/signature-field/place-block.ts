import type { PDFContext, PDFRef } from 'pdf-lib';
import { Canvas } from '../drawing/canvas.ts';
import { transformBox, type Box } from '../drawing/matrix.ts';
import type { Typefaces } from '../drawing/typeface.ts';
import { A4, MM } from '../drawing/units.ts';
import { PdfRefused } from '../errors.ts';
import { BLOCK_CORNERS, CLEARANCE, findFreeSpace } from '../ink/find-free-space.ts';
import type { Piece } from '../marks/piece.ts';
import { BLOCK_WIDTH, signatureBlockPiece } from '../marks/signature-block.ts';
import type { ChosenPlace, SignatureBlock } from '../model.ts';
import { annotationBoxes } from '../reading/annotations.ts';
import type { UpdatablePdf } from '../reading/open-source.ts';
import { geometryOf, pageGeometry, type PageGeometry } from '../reading/page-geometry.ts';
import { SHEET_MARGINS } from '../sheets/flow.ts';
import { searchPages } from '../stamping/search-pages.ts';

/** Where a block goes and how it is drawn there. */
export interface BlockPlace {
  /** Counted from 0; null: a sheet behind the last page. */
  readonly index: number | null;
  readonly geometry: PageGeometry;
  /** In points of the page as it is seen. */
  readonly box: Box;
  readonly piece: Piece;
  /** 1 or less where it was made smaller to fit. */
  readonly scale: number;
}

/** The outcome of looking for a place. */
export interface BlockPlacement {
  /** Null: there is none. */
  readonly place: BlockPlace | null;
  readonly doubts: readonly string[];
}

/** Widths that are tried one after the other: a wider block is a lower one, and fits under the last lines. */
const WIDTHS = [BLOCK_WIDTH, 132 * MM, 172 * MM] as const;
/** Narrower ones break every name into pieces. */
const NARROWEST = 50 * MM;
/** Smaller letters than these parts of the natural size are not legible on paper. */
const SCALES = [1, 0.95, 0.9, 0.85, 0.8, 0.75] as const;
/** Half of the frame's line lies outside of the block. */
const OUTLINE = 0.5;

/**
 * Finds the place near the lower left corner of the last page where the block covers no ink and no annotation.
 * Without such a place it goes to a sheet, where the document may still grow, and else nowhere.
 */
export async function placeInFreeSpace(source: UpdatablePdf, block: SignatureBlock, faces: Typefaces, mayGrow: boolean): Promise<BlockPlacement> {
  const index = source.pages.length - 1;
  const { searched, doubts } = await searchPages(source, [index]);
  const page = searched.get(index);
  for (const width of page === undefined ? [] : widthsFor(page.geometry)) {
    const piece = framed(block, faces, width);
    const box = page === undefined ? null : findFreeSpace(page.ink, piece, BLOCK_CORNERS);
    if (page !== undefined && box !== null) return { place: { index, geometry: page.geometry, box, piece, scale: 1 }, doubts };
  }
  return { place: mayGrow ? onSheet(block, faces) : null, doubts: [...doubts, 'no free space for the block'] };
}

/** Sets the block into the upper left corner of a chosen box, smaller where it must be. @throws PdfRefused `no-room` */
export function placeInBox(source: UpdatablePdf, block: SignatureBlock, faces: Typefaces, { page: number, box }: ChosenPlace): BlockPlacement {
  const page = source.pages[number - 1];
  if (page === undefined) throw new PdfRefused('no-room', { reason: 'no such page', page: number });
  if (source.pages.filter((other) => other.ref === page.ref).length > 1) throw new PdfRefused('no-room', { reason: 'the page stands in the document twice', page: number });
  const geometry = pageGeometry(source.reader, page);
  const inside = box.left >= 0 && box.bottom >= 0 && box.left < box.right && box.bottom < box.top && box.right <= geometry.width && box.top <= geometry.height;
  if (!inside) throw new PdfRefused('no-room', { reason: 'outside the page', width: geometry.width, height: geometry.height });
  const place = fitted(block, faces, box);
  if (place === null) throw new PdfRefused('no-room', { reason: 'the box is too small for the block', width: box.right - box.left, height: box.top - box.bottom });
  const covers = annotationBoxes(source.reader, page).some((other) => overlap(transformBox(geometry.toSeen, other), place.box));
  return { place: { index: number - 1, geometry, ...place }, doubts: covers ? ['the chosen place covers another annotation'] : [] };
}

/** The block as an appearance, upright as its page is seen, and the rectangle that it fills in user space. */
export function drawAppearance(context: PDFContext, { geometry, box, piece, scale }: BlockPlace): { readonly rect: Box; readonly form: PDFRef } {
  const canvas = new Canvas(piece.width, piece.height);
  piece.draw(canvas, 0, 0);
  const [a, b, c, d] = geometry.toUser;
  const form = canvas.finishAsForm(context, [a * scale, b * scale, c * scale, d * scale, 0, 0]);
  return { rect: transformBox(geometry.toUser, box), form };
}

function widthsFor(page: PageGeometry): number[] {
  const widest = page.width - 2 * CLEARANCE.edge;
  const narrow = widest < BLOCK_WIDTH && widest >= NARROWEST ? [widest] : [];
  return [...WIDTHS.filter((width) => width <= widest), ...narrow];
}

function onSheet(block: SignatureBlock, faces: Typefaces): BlockPlace | null {
  const { left, right, top, bottom } = SHEET_MARGINS;
  const place = fitted(block, faces, { left, bottom, right: A4.width - right, top: A4.height - top });
  return place && { index: null, geometry: geometryOf({ left: 0, bottom: 0, right: A4.width, top: A4.height }, 0, 1), ...place };
}

function fitted(block: SignatureBlock, faces: Typefaces, box: Box): Pick<BlockPlace, 'box' | 'piece' | 'scale'> | null {
  for (const scale of SCALES) {
    const width = (box.right - box.left) / scale;
    if (width < NARROWEST) continue;
    const piece = framed(block, faces, width);
    const height = piece.height * scale;
    if (height <= box.top - box.bottom) return { box: { ...box, bottom: box.top - height }, piece, scale };
  }
  return null;
}

function framed(block: SignatureBlock, faces: Typefaces, width: number): Piece {
  const inner = signatureBlockPiece(block, faces, width - 2 * OUTLINE);
  return { width, height: inner.height + 2 * OUTLINE, draw: (canvas, x, y) => inner.draw(canvas, x + OUTLINE, y + OUTLINE) };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.bottom < other.top && other.bottom < one.top;
}

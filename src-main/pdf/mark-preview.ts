import { Canvas } from './drawing/canvas.ts';
import { finishTypefaces, openTypefaces, type Typefaces } from './drawing/typeface.ts';
import { stampPiece } from './marks/registration-stamp.ts';
import { BLOCK_WIDTH, signatureBlockPiece } from './marks/signature-block.ts';
import type { Piece } from './marks/piece.ts';
import { PdfRefused } from './errors.ts';
import { PDF_LIMITS } from './limits.ts';
import type { BlocksPlace, CopySource, MarkPreview, PreviewedMark, SignatureBlock, StampedCopyRequest } from './model.ts';
import { NewDocument } from './new-document.ts';
import { CLEARANCE } from './ink/find-free-space.ts';
import { wholeOf } from './reading/byte-source.ts';
import { pageGeometry } from './reading/page-geometry.ts';
import type { OpenedPdf } from './reading/open-source.ts';
import { openSource } from './sources/as-pdf.ts';
import { imageHeaderOf, type ImageSource } from './sources/image-source.ts';
import { arrangeBlocks, blockGroups } from './stamping/block-groups.ts';
import { placeMarks, type Placement } from './stamping/place-marks.ts';

/**
 * Where the marks of a stamped copy would go, and how they look, so that somebody may move them before the copy is made
 * (PAP-01, C.4). Nothing is written. A group of blocks that fits onto no page is not among the marks.
 * @throws PdfRefused for a source that cannot be copied, and `too-large` for an image of more pixels than are looked at
 */
export async function previewMarks(request: Omit<StampedCopyRequest, 'places'>): Promise<MarkPreview> {
  if (request.source.kind === 'image') refuseUnseen(request.source);
  const source = await openSource(request.source, request.fonts, request.createdAt, 'touched');
  const { stamp } = request;
  // Measured with typefaces of a document that is thrown away: each picture has a document of its own.
  const faces = await openTypefaces(new NewDocument().context, request.fonts);
  const blocks = blockPieces(request.blocks, faces);
  const placement = await placeMarks(source, stamp === null ? null : stampPiece(stamp, faces), blocks);
  const group = groupOf(source, placement, blocks);
  const marks = [
    ...(stamp === null ? [] : [await pictured(request, { mark: 'stamp', place: placement.stamp, count: 1, columns: 1 }, (own) => stampPiece(stamp, own))]),
    ...(group === null ? [] : [await pictured(request, { mark: 'blocks', place: placement.blocks, ...group }, (own) => arrangeBlocks(blockPieces(request.blocks.slice(0, group.count), own), group.columns))]),
  ];
  return { pages: source.pages.length, marks, made: isPdf(request.source) ? null : wholeOf(source.source) };
}

/** An image that no window draws would look like free paper. */
function refuseUnseen(source: ImageSource): void {
  const { width, height } = imageHeaderOf(source);
  if (width * height > PDF_LIMITS.searchedImagePixels) throw new PdfRefused('too-large', { width, height, limit: PDF_LIMITS.searchedImagePixels });
}

function isPdf({ kind }: CopySource): boolean {
  return kind === 'pdf' || kind === 'pdf-file';
}

function blockPieces(blocks: readonly SignatureBlock[], faces: Typefaces): Piece[] {
  return blocks.map((block) => signatureBlockPiece(block, faces, BLOCK_WIDTH));
}

/** The group that stands on the last page, else the largest that would fit there if the page were empty. */
function groupOf(source: OpenedPdf, { blocks: placed }: Placement, blocks: readonly Piece[]): Pick<BlocksPlace, 'count' | 'columns'> | null {
  if (placed !== null) return { count: placed.count, columns: placed.columns };
  const page = source.pages.at(-1);
  if (page === undefined) return null;
  const { width, height } = pageGeometry(source.reader, page);
  const fitting = [...blockGroups(blocks)].find(({ group }) => group.width <= width - 2 * CLEARANCE.edge && group.height <= height - 2 * CLEARANCE.edge);
  return fitting === undefined ? null : { count: fitting.count, columns: fitting.columns };
}

async function pictured({ fonts, createdAt }: Pick<StampedCopyRequest, 'fonts' | 'createdAt'>, { place, ...facts }: Pick<PreviewedMark, 'mark' | 'place' | 'count' | 'columns'>, make: (faces: Typefaces) => Piece): Promise<PreviewedMark> {
  const document = new NewDocument();
  const faces = await openTypefaces(document.context, fonts);
  const piece = make(faces);
  const canvas = new Canvas(piece.width, piece.height);
  piece.draw(canvas, 0, 0);
  document.addPage(canvas);
  await finishTypefaces(document.context, faces);
  const at = place === null ? null : { page: place.page, left: place.left, top: place.top };
  const { width, height } = piece;
  return { ...facts, place: at, width, height, picture: await document.write({ title: '', createdAt }, [facts.mark]) };
}

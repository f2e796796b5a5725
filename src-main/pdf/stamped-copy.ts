import { PDFDict, PDFName, PDFRef, PDFWriter } from 'pdf-lib';
import { fileId, infoDict, requestDigest } from './document-info.ts';
import { finishTypefaces, openTypefaces, type Typefaces } from './drawing/typeface.ts';
import { PdfRefused, refusing } from './errors.ts';
import { withSecondReader } from './reading/second-reader.ts';
import { stampPiece } from './marks/registration-stamp.ts';
import { BLOCK_WIDTH, signatureBlockPiece } from './marks/signature-block.ts';
import type { StampedCopyRequest, StampedCopyResult } from './model.ts';
import { firstId, largestNumber, rootOf } from './reading/file-identity.ts';
import { openPdf, type OpenedPdf } from './reading/open-source.ts';
import { openSource } from './sources/as-pdf.ts';
import { appendPages } from './stamping/append-pages.ts';
import { writeIncrement } from './stamping/increment.ts';
import { drawOnPage } from './stamping/page-marks.ts';
import { placeMarks, type Placement } from './stamping/place-marks.ts';
import { removeSignatureValues } from './stamping/remove-signatures.ts';
import { Flow } from './sheets/flow.ts';
import { addBlocks } from './sheets/signature-sheets.ts';

/**
 * Makes the copy that carries the registration stamp (NUM-01) and one visible block per signer (C.4).
 * The original is never changed: its bytes are the beginning of the copy (`incremental`) wherever the file
 * allows it, and the copy says where it does not (`full-save`).
 * @throws PdfRefused for a source that cannot be copied.
 */
export async function makeStampedCopy(request: StampedCopyRequest): Promise<StampedCopyResult> {
  const source = await openSource(request.source, request.fonts, request.createdAt, false);
  if (source.crossReference !== null && request.source.kind === 'pdf') {
    const copy = await refusing('stamping', () => compose(source, request, 'incremental'));
    const fault = await faultOfIncrement(copy, source);
    if (fault === null) return copy;
    // The update did not read back as it should: the same marks go into a whole new file instead.
    const again = await openPdf(request.source.bytes, true);
    const whole = await refusing('stamping', () => composeWhole(again, request));
    return { ...whole, doubts: [`incremental update: ${fault}`, ...whole.doubts] };
  }
  return refusing('stamping', () => composeWhole(source, request));
}

async function composeWhole(source: OpenedPdf, request: StampedCopyRequest): Promise<StampedCopyResult> {
  const copy = await compose(source, request, 'full-save');
  const fault = await faultOf(copy.bytes, source.pages.length + copy.appendedSheets);
  if (fault !== null) throw new PdfRefused('damaged', { reason: 'the copy does not read back', fault });
  return copy;
}

async function compose(source: OpenedPdf, request: StampedCopyRequest, method: StampedCopyResult['method']): Promise<StampedCopyResult> {
  const { reader } = source;
  const { context } = reader;
  if (method === 'full-save') reader.loadAll();
  context.largestObjectNumber = largestNumber(source);
  const lastOriginal = context.largestObjectNumber;
  const changed = new Set<PDFRef>();
  const faces = await openTypefaces(context, request.fonts);
  const stamp = request.stamp === null ? null : stampPiece(request.stamp, faces);
  const placement = await placeMarks(source, stamp, request.blocks.map((block) => signatureBlockPiece(block, faces, BLOCK_WIDTH)));
  for (const { index, geometry, balance, canvas } of placement.pages) {
    const page = source.pages[index];
    if (page === undefined) throw new Error(`no page ${index}`);
    drawOnPage(reader, page, geometry, balance, canvas);
    changed.add(page.ref);
  }
  const appendedSheets = appendSheets(source, request, faces, placement, changed);
  await finishTypefaces(context, faces);
  const root = rootOf(source);
  // The original's metadata may claim an archival profile that a marked copy no longer has.
  source.catalog.delete(PDFName.of('Metadata'));
  changed.add(root);
  const trailer = source.crossReference?.trailer;
  const oldInfo = reader.resolve(trailer ? trailer.get(PDFName.of('Info')) : context.trailerInfo.Info);
  const info = context.register(infoDict(context, request, oldInfo instanceof PDFDict ? oldInfo : undefined));
  const id = fileId(context, [requestDigest(request), method], firstId(source));
  const result = { method, appendedSheets, stampOn: stampPlace(request, placement), blocksOnPage: placement.blocksPlaced, doubts: placement.doubts } as const;
  if (method === 'incremental' && source.crossReference !== null) {
    const added = Array.from({ length: context.largestObjectNumber - lastOriginal }, (_unused, at) => PDFRef.of(lastOriginal + 1 + at));
    const objects = [...changed, ...added];
    return { ...result, bytes: writeIncrement(source.bytes, context, source.crossReference, { root, info, id, objects }).bytes };
  }
  removeSignatureValues(reader, source.catalog);
  context.trailerInfo = { Root: root, Info: info, ID: id };
  return { ...result, bytes: await PDFWriter.forContext(context, Infinity).serializeToBuffer() };
}

function stampPlace(request: StampedCopyRequest, placement: Placement): StampedCopyResult['stampOn'] {
  if (request.stamp === null) return null;
  return placement.stampPlaced ? 'page' : 'sheet';
}

/** Appends what found no room on the pages: the stamp first, then the remaining blocks in signing order. */
function appendSheets(source: OpenedPdf, request: StampedCopyRequest, faces: Typefaces, placement: Placement, changed: Set<PDFRef>): number {
  const flow = new Flow();
  if (request.stamp !== null && !placement.stampPlaced) {
    const piece = stampPiece(request.stamp, faces);
    flow.add(piece, flow.width - piece.width);
    flow.gap(12);
  }
  addBlocks(flow, request.blocks.slice(placement.blocksPlaced), faces);
  if (flow.sheets.length === 0) return 0;
  for (const ref of appendPages(source, flow.sheets).changed) changed.add(ref);
  return flow.sheets.length;
}

/** An incremental copy must begin with the original and read back, by both readers, with all its pages; null: it does. */
async function faultOfIncrement(copy: StampedCopyResult, source: OpenedPdf): Promise<string | null> {
  const prefix = copy.bytes.subarray(0, source.bytes.length);
  if (Buffer.compare(prefix, source.bytes) !== 0) throw new Error('an incremental copy must begin with the original');
  return faultOf(copy.bytes, source.pages.length + copy.appendedSheets);
}

async function faultOf(bytes: Uint8Array, pages: number): Promise<string | null> {
  try {
    const reopened = await openPdf(bytes);
    if (reopened.fullSaveReason !== null) return reopened.fullSaveReason;
    if (reopened.pages.length !== pages) return `${reopened.pages.length} pages instead of ${pages}`;
    const seen = await withSecondReader(bytes, (document) => Promise.resolve(document.numPages));
    return seen === pages ? null : `${seen} pages instead of ${pages} for the second reader`;
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 200) : String(error);
  }
}

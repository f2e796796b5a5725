import { PDFDict, PDFName, PDFRef, PDFWriter, type PDFObject } from 'pdf-lib';
import { fileId, infoDict, requestDigest } from './document-info.ts';
import { finishTypefaces, openTypefaces, type Typefaces } from './drawing/typeface.ts';
import { PdfRefused, refusing } from './errors.ts';
import { stampPiece } from './marks/registration-stamp.ts';
import { BLOCK_WIDTH, signatureBlockPiece } from './marks/signature-block.ts';
import { ON_A_SHEET, type StampedCopyRequest, type StampedCopyResult } from './model.ts';
import { MemorySource } from './reading/byte-source.ts';
import { firstId, largestNumber, rootOf } from './reading/file-identity.ts';
import type { OpenedPdf, ReadingDepth, UpdatablePdf } from './reading/open-source.ts';
import { openSource } from './sources/as-pdf.ts';
import { appendPages } from './stamping/append-pages.ts';
import { writeIncrement } from './stamping/increment.ts';
import { drawOnPage } from './stamping/page-marks.ts';
import { placeMarks, type Placement } from './stamping/place-marks.ts';
import { faultOfFile, faultOfTail } from './stamping/read-back.ts';
import { removeSignatureValues } from './stamping/remove-signatures.ts';
import { Flow } from './sheets/flow.ts';
import { addBlocks } from './sheets/signature-sheets.ts';

/**
 * Makes the copy that carries the registration stamp (NUM-01) and one visible block per signer (C.4).
 * The original is never changed: its bytes are the beginning of the copy (`incremental`) wherever the file
 * allows it, and the copy says where it does not (`full-save`).
 * @throws PdfRefused for a source that cannot be copied, or a chosen place into which a mark does not fit.
 */
export async function makeStampedCopy(request: StampedCopyRequest): Promise<StampedCopyResult> {
  const open = (depth: ReadingDepth): Promise<OpenedPdf> => openSource(request.source, request.fonts, request.createdAt, depth);
  // An image and a sheet are made here: there is no original to go on with.
  if (request.source.kind !== 'pdf' && request.source.kind !== 'pdf-file') return composeWhole(await open('headers'), request);
  const quick = await open('touched');
  if (quick.crossReference === null) return composeWhole(quick, request);
  const sure = needsEveryPage(quick, request) ? null : await tailOf(quick, request);
  if (sure?.copy !== undefined) return sure.copy;
  const careful = await open('headers');
  const again = await tailOf(careful, request);
  if (again.copy !== undefined) return again.copy;
  if (again.refusal !== undefined) throw again.refusal;
  // The update cannot be, or did not read back as it should: the same marks go into a whole new file instead.
  const whole = await composeWhole(careful.crossReference === null ? careful : await open('all'), request);
  return again.fault === null ? whole : { ...whole, doubts: [`incremental update: ${again.fault}`, ...whole.doubts] };
}

/** A page between the first and the last is the one that was chosen only where all before it are pages. */
function needsEveryPage({ pages }: OpenedPdf, { places }: StampedCopyRequest): boolean {
  return [places?.stamp, places?.blocks].some((place) => place !== undefined && place !== ON_A_SHEET && place.page !== 1 && place.page !== pages.length);
}

type Attempt = { readonly copy: StampedCopyResult } | { readonly copy?: undefined; readonly fault: string | null; readonly refusal?: PdfRefused };

/** The copy as an update; else what stands against it: null, that the file has no cross-reference to go on with. */
async function tailOf(source: OpenedPdf, request: StampedCopyRequest): Promise<Attempt> {
  const { crossReference } = source;
  if (crossReference === null) return { fault: null };
  const updatable = { ...source, crossReference };
  try {
    const copy = await refusing('stamping', () => composeTail(updatable, request));
    const fault = faultOfTail(updatable, copy.tail, source.pages.length + copy.appendedSheets);
    return fault === null ? { copy } : { fault };
  } catch (error) {
    if (error instanceof PdfRefused) return { fault: error.message, refusal: error };
    throw error;
  }
}

type Facts = Omit<StampedCopyResult, 'method'>;

async function composeTail(source: UpdatablePdf, request: StampedCopyRequest): Promise<Facts & { readonly method: 'incremental'; readonly tail: Uint8Array }> {
  const { context } = source.reader;
  context.largestObjectNumber = largestNumber(source);
  const lastOriginal = context.largestObjectNumber;
  const oldInfo = source.crossReference.trailer.get(PDFName.of('Info'));
  const { facts, changed, root, info, id } = await drawMarks(source, request, oldInfo, 'incremental');
  const added = Array.from({ length: context.largestObjectNumber - lastOriginal }, (_unused, at) => PDFRef.of(lastOriginal + 1 + at));
  const { bytes } = writeIncrement(source.source.size, context, source.crossReference, { root, info, id, objects: [...changed, ...added] });
  return { ...facts, method: 'incremental', tail: bytes };
}

function composeWhole(source: OpenedPdf, request: StampedCopyRequest): Promise<StampedCopyResult> {
  return refusing('stamping', () => saveAnew(source, request));
}

async function saveAnew(source: OpenedPdf, request: StampedCopyRequest): Promise<StampedCopyResult> {
  const { reader } = source;
  const { context } = reader;
  reader.loadAll();
  context.largestObjectNumber = largestNumber(source);
  const oldInfo = source.crossReference ? source.crossReference.trailer.get(PDFName.of('Info')) : context.trailerInfo.Info;
  const { facts, root, info, id } = await drawMarks(source, request, oldInfo, 'full-save');
  removeSignatureValues(reader, source.catalog);
  context.trailerInfo = { Root: root, Info: info, ID: id };
  const bytes = await PDFWriter.forContext(context, Infinity).serializeToBuffer();
  const fault = await faultOfFile(new MemorySource(bytes), source.pages.length + facts.appendedSheets);
  if (fault !== null) throw new PdfRefused('damaged', { reason: 'the copy does not read back', fault });
  return { ...facts, method: 'full-save', bytes };
}

interface Drawn {
  readonly facts: Facts;
  /** Objects of the original that are not any more what they were. */
  readonly changed: ReadonlySet<PDFRef>;
  readonly root: PDFRef;
  readonly info: PDFRef;
  readonly id: PDFObject;
}

/** Draws all marks into the opened document and makes what describes the copy. */
async function drawMarks(source: OpenedPdf, request: StampedCopyRequest, oldInfo: PDFObject | undefined, method: StampedCopyResult['method']): Promise<Drawn> {
  const { reader } = source;
  const { context } = reader;
  const changed = new Set<PDFRef>();
  const faces = await openTypefaces(context, request.fonts);
  const stamp = request.stamp === null ? null : stampPiece(request.stamp, faces);
  const placement = await placeMarks(source, stamp, request.blocks.map((block) => signatureBlockPiece(block, faces, BLOCK_WIDTH)), request.places);
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
  const old = reader.resolve(oldInfo);
  const info = context.register(infoDict(context, request, old instanceof PDFDict ? old : undefined));
  const id = fileId(context, [requestDigest(request), method], firstId(source));
  const facts = { appendedSheets, stampOn: stampPlace(request, placement), blocksOnPage: placement.blocks?.count ?? 0, drawn: placement.drawn, doubts: placement.doubts };
  return { facts, changed, root, info, id };
}

function stampPlace(request: StampedCopyRequest, placement: Placement): StampedCopyResult['stampOn'] {
  if (request.stamp === null) return null;
  return placement.stamp === null ? 'sheet' : 'page';
}

/** Appends what found no room on the pages: the stamp first, then the remaining blocks in signing order. */
function appendSheets(source: OpenedPdf, request: StampedCopyRequest, faces: Typefaces, placement: Placement, changed: Set<PDFRef>): number {
  const flow = new Flow();
  if (request.stamp !== null && placement.stamp === null) {
    const piece = stampPiece(request.stamp, faces);
    flow.add(piece, flow.width - piece.width);
    flow.gap(12);
  }
  addBlocks(flow, request.blocks.slice(placement.blocks?.count ?? 0), faces);
  if (flow.sheets.length === 0) return 0;
  for (const ref of appendPages(source, flow.sheets).changed) changed.add(ref);
  return flow.sheets.length;
}

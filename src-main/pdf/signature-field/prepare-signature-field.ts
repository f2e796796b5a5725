import { PDFDict, PDFName, PDFRef } from 'pdf-lib';
import { fileId } from '../document-info.ts';
import { Canvas } from '../drawing/canvas.ts';
import { finishTypefaces, openTypefaces } from '../drawing/typeface.ts';
import { A4 } from '../drawing/units.ts';
import { PdfRefused, refusing } from '../errors.ts';
import type { PreparedSignature, SignatureFieldRequest } from '../model.ts';
import { joined } from '../reading/byte-source.ts';
import { firstId, largestNumber, rootOf } from '../reading/file-identity.ts';
import { openForUpdate, type OpenedForUpdate } from '../reading/open-source.ts';
import { appendPages } from '../stamping/append-pages.ts';
import { writeIncrement } from '../stamping/increment.ts';
import { addSignatureField, certify, type NewSignatureField } from './add-field.ts';
import { assertSoundRequest, CONTENTS_BYTES } from './check-request.ts';
import { earlierSignatures } from './earlier-signatures.ts';
import { formFields, optionalDict, uniqueFieldName } from './form-fields.ts';
import { drawAppearance, placeInBox, placeInFreeSpace, type BlockPlace } from './place-block.ts';
import { assertReadsBack } from './read-back.ts';
import { SignatureDictionary } from './signature-dictionary.ts';

/**
 * Adds a signature field with room for a PAdES signature (EN 319 142-1; ISO 32000-1, 12.7.4.5) to a document, the
 * visible block as the appearance of its widget. It is always an incremental update, so earlier signatures stay
 * valid; content of pages is never touched, and a sheet is added only to a document that nobody has signed.
 * @throws PdfRefused for a document that cannot be signed: `encrypted` or `damaged` (a signature over a file that had
 *   to be saved anew would be over another document than the one that was shown), `changes-forbidden` by an earlier
 *   signature, `already-signed` for a certification, `no-room` in a chosen place, or past the limits.
 * @throws RangeError for a request that no document could fulfil.
 */
export async function prepareSignatureField(request: SignatureFieldRequest): Promise<PreparedSignature> {
  assertSoundRequest(request);
  const source = await openForUpdate(request.source);
  return refusing('signing', () => prepare(source, request));
}

async function prepare(source: OpenedForUpdate, request: SignatureFieldRequest): Promise<PreparedSignature> {
  const { reader, catalog } = source;
  const { context } = reader;
  const root = rootOf(source);
  context.largestObjectNumber = largestNumber(source);
  const lastOriginal = context.largestObjectNumber;
  const form = optionalDict(reader, catalog, 'AcroForm');
  const fields = formFields(reader, form);
  const fieldName = uniqueFieldName(fields, request.fieldName);
  const earlier = earlierSignatures(source, fields, fieldName);
  if (earlier.forbidding !== null) throw new PdfRefused('changes-forbidden', { by: earlier.forbidding });
  const lock = request.lock ?? null;
  if (lock !== null && earlier.present) throw new PdfRefused('already-signed', { lock });
  const shown = await show(source, request, !earlier.present);
  const dictionary = new SignatureDictionary({ ...request, lock, contentsBytes: request.contentsBytes ?? CONTENTS_BYTES });
  const value = context.register(dictionary);
  const changed = [
    ...shown.changed,
    ...addSignatureField(source, root, { name: fieldName, page: shown.page, look: shown.look, value }),
    ...(lock === null ? [] : certify(source, root, value)),
  ];
  const added = Array.from({ length: context.largestObjectNumber - lastOriginal }, (_unused, at) => PDFRef.of(lastOriginal + 1 + at));
  const objects = [...changed, ...added.filter((ref) => context.lookup(ref) !== undefined)];
  const info = source.crossReference.trailer.get(PDFName.of('Info'));
  const id = fileId(context, [source.bytes, fieldName, request.signingTime.toISOString()], firstId(source));
  const { bytes: tail, bodies } = writeIncrement(source.bytes.length, context, source.crossReference, { root, info, id, objects });
  const bytes = joined([source.bytes, tail]);
  const offset = bodies.get(value);
  if (offset === undefined) throw new Error('the signature dictionary was not written');
  const { placedOn, number, pages } = shown;
  const drawsItself = form?.get(PDFName.of('XFA')) === undefined ? [] : ['an XFA form may be drawn instead of the pages'];
  const doubts = [...shown.doubts, ...drawsItself];
  const prepared = { bytes, ...dictionary.fillByteRange(bytes, offset), fieldName, placedOn, page: number, doubts };
  await assertReadsBack(prepared, source, pages);
  return prepared;
}

interface Shown extends Pick<NewSignatureField, 'page' | 'look'>, Pick<PreparedSignature, 'placedOn' | 'doubts'> {
  /** Number of the page, counted from 1. */
  readonly number: number;
  /** Pages of the document afterwards. */
  readonly pages: number;
  readonly changed: readonly PDFRef[];
}

/** Places and draws the block; without one, or without a place for it, the field stands unseen on the first page. */
async function show(source: OpenedForUpdate, request: SignatureFieldRequest, mayGrow: boolean): Promise<Shown> {
  const { block, place: wanted } = request;
  const { context } = source.reader;
  if (block === null) return unseen(source, []);
  const faces = await openTypefaces(context, request.fonts);
  const { place, doubts } = wanted === 'free-space' ? await placeInFreeSpace(source, block, faces, mayGrow) : placeInBox(source, block, faces, wanted);
  if (place === null) return unseen(source, doubts);
  const look = drawAppearance(context, place);
  await finishTypefaces(context, faces);
  return { ...pageOf(source, place), look, doubts };
}

function unseen(source: OpenedForUpdate, doubts: readonly string[]): Shown {
  const [page] = source.pages;
  if (page === undefined) throw new PdfRefused('damaged', { reason: 'no pages' });
  return { page, look: null, placedOn: 'none', doubts, number: 1, pages: source.pages.length, changed: [] };
}

function pageOf(source: OpenedForUpdate, { index }: BlockPlace): Omit<Shown, 'look' | 'doubts'> {
  const { pages } = source;
  if (index !== null) {
    const page = pages[index];
    if (page === undefined) throw new Error(`no page ${index}`);
    return { page, placedOn: 'page', number: index + 1, pages: pages.length, changed: [] };
  }
  const { pages: [ref], changed } = appendPages(source, [new Canvas(A4.width, A4.height)]);
  const dict = ref === undefined ? undefined : source.reader.context.lookup(ref);
  if (ref === undefined || !(dict instanceof PDFDict)) throw new Error('the sheet was not added');
  // The catalogue may now refer to the page tree that stood in it.
  return { page: { ref, dict }, placedOn: 'sheet', number: pages.length + 1, pages: pages.length + 1, changed: [...changed, rootOf(source)] };
}

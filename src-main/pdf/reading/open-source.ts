import { PDFCatalog, PDFDict, PDFDocument, PDFName, type PDFContext } from 'pdf-lib';
import { inflateSync, constants } from 'node:zlib';
import { PdfRefused, refusing } from '../errors.ts';
import { PDF_LIMITS } from '../limits.ts';
import { readCrossReference, type CrossReference } from './cross-reference.ts';
import { asciiAt, MemorySource, wholeOf, type ByteSource } from './byte-source.ts';
import { FileParser } from './file-parser.ts';
import { contextReader, CrossReferenceReader, type ObjectReader } from './object-reader.ts';
import { walkPages, type SourcePage } from './page-tree.ts';

/**
 * How much of a file is read when it is opened. `touched`: only what leads to its pages; what is wrong elsewhere shows when it
 * is touched, or never. `headers`: every object must stand where the cross-reference says. `all`: every object is parsed.
 */
export type ReadingDepth = 'touched' | 'headers' | 'all';

/** Why a file can only be copied whole, not continued by an incremental update. */
export type FullSaveReason = 'recovered' | 'encrypted';

/** An opened PDF. */
export interface OpenedPdf {
  readonly source: ByteSource;
  readonly reader: ObjectReader;
  readonly catalog: PDFDict;
  readonly pages: readonly SourcePage[];
  /** The file's own cross-reference; null where the file was recovered or decrypted. */
  readonly crossReference: CrossReference | null;
  readonly fullSaveReason: FullSaveReason | null;
}

/** A PDF whose own cross-reference an incremental update can continue. */
export interface UpdatablePdf extends OpenedPdf {
  readonly crossReference: CrossReference;
}

/** One that was opened for an update alone; all its bytes are in memory. */
export interface OpenedForUpdate extends UpdatablePdf {
  readonly bytes: Uint8Array;
}

/**
 * Opens a PDF that is to be continued by an incremental update and by nothing else, as for signing. A file that has
 * to be recovered or decrypted first could only be saved anew: the signature would then be over another document
 * than the one that was shown, registered and hashed.
 * @throws PdfRefused `encrypted`; `damaged` also for what viewers would repair.
 */
export async function openForUpdate(bytes: Uint8Array): Promise<OpenedForUpdate> {
  const source = new MemorySource(bytes);
  if (headerOffset(source) > 0) throw new PdfRefused('damaged', { reason: 'bytes before the header' });
  return refusing('reading', () => {
    const opened = openStrictly(source, 'headers');
    if (opened === null) throw new PdfRefused('encrypted', { reason: 'an update of an encrypted file' });
    return { ...opened, bytes };
  });
}

/**
 * Opens a PDF: strictly by its cross-reference where that is sound, reading only what is touched, else by recovery as
 * viewers do, which reads it all.
 * A file that only an owner password protects is opened with the empty user password.
 * @throws PdfRefused, SourceUnreadable
 */
export async function openPdf(source: ByteSource, depth: ReadingDepth = 'headers'): Promise<OpenedPdf> {
  if (headerOffset(source) === 0) {
    const strict = await attempt(() => openStrictly(source, depth));
    if (strict instanceof PdfRefused) {
      if (strict.code !== 'damaged') throw strict;
    } else if (strict !== null) {
      return strict;
    }
  }
  return refusing('recovery', () => openByRecovery(source));
}

/** Where the file says that it is a PDF. @throws PdfRefused where it does not, or is too large to be read */
function headerOffset(source: ByteSource): number {
  if (source.size > PDF_LIMITS.fileBytes) throw new PdfRefused('too-large', { bytes: source.size, limit: PDF_LIMITS.fileBytes });
  const header = asciiAt(source, 0, 1_024).indexOf('%PDF-');
  if (header < 0) throw new PdfRefused('not-a-pdf', { bytes: source.size });
  return header;
}

/** The result, or the refusal as a value: recovery is tried after a `damaged` one. */
async function attempt<T>(work: () => T): Promise<T | PdfRefused> {
  try {
    return await refusing('reading', work);
  } catch (error) {
    if (error instanceof PdfRefused) return error;
    throw error;
  }
}

/** Null where the file is encrypted: its strings must then be read through pdf-lib's decryption. */
function openStrictly(source: ByteSource, depth: ReadingDepth): UpdatablePdf | null {
  const parser = new FileParser(source);
  const crossReference = readCrossReference(source, parser);
  if (crossReference.trailer.get(PDFName.of('Encrypt')) !== undefined) return null;
  if (depth !== 'touched') assertHeaders(source, crossReference);
  const reader = new CrossReferenceReader(source, parser, crossReference);
  if (depth === 'all') reader.loadAll();
  const catalog = catalogOf(reader, crossReference.trailer);
  return { source, reader, catalog, pages: walkPages(reader, catalog, depth === 'touched'), crossReference, fullSaveReason: null };
}

/** Every object in use must stand where the cross-reference says; one that does not makes the file one to recover. */
function assertHeaders(source: ByteSource, { entries }: CrossReference): void {
  for (const [number, entry] of entries) {
    if (entry.kind !== 'offset') continue;
    const header = /^\s*(\d+)\s+(\d+)\s+obj/.exec(asciiAt(source, entry.offset, 40));
    if (header === null || Number(header[1]) !== number || Number(header[2]) !== entry.generation) {
      throw new PdfRefused('damaged', { reason: 'cross-reference offset', object: number });
    }
  }
}

async function openByRecovery(source: ByteSource): Promise<OpenedPdf> {
  const bytes = wholeOf(source);
  assertObjectStreamsBounded(bytes);
  const parser = new FileParser(new MemorySource(bytes));
  const context = await parser.parseDocument();
  parser.assertWithinBudget();
  const encrypted = context.lookup(context.trailerInfo.Encrypt) !== undefined;
  const readable = encrypted ? await decrypt(bytes) : context;
  dropOldStructure(readable);
  const reader = contextReader(readable);
  const catalog = readable.lookup(readable.trailerInfo.Root);
  if (!(catalog instanceof PDFDict)) throw new PdfRefused('damaged', { reason: 'no catalogue' });
  const pages = walkPages(reader, catalog);
  return { source, reader, catalog, pages, crossReference: null, fullSaveReason: encrypted ? 'encrypted' : 'recovered' };
}

async function decrypt(bytes: Uint8Array): Promise<PDFContext> {
  try {
    const document = await PDFDocument.load(bytes, { password: '', updateMetadata: false });
    return document.context;
  } catch (error) {
    throw new PdfRefused('encrypted', { reason: error instanceof Error ? error.message.slice(0, 200) : 'unknown' }, { cause: error });
  }
}

/** A full save writes its own structure; the old one's streams would stand in it as dead weight. */
function dropOldStructure(context: PDFContext): void {
  const structure = new Set([PDFName.of('XRef'), PDFName.of('ObjStm')]);
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (!('dict' in object) || !(object.dict instanceof PDFDict)) continue;
    const type = object.dict.get(PDFName.of('Type'));
    if (type instanceof PDFName && structure.has(type)) context.delete(ref);
  }
}

/**
 * pdf-lib's recovery unpacks object streams without a bound. A deflated stream ends by itself, so their
 * unpacked sizes are measured here first, under the limit.
 */
function assertObjectStreamsBounded(bytes: Uint8Array): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left: number = PDF_LIMITS.decodedStructureBytes;
  for (const mark of ['/ObjStm', '/XRef']) {
    for (let at = view.indexOf(mark, 0, 'latin1'); at >= 0; at = view.indexOf(mark, at + 1, 'latin1')) {
      const stream = /stream\r?\n/.exec(view.toString('latin1', at, at + 4_096));
      if (stream === null) continue;
      const start = at + stream.index + stream[0].length;
      left -= unpackedSize(bytes.subarray(start), left);
    }
  }
}

function unpackedSize(bytes: Uint8Array, limit: number): number {
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(1, limit), finishFlush: constants.Z_SYNC_FLUSH }).length;
  } catch (error) {
    if (error instanceof RangeError) throw new PdfRefused('too-large', { reason: 'object streams' }, { cause: error });
    // Not deflated, or broken: then it unpacks to nothing here, and the parser reports it.
    return 0;
  }
}

function catalogOf(reader: ObjectReader, trailer: PDFDict): PDFDict {
  const catalog = reader.resolve(trailer.get(PDFName.of('Root')));
  if (!(catalog instanceof PDFCatalog) && !(catalog instanceof PDFDict)) throw new PdfRefused('damaged', { reason: 'no catalogue' });
  return catalog;
}

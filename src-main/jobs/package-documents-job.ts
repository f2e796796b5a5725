import { fileName } from '#shared/contract/common.ts';
import { FILE_LIMIT } from '#shared/contract/files.ts';
import { PACKAGE_DOCUMENT_LIMIT } from '#shared/contract/packages.ts';
import { isProgram } from '#shared/domain/allowed-files.ts';
import { RECOGNITION_BYTES, recogniseMediaType } from '#shared/domain/media-type.ts';
import { saidOfDocument, type TakeRefusal, whyNotTaken } from '#shared/domain/package-documents.ts';
import { FILE_ROLES, type FileRole } from '#shared/domain/registration-card.ts';
import { type DocumentRecord, packedDocuments, PackageRefused, type PackedDocuments, type RecordFile } from '../packages/index.ts';
import { type BlobLocation, BlobWriter } from '../store/blobs/blob-file.ts';
import type { ListPackageJob, ListPackageResult, TakenFromPackage, TakeFromPackageJob, TakeFromPackageResult } from './job-kinds.ts';
import { SealedSource } from './sealed-source.ts';

interface Original {
  readonly file: RecordFile;
  readonly role: FileRole;
  readonly fileName: string;
}

/** Documents that a stored package describes; what is none any more is an answer, not a failure of the job. */
export async function listSealedPackage({ location }: ListPackageJob): Promise<ListPackageResult> {
  return opened(location, ({ documents }) => ({
    kind: 'listed',
    documents: documents.slice(0, PACKAGE_DOCUMENT_LIMIT).map(({ path, record }) => {
      const { registrationIndex, registrationDate, subject } = record.card;
      const originals = originalsOf(record);
      return { path, registrationIndex, registrationDate, subject, files: originals.length, signatures: originals.filter(({ role }) => role === 'signature').length };
    }),
  }));
}

/**
 * Writes files of documents out of a package to the given places, each verified by its record. A document goes as a whole:
 * where one of its files is not what the record says, nothing of it is taken.
 */
export async function takeFromSealedPackage({ location, documents: wished }: TakeFromPackageJob, progress: (progress: number | null) => void): Promise<TakeFromPackageResult> {
  return opened(location, async (packed) => {
    const byPath = new Map(packed.documents.map(({ path, record }) => [path, record]));
    const all = wished.flatMap(({ path }) => originals(byPath.get(path))).reduce((total, { file }) => total + file.size, 0);
    let done = 0;
    const documents: TakenFromPackage[] = [];
    for (const { path, outputs } of wished) {
      const record = byPath.get(path);
      documents.push(
        record === undefined
          ? { path, kind: 'refused', reason: 'noDocument' }
          : await taken(path, record, packed, outputs, (bytes) => {
              done += bytes;
              progress(all === 0 ? 1 : Math.min(1, done / all));
            }),
      );
    }
    return { kind: 'taken', documents };
  });
}

async function opened<Result>(location: BlobLocation, work: (packed: PackedDocuments) => Result | Promise<Result>): Promise<Result | { readonly kind: 'refused' }> {
  const source = new SealedSource(location);
  try {
    return await work(packedDocuments(source));
  } catch (error) {
    if (error instanceof PackageRefused) return { kind: 'refused' };
    throw error;
  } finally {
    source.close();
  }
}

/** What was registered: copies and evidence are what the other office made of it, and stay in the package. */
function originalsOf({ files }: DocumentRecord): Original[] {
  return files.flatMap((file) => {
    const role = FILE_ROLES.find((one) => one === file.role);
    return file.part === 'original' && role !== undefined ? [{ file, role, fileName: nameOf(file) }] : [];
  });
}

/** The true name, where a file here may bear it; else the safe one of the package. */
function nameOf({ fileName: name, path }: RecordFile): string {
  return fileName.safeParse(name).success ? name : path.slice(path.lastIndexOf('/') + 1);
}

function originals(record: DocumentRecord | undefined): Original[] {
  return record === undefined ? [] : originalsOf(record);
}

async function taken(path: string, record: DocumentRecord, { organisation, fileOf }: PackedDocuments, outputs: readonly BlobLocation[], onBytes: (bytes: number) => void): Promise<TakenFromPackage> {
  const files = originalsOf(record);
  const reason = whyNotTaken(files.map(({ file: { size }, fileName: name, role }) => ({ fileName: name, size, role })), FILE_LIMIT);
  if (reason !== null) return { path, kind: 'refused', reason };
  const written = [];
  for (const [output, { file, role, fileName: name }] of files.entries()) {
    const place = outputs[output];
    if (place === undefined) throw new RangeError('more files than places');
    const found = fileOf(file);
    if (found === null || found.size !== file.size) return { path, kind: 'refused', reason: 'damaged' };
    const stored = await writtenTo(place, { fileName: name, sha256: file.sha256 }, found.pieces, onBytes);
    if (typeof stored === 'string') return { path, kind: 'refused', reason: stored };
    written.push({ output, fileName: name, role, sha256: file.sha256, size: file.size, mediaType: stored.mediaType });
  }
  return { path, kind: 'taken', said: saidOfDocument(record.card, organisation), files: written };
}

async function writtenTo(place: BlobLocation, { fileName: name, sha256 }: Pick<RecordFile, 'fileName' | 'sha256'>, pieces: Iterable<Uint8Array>, onBytes: (bytes: number) => void): Promise<TakeRefusal | { readonly mediaType: string }> {
  const writer = await BlobWriter.create(place);
  let start = Buffer.alloc(0);
  try {
    for (const piece of pieces) {
      if (start.length < RECOGNITION_BYTES) start = Buffer.concat([start, piece.subarray(0, RECOGNITION_BYTES - start.length)]);
      await writer.append(piece);
      onBytes(piece.length);
    }
    const stored = await writer.finish();
    if (stored.sha256 !== sha256) return 'damaged';
  } catch (error) {
    await writer.abandon();
    throw error;
  }
  return isProgram(name, start) ? 'program' : { mediaType: recogniseMediaType(start) };
}

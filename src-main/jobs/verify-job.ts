import { RECOGNITION_BYTES, recogniseMediaType } from '#shared/domain/media-type.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import { createSignatureValidator, type EvidenceFile, verifiableUntil, type ObtainedEvidence, type PreservationPackage, type SignatureValidator, type StreamedFile, type ValidationInput, type ValidationOptions } from '../signatures/index.ts';
import { blobSize, hashBlob, readBlob, readBlobPart, streamBlob } from '../store/blobs/blob-file.ts';
import type { JobEvidence, JobFile, JobPackage, ProofResult, VerifyJob } from './job-kinds.ts';

/** Larger files are read chunk by chunk wherever their hash is enough. */
export const WHOLE_FILE_BYTES = 32 * 1024 * 1024;

/** Where a ZIP archive has its end record: its length and that of its longest comment (APPNOTE 4.3.16). */
const ZIP_END_BYTES = 22 + 65_535;
const ZIP_END = Buffer.from('PK\u0005\u0006', 'latin1');

type DetachedContent = EvidenceFile | StreamedFile;

/**
 * Validates every file with the others as contents that a detached signature may cover. Large files are
 * held in memory one at a time and only where they may carry signatures themselves.
 */
export async function verifyFiles(job: VerifyJob, progress: (progress: number | null) => void): Promise<readonly ValidationReport[]> {
  const validator = createSignatureValidator();
  const options: ValidationOptions = {
    now: job.now,
    ...(job.at === null ? {} : { at: job.at }),
    ...(job.policy === null ? {} : { policy: job.policy }),
    trustAnchors: await load(job.trustAnchors),
    trustLists: await load(job.trustLists),
    intermediates: await load(job.intermediates),
    crls: await loadObtained(job.crls),
    ocspResponses: await loadObtained(job.ocspResponses),
  };
  const contents: DetachedContent[] = [];
  for (const file of job.files) contents.push(await contentOf(file));
  const preserved = await Promise.all(job.preserved.map(loadPackage));
  const reports: ValidationReport[] = [];
  for (const [at, file] of job.files.entries()) {
    const detachedContents = contents.filter((_content, other) => other !== at);
    const content = contents[at];
    if (content !== undefined && 'bytes' in content) reports.push(await validator.validate({ ...content, detachedContents, preserved }, options));
    else reports.push(await validateLarge(validator, file, { detachedContents, preserved }, options));
    progress((at + 1) / job.files.length);
  }
  return reports;
}

/** Asks the same check at instants ahead. What it lacks at the first at which it fails is what would lengthen the proof. */
export async function proveAhead(job: VerifyJob): Promise<ProofResult> {
  const asked = new Map<string, readonly ValidationReport[]>();
  const answer = await verifiableUntil(async (now) => {
    const reports = await verifyFiles({ ...job, now }, () => undefined);
    asked.set(now, reports);
    return reports;
  }, job.now);
  const reports = asked.get(job.now) ?? [];
  const [end] = [...asked.keys()].filter((instant) => instant > (answer.until ?? job.now)).sort();
  const failing = !answer.passesNow ? reports : answer.until === null || end === undefined ? [] : (asked.get(end) ?? []);
  return { ...answer, reports, lacking: failing.flatMap(({ signatures }) => signatures.flatMap(({ missing }) => missing)) };
}

async function loadPackage({ manifest, record, pieces }: JobPackage): Promise<PreservationPackage> {
  const [first, second, ...others] = await load([manifest, record, ...pieces]);
  if (first === undefined || second === undefined) throw new Error('a package has a manifest and a record');
  return { manifest: first, record: second, pieces: others };
}

async function load(files: readonly JobFile[]): Promise<EvidenceFile[]> {
  return Promise.all(files.map(async ({ fileName, location }) => ({ fileName, bytes: await readBlob(location) })));
}

async function loadObtained(files: readonly JobEvidence[]): Promise<ObtainedEvidence[]> {
  return Promise.all(files.map(async ({ fileName, location, obtainedAt }) => ({ fileName, bytes: await readBlob(location), ...(obtainedAt === null ? {} : { obtainedAt }) })));
}

/** A stored file as a signature may cover it; a large one is read chunk by chunk. */
export async function contentOf({ fileName, location }: JobFile): Promise<DetachedContent> {
  const size = await blobSize(location);
  return size > WHOLE_FILE_BYTES ? { fileName, size, stream: () => streamBlob(location) } : { fileName, bytes: await readBlob(location) };
}

/**
 * A large file of a kind that holds no signature: the engine sees its beginning, finds none, and the report
 * is given hash and size of the whole. Whatever else there may be in it, it is read whole.
 */
async function validateLarge(validator: SignatureValidator, { fileName, location }: JobFile, beside: Required<Pick<ValidationInput, 'detachedContents' | 'preserved'>>, options: ValidationOptions): Promise<ValidationReport> {
  const { bytes: start, size } = await readBlobPart(location, 0, RECOGNITION_BYTES);
  const { bytes: end } = await readBlobPart(location, Math.max(0, size - ZIP_END_BYTES), ZIP_END_BYTES);
  if (!mayCarrySignatures(start) && !end.includes(ZIP_END)) {
    const report = await validator.validate({ fileName, bytes: start }, options);
    if (report.container === 'none' && report.signatures.length === 0) return { ...report, sha256: await hashBlob(location), size };
  }
  return validator.validate({ fileName, bytes: await readBlob(location), ...beside }, options);
}

/** Told by the first kilobyte: PDF, XML, CMS, PEM and archives may; pictures and unknown binary data may not. */
export function mayCarrySignatures(start: Uint8Array): boolean {
  const mediaType = recogniseMediaType(start);
  if (mediaType.startsWith('image/')) return false;
  if (mediaType !== 'application/octet-stream') return true;
  // Text may be XML, PEM or base64; DER and BER begin with a SEQUENCE; UTF-16 has zeros as well.
  const utf16 = (start[0] === 0xfe && start[1] === 0xff) || (start[0] === 0xff && start[1] === 0xfe) || start[0] === 0x3c || start[1] === 0x3c;
  return start[0] === 0x30 || utf16 || !start.includes(0);
}

import { createHash } from 'node:crypto';
import { REPORT_LINES } from '#shared/contract/packages.ts';
import { inspectPackage, makePackage, PackageRefused, type InspectedPackage, type PackagePlan } from '../packages/index.ts';
import { type BlobLocation, BlobWriter, streamBlob } from '../store/blobs/blob-file.ts';
import type { InspectPackageJob, InspectPackageResult, MakePackageJob, MakePackageResult } from './job-kinds.ts';
import { SealedSource } from './sealed-source.ts';

/** Makes a package out of sealed files and seals it again piece by piece: memory holds no more than a few of them. */
export async function makeSealedPackage({ plan, locations, output }: MakePackageJob, progress: (progress: number | null) => void): Promise<MakePackageResult> {
  const writer = await BlobWriter.create(output);
  try {
    const whole = await withDigests(plan, locations);
    const made = await makePackage({ plan: whole, piecesOf: ({ part, path }) => piecesOf(locations.get(`${part}/${path}`) ?? []), onProgress: progress }, (piece) => writer.append(piece));
    return { ...made, ...(await writer.finish()) };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

async function* piecesOf(places: readonly BlobLocation[]): AsyncGenerator<Uint8Array> {
  for (const place of places) yield* streamBlob(place);
}

/** A stamped copy is kept as what follows its original, so that nobody knows the digest of the whole yet. */
async function withDigests(plan: PackagePlan, locations: MakePackageJob['locations']): Promise<PackagePlan> {
  const digests = new Map<string, string>();
  for (const [key, places] of locations) {
    if (places.length < 2) continue;
    const hash = createHash('sha256');
    for await (const piece of piecesOf(places)) hash.update(piece);
    digests.set(key, hash.digest('hex'));
  }
  return {
    ...plan,
    cases: plan.cases.map((planned) => ({
      ...planned,
      documents: planned.documents.map(({ folder, record }) => ({ folder, record: { ...record, files: record.files.map((file) => ({ ...file, sha256: digests.get(`${file.part}/${file.path}`) ?? file.sha256 })) } })),
    })),
  };
}

/** Reads a package where it lies; what is none is an answer, not a failure of the job. */
export async function inspectSealedPackage({ location }: InspectPackageJob, progress: (progress: number | null) => void): Promise<InspectPackageResult> {
  const source = new SealedSource(location);
  try {
    return { kind: 'inspected', report: reportOf(inspectPackage(source, { onProgress: progress })) };
  } catch (error) {
    if (error instanceof PackageRefused) return { kind: 'refused', code: error.code, path: error.path };
    throw error;
  } finally {
    source.close();
  }
}

function reportOf({ description, findings, ...facts }: InspectedPackage): Extract<InspectPackageResult, { kind: 'inspected' }>['report'] {
  return {
    ...facts,
    findings: findings.slice(0, REPORT_LINES).map(({ code, path }) => ({ code, path })),
    findingCount: findings.length,
    described: description.package !== null,
    cases: description.cases.slice(0, REPORT_LINES).map(({ record: { index, title, year } }) => ({ index, title, year })),
    documents: description.documents.slice(0, REPORT_LINES).map(({ record: { card, files } }) => ({
      registrationIndex: card.registrationIndex,
      registrationDate: card.registrationDate,
      subject: card.subject,
      files: files.filter(({ part }) => part === 'original').length,
      signatures: files.filter(({ role }) => role === 'signature').length,
    })),
    documentCount: description.documents.length,
  };
}

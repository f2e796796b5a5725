import type { FetchSettings } from '#shared/contract/evidence.ts';
import type { PreservationObstacle } from '#shared/contract/preservation.ts';
import type { MissingEvidence, TimestampEvidence } from '#shared/domain/signature-evidence.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { type Environment, newId } from '../../environment.ts';
import type { EvidenceRecordResult, ListedFile } from '../../jobs/job-kinds.ts';
import { JobFailed, type JobOptions, type JobRunner } from '../../jobs/job-runner.ts';
import type { EvidenceDigest, TokenFacts } from '../../signatures/index.ts';
import type { BlobLocation } from '../../store/blobs/blob-file.ts';
import type { Store } from '../../store/store.ts';
import { PreservedPackages, type StoredPiece } from '../../verification/preserved-packages.ts';
import type { Proof, Verification } from '../../verification/verification.ts';
import type { DocumentAssessment } from './document-assessment.ts';
import type { PreservationRecords } from './preservation-records.ts';

/** Large files are read where another hash than that of their names is asked for. */
const JOB_MILLISECONDS = 60 * 60_000;

export interface EvidenceMakingOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly verification: Verification;
  readonly assessment: DocumentAssessment;
  readonly records: PreservationRecords;
  /** Address of the office's time-stamping authority; null: none is named. */
  readonly authority: () => string | null;
  readonly fetching: () => FetchSettings;
  readonly obtain: (documentId: string, missing: readonly MissingEvidence[], options: JobOptions) => Promise<boolean>;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** A document with what its manifest lists, and the places that both are written to. */
interface Prepared {
  readonly documentId: string;
  readonly stream: string;
  readonly files: readonly DocumentFile[];
  readonly manifestName: string;
  readonly recordName: string;
  readonly pieces: readonly StoredPiece[];
  readonly listed: readonly StoredPiece[];
  readonly verificationId: string | null;
  readonly manifestOutput: BlobLocation;
  readonly recordOutput: BlobLocation;
}

type Made = Extract<EvidenceRecordResult, { readonly kind: 'made' }>;

/**
 * Makes evidence records for documents that pass, all under one token of the office's authority (RFC 4998), and keeps of
 * them what the engine takes: a package that does not carry its document is not recorded.
 */
export class EvidenceMaking {
  readonly #options: EvidenceMakingOptions;
  readonly #packages: PreservedPackages;

  constructor(options: EvidenceMakingOptions) {
    this.#options = options;
    this.#packages = new PreservedPackages(options.store);
  }

  /** @returns what stands in the way; null: each document got its evidence or is named in the findings. @throws JobFailed where it was cancelled */
  async make(documentIds: readonly string[], digest: EvidenceDigest, options: JobOptions): Promise<PreservationObstacle | null> {
    const { store, environment, jobs, authority, fetching, logUnexpected } = this.#options;
    const address = authority();
    if (address === null) return 'noAuthority';
    const { fetch, allowedHosts, proxy } = fetching();
    if (!fetch) return 'fetchingOff';
    const prepared = await this.#prepare(documentIds, options);
    if (prepared.length === 0) return null;
    try {
      // Loaded where it is needed: the start of a desk does not wait for the signature engine.
      const { timestampNonce } = await import('../../signatures/index.ts');
      const documents = await Promise.all(prepared.map(async ({ listed, recordName, manifestOutput, recordOutput }) => ({ files: await this.#locate(listed), recordName, manifestOutput, recordOutput })));
      const nonce = timestampNonce((length) => environment.randomBytes(length));
      const made = await jobs.run('makeEvidence', { documents, digest, authority: address, allowedHosts, proxy, nonce }, { ...options, limits: { milliseconds: JOB_MILLISECONDS } });
      return made.kind === 'failed' ? obstacleOf(made.problem) : await this.#keep(prepared, made, options);
    } catch (error) {
      if (!(error instanceof JobFailed) || error.failure === 'cancelled') throw error;
      logUnexpected('evidence records', error);
      return 'unreachable';
    } finally {
      for (const { manifestOutput, recordOutput } of prepared) {
        await store.blobs.discard(manifestOutput);
        await store.blobs.discard(recordOutput);
      }
    }
  }

  async #prepare(documentIds: readonly string[], options: JobOptions): Promise<Prepared[]> {
    const { store, assessment, verification } = this.#options;
    const { evidenceNames } = await import('../../signatures/index.ts');
    const prepared: Prepared[] = [];
    for (const documentId of documentIds) {
      const found = await assessment.filesOf(documentId, options);
      if (found === null) {
        this.#leave(documentId);
        continue;
      }
      const verificationId = verification.newest({ documentId })?.verificationId ?? null;
      const earlier = this.#packages.of({ documentId });
      const names = evidenceNames(earlier.length + 1);
      // All pieces once more: those of an older list may stand there under a hash that ages.
      const pieces = unique([...earlier.flatMap((one) => one.pieces), ...this.#used(verificationId)]).filter(({ sha256 }) => store.blobs.has(sha256));
      const before = earlier.flatMap(({ manifest, record }) => [manifest, record]);
      const places = { manifestOutput: store.blobs.newPlace(), recordOutput: store.blobs.newPlace() };
      prepared.push({ documentId, ...found, manifestName: names.manifest, recordName: names.record, pieces, listed: [...found.files, ...pieces, ...before], verificationId, ...places });
    }
    return prepared;
  }

  /** Certificates, lists and answers of the newest check that are in no file; the anchors are the office's and need no proof of age. */
  #used(verificationId: string | null): StoredPiece[] {
    const rows = this.#options.store.database
      .prepare<[string | null], { kind: string; sha256: string }>("SELECT kind, sha256 FROM verification_evidence WHERE verification_id = ? AND kind IN ('crl', 'ocsp', 'issuer', 'intermediate') ORDER BY position")
      .all(verificationId);
    return rows.map(({ kind, sha256 }) => ({ fileName: `evidence/${kind}-${sha256.slice(0, 16)}`, sha256 }));
  }

  async #locate(listed: readonly StoredPiece[]): Promise<ListedFile[]> {
    return Promise.all(listed.map(async ({ fileName, sha256 }) => ({ fileName, sha256, location: await this.#options.store.blobs.locate(sha256) })));
  }

  async #keep(prepared: readonly Prepared[], { token, packages }: Made, options: JobOptions): Promise<PreservationObstacle | null> {
    const { verification, obtain } = this.#options;
    let kept = 0;
    for (const [at, one] of prepared.entries()) {
      const written = packages[at];
      if (written === undefined) throw new Error('a job left out a document');
      const { documentId, files } = one;
      const beside = [{ manifest: { fileName: one.manifestName, location: one.manifestOutput }, record: { fileName: one.recordName, location: one.recordOutput }, pieces: await this.#locate(one.pieces) }];
      let proof = await verification.prove({ documentId }, files, beside, options);
      let stamp = stampOf(proof, token);
      // Nobody has asked yet for the word about an authority that is new here; one answer serves all documents.
      if (stamp === null && kept === 0 && (await obtain(documentId, proof.lacking, options))) {
        proof = await verification.prove({ documentId }, files, beside, options);
        stamp = stampOf(proof, token);
      }
      if (stamp !== null) {
        await this.#record(one, { token, written, together: packages.length, proof, stamp });
        kept += 1;
      } else if (proof.passesNow && kept === 0) {
        // It is the token itself that nobody can vouch for, not one document under it; a list about its authority may come later.
        return proof.lacking.every(({ kind }) => kind === 'revocation') && proof.lacking.length > 0 ? 'unreachable' : 'wrongToken';
      } else {
        this.#leave(documentId);
      }
    }
    return null;
  }

  /** What cannot be shown to be good is not stamped, and the report says so. */
  #leave(documentId: string): void {
    const { store, records, verification } = this.#options;
    store.commit(() => records.find({ documentId, before: verification.newest({ documentId })?.verdict ?? null, after: null }));
  }

  async #record(one: Prepared, made: { readonly token: TokenFacts; readonly written: Made['packages'][number]; readonly together: number; readonly proof: Proof; readonly stamp: TimestampEvidence }): Promise<void> {
    const { store, environment, records } = this.#options;
    const { documentId, stream, verificationId } = one;
    const { token, written, together, proof, stamp } = made;
    await store.blobs.adopt(one.manifestOutput, written.manifest.sha256);
    environment.crashPoint('preservation.manifestStored');
    await store.blobs.adopt(one.recordOutput, written.record.sha256);
    environment.crashPoint('preservation.recordStored');
    store.commit((transaction) => {
      transaction.append({
        kind: 'preservation.evidenceMade',
        entity: documentId,
        stream,
        actor: null,
        payload: {
          packageId: newId(environment),
          documentId,
          manifest: { fileName: one.manifestName, ...written.manifest },
          record: { fileName: one.recordName, ...written.record },
          pieces: [...one.pieces],
          stampedAt: token.genTime,
          authority: token.authority ?? stamp.issuer ?? '',
          authorityUntil: endOfPath(stamp),
          digest: token.digest,
          together,
        },
      });
      transaction.append({ kind: 'preservation.assessed', entity: documentId, stream, actor: null, payload: { documentId, passes: true, until: proof.until, assessedAt: proof.askedAt, verificationId } });
      records.countRenewed();
    });
  }
}

/** The new token as the check took it, if all signatures pass and it passes beside them; null: it proves nothing here. */
function stampOf({ passesNow, reports }: Proof, { genTime }: TokenFacts): TimestampEvidence | null {
  if (!passesNow) return null;
  const stamps = reports.filter(({ signatures }) => signatures.length > 0).map(({ signatures }) => signatures.flatMap(({ timestamps }) => timestamps).find(({ kind, time, indication }) => kind === 'archive' && time === genTime && indication === 'TOTAL-PASSED') ?? null);
  return stamps.includes(null) ? null : (stamps[0] ?? null);
}

/** The first end among the certificates of the authority and those above it; the anchor is the office's to keep. */
function endOfPath({ certificate, chain, time }: TimestampEvidence): string {
  const ends = [...(certificate === null ? [] : [certificate]), ...chain.slice(0, -1)].map(({ notAfter }) => notAfter).sort();
  return ends[0] ?? time;
}

function unique(pieces: readonly StoredPiece[]): StoredPiece[] {
  return [...new Map(pieces.map((piece) => [piece.sha256, piece])).values()];
}

function obstacleOf(problem: Extract<EvidenceRecordResult, { readonly kind: 'failed' }>['problem']): PreservationObstacle {
  if (problem === 'wrongToken' || problem === 'refused' || problem === 'noAuthority' || problem === 'fetchingOff') return problem;
  return problem === 'unreachable' || problem === 'timedOut' ? 'unreachable' : 'refused';
}

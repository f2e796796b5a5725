import type { TrustKind } from '#shared/contract/administration.ts';
import type { UsedEvidence } from '#shared/contract/evidence.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import type { EvidenceShelf, KeptPiece } from '../evidence/evidence-shelf.ts';
import { factsOf } from '../evidence/fetching/evidence-reader.ts';
import type { JobEvidence, JobFile, VerifyJob } from '../jobs/job-kinds.ts';
import { issuerKey } from '../store/projections/evidence-keys.ts';
import type { Store } from '../store/store.ts';
import type { TrustRoom } from '../trust/trust-room.ts';
import { certificatesOf, keysOfReports, revocationOf, timestampCertificates } from './report-reading.ts';
import type { Subject } from './subject.ts';

/** A list from this size on is read only where a certificate of its issuer is met. */
const LONG_LIST_BYTES = 1024 * 1024;
/** Fetched pieces that one check reads. */
const PIECES_LIMIT = 64;
const PIECES_BYTES = 256 * 1024 * 1024;
/** An operation must stay small. */
const USED_LIMIT = 60;

type JobInput = Pick<VerifyJob, 'trustAnchors' | 'trustLists' | 'intermediates' | 'crls' | 'ocspResponses'>;

interface HandedIn {
  readonly kind: TrustKind;
  readonly fileName: string;
  readonly sha256: string;
  /** Null: it is always read; else it waits until one of these is met. */
  readonly waitsFor: ReadonlySet<string> | null;
}

/**
 * The evidence of one check. What the administrator handed in is always there, long lists aside; what was
 * fetched comes in as soon as a report shows a certificate that it may speak about. Nothing that is kept
 * and may say "revoked" is left out for a signature that brought a better answer along.
 */
export class EvidenceChoice {
  readonly #store: Store;
  readonly #handedIn: readonly HandedIn[];
  readonly #pieces = new Map<string, KeptPiece>();
  readonly #shelf: EvidenceShelf;
  #bytes = 0;
  #met: ReadonlySet<string> = new Set();

  private constructor(store: Store, shelf: EvidenceShelf, handedIn: readonly HandedIn[]) {
    this.#store = store;
    this.#shelf = shelf;
    this.#handedIn = handedIn;
  }

  static async begin(store: Store, trust: TrustRoom, shelf: EvidenceShelf, subject: Subject): Promise<EvidenceChoice> {
    const handedIn: HandedIn[] = [];
    for (const { kind, fileName, sha256, description } of trust.entries()) {
      // Brought in at another desk, and on its way here: without it the answer can only be a weaker one.
      if (!store.blobs.has(sha256)) continue;
      const long = kind === 'crl' && (await store.blobs.size(sha256)) >= LONG_LIST_BYTES;
      const issuers = long ? factsOf('crl', description).names.map(issuerKey) : [];
      handedIn.push({ kind, fileName, sha256, waitsFor: issuers.length === 0 ? null : new Set(issuers) });
    }
    const choice = new EvidenceChoice(store, shelf, handedIn);
    choice.#take(shelf.remembered(subject));
    return choice;
  }

  /** Takes in what the reports ask for. @returns whether there is more than before, so that another check may say more */
  widen(reports: readonly ValidationReport[]): boolean {
    const before = this.#files().length;
    const keys = keysOfReports(reports);
    this.#met = new Set([...this.#met, ...keys]);
    // By address first: anybody can write an authority's name on a list, and there is a bound.
    this.#take(this.#shelf.matching(keys.filter((key) => key.startsWith('url:'))));
    this.#take(this.#shelf.matching(keys));
    return this.#files().length > before;
  }

  async jobInput(): Promise<JobInput> {
    const located: { readonly kind: UsedEvidence['kind']; readonly file: JobEvidence }[] = [];
    for (const { kind, source, sha256, obtainedAt } of this.#files()) {
      located.push({ kind, file: { fileName: source, location: await this.#store.blobs.locate(sha256), obtainedAt } });
    }
    const of = (...kinds: readonly UsedEvidence['kind'][]): JobEvidence[] => located.filter(({ kind }) => kinds.includes(kind)).map(({ file }) => file);
    const plain = (files: readonly JobEvidence[]): JobFile[] => files.map(({ fileName, location }) => ({ fileName, location }));
    return { trustAnchors: plain(of('anchor')), trustLists: plain(of('trust-list')), intermediates: plain(of('intermediate', 'issuer')), crls: of('crl'), ocspResponses: of('ocsp') };
  }

  /** Which of the given files the verdicts used. */
  used(reports: readonly ValidationReport[]): UsedEvidence[] {
    const signatures = reports.flatMap((report) => report.signatures);
    const stamps = reports.flatMap(({ documentTimestamps }) => documentTimestamps);
    const hashes = new Set([...signatures.flatMap(certificatesOf), ...stamps.flatMap(timestampCertificates)].map(({ sha256 }) => sha256));
    for (const { sha256 } of reports.flatMap(({ trust }) => trust.lists)) hashes.add(sha256);
    const sources = new Map<string, Set<string | null>>();
    for (const { source, obtainedAt } of signatures.flatMap(revocationOf)) sources.set(source, (sources.get(source) ?? new Set()).add(obtainedAt));
    const isUsed = ({ kind, source, sha256, obtainedAt }: UsedEvidence): boolean => {
      if (kind !== 'crl' && kind !== 'ocsp') return hashes.has(sha256);
      const times = sources.get(source);
      return times !== undefined && (obtainedAt === null || times.has(obtainedAt) || (times.size === 1 && times.has(null)));
    };
    return this.#files().filter(isUsed).slice(0, USED_LIMIT);
  }

  #files(): UsedEvidence[] {
    const handedIn = this.#handedIn.filter(({ waitsFor }) => waitsFor === null || [...waitsFor].some((key) => this.#met.has(key))).map(({ kind, fileName, sha256 }) => ({ kind, source: fileName, sha256, obtainedAt: null }));
    return [...handedIn, ...[...this.#pieces.values()].map(({ kind, url, sha256, obtainedAt }) => ({ kind, source: url, sha256, obtainedAt }))];
  }

  #take(pieces: readonly KeptPiece[]): void {
    for (const piece of pieces) {
      if (!this.#store.blobs.has(piece.sha256)) continue;
      if (this.#pieces.has(piece.evidenceId) || this.#pieces.size >= PIECES_LIMIT || this.#bytes + piece.size > PIECES_BYTES) continue;
      this.#pieces.set(piece.evidenceId, piece);
      this.#bytes += piece.size;
    }
  }
}

import { Refusal } from '#shared/contract/errors.ts';
import { type EvidencePiece, type UsedEvidence, usedEvidence, type VerificationEntry, VERIFICATION_TRIGGERS } from '#shared/contract/evidence.ts';
import type { MethodOutput } from '#shared/contract/index.ts';
import { verdict } from '#shared/contract/intake.ts';
import type { CertificateSummary, TimestampEvidence } from '#shared/domain/signature-evidence.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';
import { z } from 'zod';
import type { Store } from '../store/store.ts';
import type { TrustRoom } from '../trust/trust-room.ts';
import { certificatesOf, revocationOf, timestampCertificates } from './report-reading.ts';
import { columnOf, type Subject } from './subject.ts';
import type { Verification } from './verification.ts';

const ENTRIES_LIMIT = 50;

const verificationRow = z.object({ verification_id: z.string(), verdict, reports_sha256: z.string(), checked_at: z.string(), cause: z.enum(VERIFICATION_TRIGGERS) });
type VerificationRow = z.output<typeof verificationRow>;
const usedRow = z.object({ kind: usedEvidence.shape.kind, source: z.string(), sha256: z.string(), obtained_at: z.string().nullable() });

/** How the verdict of a letter or document came to be: every recorded check, and what each stood on. */
export class VerificationHistory {
  readonly #store: Store;
  readonly #verification: Verification;
  readonly #trust: TrustRoom;

  constructor(store: Store, verification: Verification, trust: TrustRoom) {
    this.#store = store;
    this.#verification = verification;
    this.#trust = trust;
  }

  /** Newest first. @throws BlobDamaged */
  async entries(subject: Subject): Promise<VerificationEntry[]> {
    const rows = this.#rows(subject, ENTRIES_LIMIT + 1).toReversed();
    const entries: VerificationEntry[] = [];
    let before: ValidationReport[] = [];
    let usedBefore: UsedEvidence[] = [];
    for (const row of rows) {
      const reports = await this.#verification.reports({ reportsSha256: row.reports_sha256 });
      const used = this.#used(row.verification_id);
      const known = new Set(usedBefore.map(({ sha256 }) => sha256));
      entries.push({
        verificationId: row.verification_id,
        checkedAt: row.checked_at,
        verdict: row.verdict,
        trigger: row.cause,
        changes: changesBetween(before, reports),
        evidence: used.filter(({ sha256 }) => !known.has(sha256)),
      });
      before = reports;
      usedBefore = used;
    }
    return entries.toReversed().slice(0, ENTRIES_LIMIT);
  }

  /**
   * Everything that one verdict stands on (VER-04): the files, the certificates of every path, revocation
   * data, timestamps, trust lists. @throws Refusal where there is no such check
   */
  async pieces(subject: Subject, verificationId: string | null): Promise<MethodOutput<'evidence.pieces'>> {
    const row = verificationId === null ? this.#rows(subject, 1)[0] : this.#rows(subject, -1).find((candidate) => candidate.verification_id === verificationId);
    if (row === undefined) throw new Refusal('not-found', 'error.verificationNotFound');
    const reports = await this.#verification.reports({ reportsSha256: row.reports_sha256 });
    const used = this.#used(row.verification_id);
    const pieces = reports.flatMap((report) => this.#piecesOf(report, used));
    const unique = new Map(pieces.map((piece) => [JSON.stringify(piece), piece]));
    return { verificationId: row.verification_id, checkedAt: row.checked_at, pieces: [...unique.values()] };
  }

  #piecesOf(report: ValidationReport, used: readonly UsedEvidence[]): EvidencePiece[] {
    const { documentTimestamps } = report;
    const stamps = [...report.signatures.flatMap(({ timestamps }) => timestamps), ...documentTimestamps];
    const certificates = [...report.signatures.flatMap(certificatesOf), ...documentTimestamps.flatMap(timestampCertificates)];
    return [
      { kind: 'file', name: report.fileName, sha256: report.sha256, source: report.fileName, obtainedAt: null, stored: this.#store.blobs.has(report.sha256) },
      ...(report.content === null ? [] : [{ kind: 'content' as const, name: report.content.fileName, sha256: report.content.sha256, source: report.content.fileName, obtainedAt: null, stored: this.#store.blobs.has(report.content.sha256) }]),
      ...certificates.map((certificate) => this.#certificate(certificate, used)),
      ...report.signatures.flatMap((signature) => this.#revocation(signature, used)),
      ...stamps.map(timestamp),
      ...report.trust.lists.map(({ name, sha256 }): EvidencePiece => ({ kind: 'trust-list', name, sha256, source: this.#trust.entries().find((entry) => entry.sha256 === sha256)?.fileName ?? name, obtainedAt: null, stored: this.#store.blobs.has(sha256) })),
    ];
  }

  #certificate({ subject, sha256 }: CertificateSummary, used: readonly UsedEvidence[]): EvidencePiece {
    const file = used.find((candidate) => candidate.sha256 === sha256);
    return { kind: 'certificate', name: subject.distinguishedName, sha256, source: file?.source ?? 'embedded', obtainedAt: file?.obtainedAt ?? null, stored: this.#store.blobs.has(sha256) };
  }

  #revocation(signature: SignatureReport, used: readonly UsedEvidence[]): EvidencePiece[] {
    return revocationOf(signature).map(({ kind, source, issuer, obtainedAt, certificateSerialNumber }) => {
      const file = used.find((candidate) => candidate.kind === kind && candidate.source === source && (obtainedAt === null || candidate.obtainedAt === obtainedAt));
      return { kind, name: issuer ?? certificateSerialNumber, sha256: file?.sha256 ?? null, source, obtainedAt: file?.obtainedAt ?? obtainedAt, stored: file !== undefined };
    });
  }

  /** @param limit -1: all */
  #rows(subject: Subject, limit: number): VerificationRow[] {
    const [column, id] = columnOf(subject);
    return this.#store.database
      .prepare(`SELECT * FROM verification WHERE ${column} = ? ORDER BY position DESC LIMIT ?`)
      .all(id, limit)
      .map((row) => verificationRow.parse(row));
  }

  #used(verificationId: string): UsedEvidence[] {
    return this.#store.database
      .prepare('SELECT kind, source, sha256, obtained_at FROM verification_evidence WHERE verification_id = ? ORDER BY position')
      .all(verificationId)
      .map((row) => usedRow.parse(row))
      .map(({ kind, source, sha256, obtained_at: obtainedAt }) => ({ kind, source, sha256, obtainedAt }));
  }
}

function timestamp({ issuer, time }: TimestampEvidence): EvidencePiece {
  return { kind: 'timestamp', name: `${issuer ?? '—'} · ${time}`, sha256: null, source: 'embedded', obtainedAt: null, stored: false };
}

interface Judged {
  readonly fileName: string;
  readonly id: string;
  readonly signer: string | null;
  readonly conclusion: { readonly indication: string; readonly subIndication: string | null };
}

/** Signatures by file and place in it. */
function judgedOf(reports: readonly ValidationReport[]): Map<string, Judged> {
  const all = reports.flatMap(({ fileName, signatures }) =>
    signatures.map(({ id, signer, indication, subIndication }): Judged => ({ fileName, id, signer: signer?.commonName ?? null, conclusion: { indication, subIndication } })),
  );
  return new Map(all.map((judged) => [`${judged.fileName}\n${judged.id}`, judged]));
}

function changesBetween(before: readonly ValidationReport[], after: readonly ValidationReport[]): VerificationEntry['changes'] {
  const [earlier, later] = [judgedOf(before), judgedOf(after)];
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((key) => {
    const [was, is] = [earlier.get(key), later.get(key)];
    const either = is ?? was;
    if (either === undefined || JSON.stringify(was?.conclusion) === JSON.stringify(is?.conclusion)) return [];
    return [{ fileName: either.fileName, signature: either.id, signer: either.signer, before: was?.conclusion ?? null, after: is?.conclusion ?? null }];
  });
}

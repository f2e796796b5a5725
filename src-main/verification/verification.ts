import type { MissingSummary, UsedEvidence, VerificationTrigger } from '#shared/contract/evidence.ts';
import { validationReport } from '#shared/contract/signature-report.ts';
import { overallVerdict } from '#shared/domain/letter-files.ts';
import { findingsOf } from '#shared/domain/signature-findings.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { MissingEvidence } from '#shared/domain/signature-evidence.ts';
import type { Verdict } from '#shared/domain/signature-indications.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import { operationActor } from '#shared/sync/operation.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import { z } from 'zod';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { EvidenceShelf } from '../evidence/evidence-shelf.ts';
import type { DescribeResult, JobFile, JobPackage, ProofResult } from '../jobs/job-kinds.ts';
import { JobFailed, type JobOptions, type JobRunner } from '../jobs/job-runner.ts';
import type { ValidationPolicy } from '../signatures/index.ts';
import type { Store } from '../store/store.ts';
import type { TrustRoom } from '../trust/trust-room.ts';
import { EvidenceChoice } from './evidence-choice.ts';
import { type FileSuggestions, fileSuggestions, NO_SUGGESTIONS } from './file-suggestions.ts';
import { PreservedPackages } from './preserved-packages.ts';
import { conclusionsOf, missingOf, summariseMissing } from './report-reading.ts';
import { columnOf, filesOfSubject, presentSubject, type Subject } from './subject.ts';

export type { Subject } from './subject.ts';

export interface RecordedVerification {
  readonly verificationId: string;
  readonly verdict: Verdict;
  readonly reportsSha256: string;
  readonly suggestions: FileSuggestions;
  readonly checkedAt: string;
  /** Whether it says what was concluded of each signature; a check of an older desk does not. */
  readonly hasFindings: boolean;
}

/** A check that has just ended, for those who look for what it lacked. */
export interface VerificationOutcome {
  readonly subject: Subject;
  readonly verdict: Verdict;
  readonly trigger: VerificationTrigger;
  readonly missing: readonly MissingEvidence[];
}

/** What a check says now, until when it passes with the evidence at hand, and what it will lack then. */
export interface Proof extends ProofResult {
  readonly askedAt: string;
}

/** An issuer that was found may bring another; a path has at most ten certificates. */
const ROUNDS = 5;

const reportsSchema = z.array(validationReport);

interface Looked {
  readonly suggestions: FileSuggestions;
  readonly contents: OperationPayload<'verification.recorded'>['contents'];
}

interface VerificationRow {
  readonly verification_id: string;
  readonly verdict: string;
  readonly reports_sha256: string;
  readonly suggestions: string;
  readonly checked_at: string;
  readonly findings: string | null;
}

export interface VerificationOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly trust: TrustRoom;
  readonly shelf: EvidenceShelf;
  /** Which algorithms count until when; null: the engine's own. */
  readonly policy: ValidationPolicy | null;
  readonly onRecorded?: (outcome: VerificationOutcome) => void;
}

/** Runs the check of signatures as a job and records its result as an operation. */
export class Verification {
  readonly #options: VerificationOptions;
  readonly #preserved: PreservedPackages;

  constructor(options: VerificationOptions) {
    this.#options = options;
    this.#preserved = new PreservedPackages(options.store);
  }

  /**
   * Checks all files together and records reports and verdict. Where files came or changed meanwhile, such as a signature
   * that was made here, it is checked again: the newest record is of what lies there.
   *
   * @param stream of the card or letter, so that evidence about a restricted card stays with it.
   * @throws JobFailed; nothing is recorded then.
   */
  async check(subject: Subject, files: readonly DocumentFile[], stream: string, actor: Actor | null, options: JobOptions): Promise<RecordedVerification> {
    const trigger = 'letterId' in subject && this.newest(subject) === null ? 'intake' : 'user';
    for (let checked = files; ; checked = this.#filesNow(subject) ?? checked) {
      const { reports, evidence, checkedAt } = await this.#validate(subject, checked, options);
      const looked = await this.#look(checked, reports, options);
      const recorded = await this.#record({ subject, files: checked, stream, actor, trigger, reports, evidence, checkedAt, ...looked });
      if (recorded !== null) return recorded;
    }
  }

  /**
   * Checks again without anybody having asked. Where nothing differs from the newest record, none is added:
   * the history shows what became known and when, not how often it was looked for.
   *
   * @returns null where the letter or document is gone, or has other files by now: whoever brought them has them checked.
   * @throws JobFailed; nothing is recorded then.
   */
  async recheck(subject: Subject, trigger: 'evidence' | 'schedule', options: JobOptions): Promise<RecordedVerification | null> {
    const found = filesOfSubject(this.#options.store.database, subject);
    if (found === null) return null;
    const { reports, evidence, checkedAt } = await this.#validate(subject, found.files, { ...options, priority: 'low' });
    const before = this.newest(subject);
    if (before !== null && (await this.#saysTheSame(before, reports, evidence))) {
      this.#tell(subject, before.verdict, trigger, reports);
      return before;
    }
    const suggestions = before?.suggestions ?? NO_SUGGESTIONS;
    return this.#record({ subject, files: found.files, stream: found.stream, actor: null, trigger, reports, evidence, checkedAt, suggestions, contents: [] });
  }

  /** What a check of these files would say now, with the evidence that is here; nothing is recorded. @throws JobFailed */
  async preview(subject: Subject, files: readonly DocumentFile[], options: JobOptions): Promise<ValidationReport[]> {
    return (await this.#validate(subject, files, options)).reports;
  }

  /** How long the evidence that is here proves the signatures, without a link (ARC-07). @throws JobFailed */
  async verifiableUntil(subject: Subject, files: readonly DocumentFile[], options: JobOptions): Promise<{ readonly askedAt: string; readonly passesNow: boolean; readonly until: string | null }> {
    const { askedAt, passesNow, until } = await this.prove(subject, files, [], options);
    return { askedAt, passesNow, until };
  }

  /**
   * The same with what the check says now and what it will lack. Nothing is recorded.
   *
   * @param beside packages that are newer than those that are kept
   * @throws JobFailed
   */
  async prove(subject: Subject, files: readonly DocumentFile[], beside: readonly JobPackage[], options: JobOptions): Promise<Proof> {
    const { store, environment, jobs, trust, shelf, policy } = this.#options;
    const askedAt = isoInstant(environment.now());
    const located = await this.#locate(files);
    const preserved = [...(await this.#preserved.located(subject)), ...beside];
    const choice = await EvidenceChoice.begin(store, trust, shelf, subject);
    // The newest check has told which of the kept evidence fits.
    choice.widen(await this.reports(this.newest(subject)));
    const run = async (): Promise<ProofResult> => jobs.run('verifiableUntil', { files: located, preserved, policy, now: askedAt, at: null, ...(await choice.jobInput()) }, options);
    let proof = await run();
    for (let round = 1; round < ROUNDS && choice.widen(proof.reports); round += 1) proof = await run();
    return { ...proof, askedAt };
  }

  /** The newest recorded check; null where there was none. */
  newest(subject: Subject): RecordedVerification | null {
    const [column, value] = columnOf(subject);
    const row = this.#options.store.database.prepare<[string], VerificationRow>(`SELECT * FROM verification WHERE ${column} = +? ORDER BY position DESC LIMIT 1`).get(value);
    if (row === undefined) return null;
    return {
      verificationId: row.verification_id,
      verdict: z.enum(['passed', 'failed', 'undetermined', 'unsigned']).parse(row.verdict),
      reportsSha256: row.reports_sha256,
      suggestions: fileSuggestions.parse(JSON.parse(row.suggestions)),
      checkedAt: row.checked_at,
      hasFindings: row.findings !== null,
    };
  }

  /** Reports of a recorded check, from their blob; none of a document that was destroyed, whose verdict its card keeps. @throws BlobDamaged */
  async reports(recorded: Pick<RecordedVerification, 'reportsSha256'> | null): Promise<ValidationReport[]> {
    if (recorded === null || this.#options.store.erased.has(recorded.reportsSha256)) return [];
    const content: unknown = JSON.parse((await this.#options.store.blobs.read(recorded.reportsSha256)).toString('utf8'));
    return reportsSchema.parse(content);
  }

  /** Validates, and validates again as long as kept evidence fits what the reports show. */
  async #validate(subject: Subject, files: readonly DocumentFile[], options: JobOptions) {
    const { store, environment, jobs, trust, shelf, policy } = this.#options;
    const checkedAt = isoInstant(environment.now());
    const located = await this.#locate(files);
    const preserved = await this.#preserved.located(subject);
    const choice = await EvidenceChoice.begin(store, trust, shelf, subject);
    const run = async (): Promise<ValidationReport[]> => reportsSchema.parse(await jobs.run('verify', { files: located, preserved, policy, now: checkedAt, at: null, ...(await choice.jobInput()) }, options));
    let reports = await run();
    for (let round = 1; round < ROUNDS && choice.widen(reports); round += 1) reports = await run();
    return { reports, evidence: choice.used(reports), checkedAt };
  }

  /** What lies there now; null: nothing, or nothing any more. */
  #filesNow(subject: Subject): readonly DocumentFile[] | null {
    const { database } = this.#options.store;
    return filesOfSubject(database, presentSubject(database, subject))?.files ?? null;
  }

  /** @returns null: what was checked is not what lies there by now; nothing is recorded */
  async #record(made: {
    readonly subject: Subject;
    readonly files: readonly DocumentFile[];
    readonly stream: string;
    readonly actor: Actor | null;
    readonly trigger: VerificationTrigger;
    readonly reports: readonly ValidationReport[];
    readonly evidence: readonly UsedEvidence[];
    readonly checkedAt: string;
    readonly suggestions: FileSuggestions;
    readonly contents: Looked['contents'];
  }): Promise<RecordedVerification | null> {
    const { store, environment } = this.#options;
    const { actor, reports, suggestions, checkedAt } = made;
    const stored = await store.blobs.write(Buffer.from(JSON.stringify(reports), 'utf8'));
    if (hashesOf(this.#filesNow(made.subject) ?? made.files) !== hashesOf(made.files)) return null;
    const missing: MissingSummary[] = summariseMissing(reports);
    const facts: Omit<RecordedVerification, 'hasFindings'> = { verificationId: newId(environment), verdict: overallVerdict(reports), reportsSha256: stored.sha256, suggestions, checkedAt };
    const recorded: RecordedVerification = { ...facts, hasFindings: true };
    const subject = store.commit((transaction) => {
      // A letter may have been registered while it was checked: the verdict is its document's then.
      const present = presentSubject(store.database, made.subject);
      const stream = present === made.subject ? made.stream : (filesOfSubject(store.database, present)?.stream ?? made.stream);
      transaction.append({
        kind: 'verification.recorded',
        entity: columnOf(present)[1],
        stream,
        actor: actor === null ? null : operationActor(actor),
        payload: {
          letterId: 'letterId' in made.subject ? made.subject.letterId : null,
          documentId: 'documentId' in present ? present.documentId : null,
          ...facts,
          contents: made.contents,
          trigger: made.trigger,
          missing,
          evidence: [...made.evidence],
          findings: findingsOf(reports),
        } satisfies OperationPayload<'verification.recorded'>,
        changes: [{ field: 'verdict', before: this.newest(present)?.verdict ?? null, after: recorded.verdict }],
      });
      return present;
    });
    this.#tell(subject, recorded.verdict, made.trigger, reports);
    return recorded;
  }

  #tell(subject: Subject, verdict: Verdict, trigger: VerificationTrigger, reports: readonly ValidationReport[]): void {
    this.#options.onRecorded?.({ subject, verdict, trigger, missing: missingOf(reports) });
  }

  async #saysTheSame(before: RecordedVerification, reports: readonly ValidationReport[], evidence: readonly UsedEvidence[]): Promise<boolean> {
    const used = this.#options.store.database.prepare<[string], { sha256: string }>('SELECT sha256 FROM verification_evidence WHERE verification_id = ?').all(before.verificationId);
    if (before.verdict !== overallVerdict(reports) || hashesOf(used) !== hashesOf(evidence)) return false;
    const earlier = await this.reports(before);
    // A check of an older desk kept no conclusions: what speaks against a signature is recorded anew, so that rules see it.
    if (!before.hasFindings && findingsOf(reports).some(({ indication, revokedAt }) => indication === 'TOTAL-FAILED' || revokedAt !== null)) return false;
    return conclusionsOf(earlier) === conclusionsOf(reports) && JSON.stringify(summariseMissing(earlier)) === JSON.stringify(summariseMissing(reports));
  }

  async #locate(files: readonly { readonly fileName: string; readonly sha256: string }[]): Promise<JobFile[]> {
    return Promise.all(files.map(async (file) => ({ fileName: file.fileName, location: await this.#options.store.blobs.locate(file.sha256) })));
  }

  /** What the file and its signatures say of themselves. Never more than a proposal on the card. */
  async #look(files: readonly DocumentFile[], reports: readonly ValidationReport[], options: JobOptions): Promise<Looked> {
    const correspondent = reports.flatMap((report) => report.signatures).map((signature) => signature.signer?.organization ?? null).find((name) => name !== null) ?? null;
    const main = files.find((file) => file.role === 'main');
    if (main === undefined) return { suggestions: { ...NO_SUGGESTIONS, correspondent }, contents: [] };
    try {
      const { title, pages, content } = await this.#describe(main, options);
      return { suggestions: { correspondent, subject: title, sheets: pages }, contents: content === null ? [] : [{ ofSha256: main.sha256, ...content }] };
    } catch (error) {
      // A document that cannot be read has no proposals; the letter and its verdict stand all the same.
      if (error instanceof JobFailed && error.failure !== 'cancelled') return { suggestions: { ...NO_SUGGESTIONS, correspondent }, contents: [] };
      throw error;
    }
  }

  async #describe(main: DocumentFile, options: JobOptions): Promise<DescribeResult> {
    const { store, jobs } = this.#options;
    const contentOutput = store.blobs.newPlace();
    try {
      const described = await jobs.run('describe', { file: { fileName: main.fileName, location: await store.blobs.locate(main.sha256) }, mediaType: main.mediaType, contentOutput }, options);
      if (described.content !== null) await store.blobs.adopt(contentOutput, described.content.sha256);
      return described;
    } finally {
      await store.blobs.discard(contentOutput);
    }
  }
}

/** The same for the same files, in whatever order. */
function hashesOf(list: readonly { readonly sha256: string }[]): string {
  return list.map(({ sha256 }) => sha256).sort().join();
}

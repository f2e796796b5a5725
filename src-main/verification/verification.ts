import type { Letter } from '#shared/contract/intake.ts';
import { validationReport } from '#shared/contract/signature-report.ts';
import { overallVerdict } from '#shared/domain/letter-files.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { ValidationReport, Verdict } from '#shared/domain/signature-report.ts';
import { operationActor } from '#shared/sync/operation.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import { z } from 'zod';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { DescribeResult, JobFile } from '../jobs/job-kinds.ts';
import { JobFailed, type JobOptions, type JobRunner } from '../jobs/job-runner.ts';
import type { Store } from '../store/store.ts';
import type { TrustRoom } from '../trust/trust-room.ts';

/** Whose signatures are checked: a letter that waits, or a registered document. */
export type Subject = { readonly letterId: string } | { readonly documentId: string };

export interface RecordedVerification {
  readonly verdict: Verdict;
  readonly reportsSha256: string;
  readonly suggestions: Letter['suggestions'];
  readonly checkedAt: string;
}

const NO_SUGGESTIONS: Letter['suggestions'] = { correspondent: null, subject: null, sheets: null };

interface Looked {
  readonly suggestions: Letter['suggestions'];
  readonly contents: OperationPayload<'verification.recorded'>['contents'];
}

export interface VerificationOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly trust: TrustRoom;
}

/** Runs the check of signatures as a job and records its result as an operation. */
export class Verification {
  readonly #options: VerificationOptions;

  constructor(options: VerificationOptions) {
    this.#options = options;
  }

  /**
   * Checks all files together and records reports and verdict.
   *
   * @param stream of the card or letter, so that evidence about a restricted card stays with it.
   * @throws JobFailed; nothing is recorded then.
   */
  async check(subject: Subject, files: readonly DocumentFile[], stream: string, actor: Actor | null, options: JobOptions): Promise<RecordedVerification> {
    const { store, environment, jobs } = this.#options;
    const checkedAt = isoInstant(environment.now());
    const located = await this.#locate(files);
    const reports = await jobs.run(
      'verify',
      {
        files: located,
        now: checkedAt,
        at: null,
        trustAnchors: await this.#evidence('anchor'),
        intermediates: await this.#evidence('intermediate'),
        crls: await this.#evidence('crl'),
        ocspResponses: await this.#evidence('ocsp'),
      },
      options,
    );
    const { suggestions, contents } = await this.#look(files, reports, options);
    const stored = await store.blobs.write(Buffer.from(JSON.stringify(reports), 'utf8'));
    const recorded: RecordedVerification = { verdict: overallVerdict(reports), reportsSha256: stored.sha256, suggestions, checkedAt };
    store.commit((transaction) =>
      transaction.append({
        kind: 'verification.recorded',
        entity: 'letterId' in subject ? subject.letterId : subject.documentId,
        stream,
        actor: actor === null ? null : operationActor(actor),
        payload: {
          verificationId: newId(environment),
          letterId: 'letterId' in subject ? subject.letterId : null,
          documentId: 'documentId' in subject ? subject.documentId : null,
          ...recorded,
          contents,
        } satisfies OperationPayload<'verification.recorded'>,
        changes: [{ field: 'verdict', before: this.newest(subject)?.verdict ?? null, after: recorded.verdict }],
      }),
    );
    return recorded;
  }

  /** The newest recorded check; null where there was none. */
  newest(subject: Subject): RecordedVerification | null {
    const [column, value] = 'letterId' in subject ? ['letter_id', subject.letterId] : ['document_id', subject.documentId];
    const row = this.#options.store.database
      .prepare<[string], { verdict: string; reports_sha256: string; suggestions: string; checked_at: string }>(
        `SELECT verdict, reports_sha256, suggestions, checked_at FROM verification WHERE ${column} = ? ORDER BY checked_at DESC, rowid DESC LIMIT 1`,
      )
      .get(value);
    if (row === undefined) return null;
    return {
      verdict: z.enum(['passed', 'failed', 'undetermined', 'unsigned']).parse(row.verdict),
      reportsSha256: row.reports_sha256,
      suggestions: z.object({ correspondent: z.string().nullable(), subject: z.string().nullable(), sheets: z.number().nullable() }).parse(JSON.parse(row.suggestions)),
      checkedAt: row.checked_at,
    };
  }

  /** Reports of a recorded check, from their blob. @throws BlobDamaged */
  async reports(recorded: RecordedVerification | null): Promise<ValidationReport[]> {
    if (recorded === null) return [];
    const content: unknown = JSON.parse((await this.#options.store.blobs.read(recorded.reportsSha256)).toString('utf8'));
    return z.array(validationReport).parse(content);
  }

  async #locate(files: readonly { readonly fileName: string; readonly sha256: string }[]): Promise<JobFile[]> {
    return Promise.all(files.map(async (file) => ({ fileName: file.fileName, location: await this.#options.store.blobs.locate(file.sha256) })));
  }

  #evidence(kind: 'anchor' | 'intermediate' | 'crl' | 'ocsp'): Promise<JobFile[]> {
    return this.#locate(this.#options.trust.entries(kind));
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
      store.keepText(main.sha256, described.text);
      return described;
    } finally {
      await store.blobs.discard(contentOutput);
    }
  }
}

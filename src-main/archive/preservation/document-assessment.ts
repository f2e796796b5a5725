import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { MissingEvidence } from '#shared/domain/signature-evidence.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { JobOptions } from '../../jobs/job-runner.ts';
import type { Store } from '../../store/store.ts';
import type { BringFile } from '../../sync/files/bring-file.ts';
import { filesOfSubject } from '../../verification/subject.ts';
import type { Verification } from '../../verification/verification.ts';
import type { DueDocument } from './due-documents.ts';
import type { PreservationRecords } from './preservation-records.ts';

export interface DocumentAssessmentOptions {
  readonly store: Store;
  readonly verification: Verification;
  readonly records: PreservationRecords;
  /** Brings a file that lies elsewhere. @throws Refusal */
  readonly bring: BringFile;
  /** Asks outside for what a check lacks, where the desk may. @returns whether something new came */
  readonly obtain: (documentId: string, missing: readonly MissingEvidence[], options: JobOptions) => Promise<boolean>;
  /** The verdict of a document was recorded anew. */
  readonly onVerified: () => void;
}

/** Validates the signatures of a kept document again and writes down how long the evidence at hand proves them (ARC-07, VER-04). */
export class DocumentAssessment {
  readonly #options: DocumentAssessmentOptions;

  constructor(options: DocumentAssessmentOptions) {
    this.#options = options;
  }

  /** The files of a document with its stream, all of them here; null where it is gone or a file cannot be had. */
  async filesOf(documentId: string, options: JobOptions): Promise<{ readonly files: readonly DocumentFile[]; readonly stream: string } | null> {
    const { store, bring } = this.#options;
    const found = filesOfSubject(store.database, { documentId });
    if (found === null) return null;
    for (const { sha256, fileName } of found.files) {
      if (store.blobs.has(sha256)) continue;
      try {
        await bring({ sha256, fileName }, options.signal);
      } catch (error) {
        if (error instanceof Refusal) return null;
        throw error;
      }
    }
    return found;
  }

  /** Validates a due document, goes past it in the round and notes a verdict that is another one than before. @throws JobFailed */
  async assess({ documentId, duty }: DueDocument, options: JobOptions, goPast: () => void): Promise<void> {
    const { store, verification, records, obtain, onVerified } = this.#options;
    const subject = { documentId };
    const before = verification.newest(subject);
    const found = await this.filesOf(documentId, options);
    if (found === null) {
      store.commit(() => {
        records.find({ documentId, before: before?.verdict ?? null, after: null });
        goPast();
      });
      return;
    }
    let proof = await verification.prove(subject, found.files, [], options);
    // Before the check is recorded: a list that is a day late should not take the verdict away and give it back.
    const hasMore = !proof.passesNow && (await obtain(documentId, proof.lacking, options));
    if (duty === 'refresh' && !proof.passesNow && !hasMore) {
      store.commit(goPast);
      return;
    }
    const checked = await verification.recheck(subject, 'schedule', options);
    if (checked === null) {
      store.commit(goPast);
      return;
    }
    if (hasMore || checked.verificationId !== before?.verificationId) proof = await verification.prove(subject, found.files, [], options);
    const { passesNow: passes, until, askedAt: assessedAt } = proof;
    store.commit((transaction) => {
      transaction.append({ kind: 'preservation.assessed', entity: documentId, stream: found.stream, actor: null, payload: { documentId, passes, until, assessedAt, verificationId: checked.verificationId } });
      if (checked.verdict !== before?.verdict) records.find({ documentId, before: before?.verdict ?? null, after: checked.verdict });
      records.countAssessed(passes);
      goPast();
    });
    if (checked.verificationId !== before?.verificationId) onVerified();
  }
}

import type { Card } from '#shared/contract/registration.ts';
import { type CountedSignature, firstSignature, secondSignature, type SignedText } from '#shared/domain/counted-signature.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import type { JobOptions } from '../jobs/job-runner.ts';
import { streamOf } from '../registration/streams.ts';
import type { Store } from '../store/store.ts';
import type { Verification } from '../verification/verification.ts';

export interface CheckedReports {
  readonly verificationId: string;
  readonly reports: readonly ValidationReport[];
}

/** The files of a PDF that came back are compared whole, up to this size. */
const COMPARED_BYTES = 128 * 1024 * 1024;

/** What the desk's checks say of the signatures that a document waits for. */
export class AwaitedSignatures {
  readonly #store: Store;
  readonly #verification: Verification;

  constructor(store: Store, verification: Verification) {
    this.#store = store;
    this.#verification = verification;
  }

  /** Checks all files of the document anew and records it. @throws JobFailed */
  async check(card: Card, actor: Actor, options: JobOptions): Promise<CheckedReports> {
    const recorded = await this.#verification.check({ documentId: card.documentId }, card.files, streamOf(card), actor, options);
    return { verificationId: recorded.verificationId, reports: await this.#verification.reports(recorded) };
  }

  /** The newest check; null where there was none. */
  async newest(documentId: string): Promise<CheckedReports | null> {
    const recorded = this.#verification.newest({ documentId });
    return recorded === null ? null : { verificationId: recorded.verificationId, reports: await this.#verification.reports(recorded) };
  }

  /** The signature of whoever signs first, over the main file. */
  first({ reports }: CheckedReports, card: Card, main: DocumentFile, personName: string): ReturnType<typeof firstSignature> {
    return firstSignature(reports, main.sha256, personName, card.files);
  }

  /** The signature of the other party in a file that came back (SIGN-18: over the same content). */
  async second({ reports }: CheckedReports, card: Card, returned: string, personName: string, text: SignedText): Promise<CountedSignature> {
    return secondSignature(reports, returned, personName, text, await this.#beginsWith(returned, text.content), card.files);
  }

  async #beginsWith(sha256: string, beginning: string): Promise<boolean> {
    const { blobs } = this.#store;
    if (sha256 === beginning) return true;
    if (!blobs.has(sha256) || !blobs.has(beginning)) return false;
    const size = await blobs.size(beginning);
    if (size > COMPARED_BYTES || (await blobs.size(sha256)) < size) return false;
    const [whole, part] = [await blobs.readPart(sha256, 0, size), await blobs.read(beginning)];
    return Buffer.compare(Buffer.from(whole.bytes), part) === 0;
  }
}

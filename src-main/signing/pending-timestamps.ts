import type { FetchSettings } from '#shared/contract/evidence.ts';
import type { TimestampProblem } from '#shared/contract/signing.ts';
import { CONTAINER_MEDIA_TYPE } from '#shared/domain/bound-files.ts';
import type { Environment } from '../environment.ts';
import { authorityPause } from '../background/authority-pauses.ts';
import { BackgroundLoop } from '../background/background-loop.ts';
import { JobFailed, type JobOptions, type JobRunner } from '../jobs/job-runner.ts';
import type { TimestampResult } from '../jobs/job-kinds.ts';
import type { Store } from '../store/store.ts';
import { streamOfDraftId } from '../routing/draft-stream.ts';
import { filesOfSubject } from '../verification/subject.ts';
import type { MadeSignatures, RecordedSignature, Signed } from './made-signatures.ts';
import type { SigningSettingsRecord } from './signing-settings.ts';

export interface PendingTimestampsOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly made: MadeSignatures;
  readonly settings: SigningSettingsRecord;
  readonly fetching: () => FetchSettings;
  /** The signature of this letter, document or draft has its timestamp now. */
  readonly onCompleted: (subject: Signed) => void;
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/**
 * Signatures are made without the link; their timestamps are asked for as soon as an authority answers (SIGN-05).
 * Until then they are kept as pending, however long that takes and however often the program is started anew.
 */
export class PendingTimestamps {
  readonly #options: PendingTimestampsOptions;
  readonly #loop: BackgroundLoop;
  readonly #problems = new Map<string, TimestampProblem>();
  #failures = 0;
  #nextAt = 0;

  constructor(options: PendingTimestampsOptions) {
    this.#options = options;
    this.#loop = new BackgroundLoop(
      () => this.#workOff(),
      (error) => options.logUnexpected('pending timestamps', error),
    );
  }

  /** What the newest attempt for this signature met; null where none has failed since the start. */
  problemOf(signatureId: string): TimestampProblem | null {
    return this.#problems.get(signatureId) ?? null;
  }

  /** Asks for what is due, unless that is under way. */
  kick(): void {
    this.#loop.kick();
  }

  /** Asks again although the authority did not answer a moment ago, and waits for the end of it. */
  async tryNow(): Promise<void> {
    this.#nextAt = 0;
    this.#loop.kick();
    await this.#loop.settled();
  }

  stop(): void {
    this.#loop.stop();
  }

  settled(): Promise<void> {
    return this.#loop.settled();
  }

  async #workOff(): Promise<void> {
    const { store, environment, made, settings, fetching } = this.#options;
    if (!store.blobs.isOpen || environment.now() < this.#nextAt) return;
    for (const signature of made.pending()) {
      if (this.#loop.stopped) return;
      const { timestampAuthority } = settings.read();
      const problem = timestampAuthority === null ? 'noAuthority' : fetching().fetch ? await this.#complete(signature, timestampAuthority) : 'fetchingOff';
      if (problem === null) {
        this.#problems.delete(signature.signatureId);
        this.#failures = 0;
        continue;
      }
      this.#problems.set(signature.signatureId, problem);
      if (problem === 'noAuthority' || problem === 'fetchingOff') continue;
      // One silent authority is silent for all of them: the others wait with this one.
      this.#nextAt = environment.now() + authorityPause(this.#failures);
      this.#failures += 1;
      break;
    }
    if (!this.#loop.stopped) this.#options.onChanged();
  }

  /** Null: the timestamp is there. */
  async #complete(signature: RecordedSignature, authority: string): Promise<TimestampProblem | null> {
    const { store, environment, jobs, fetching, onCompleted } = this.#options;
    const { allowedHosts, proxy } = fetching();
    const output = store.blobs.newPlace();
    const options: JobOptions = { priority: 'low' };
    const { fileName, sha256 } = signature.file;
    try {
      // Loaded where it is needed: the start of a desk does not wait for the signature engine.
      const { timestampNonce } = await import('../signatures/index.ts');
      const job = { signature: { fileName, location: await store.blobs.locate(sha256) }, isContainer: signature.file.mediaType === CONTAINER_MEDIA_TYPE, authority, allowedHosts, proxy, nonce: timestampNonce((length) => environment.randomBytes(length)), output };
      const result: TimestampResult = await jobs.run('timestamp', job, options);
      if (result.kind === 'failed') return result.problem;
      await store.blobs.adopt(output, result.sha256);
      environment.crashPoint('signing.timestampStored');
      const subject = this.#record(signature, result);
      if (subject !== null) onCompleted(subject);
      return null;
    } catch (error) {
      if (!(error instanceof JobFailed)) throw error;
      this.#options.logUnexpected('timestamp', error);
      return 'unreachable';
    } finally {
      await store.blobs.discard(output);
    }
  }

  #record({ signatureId, file }: RecordedSignature, { sha256, size }: { readonly sha256: string; readonly size: number }): Signed | null {
    const { store, made } = this.#options;
    return store.commit((transaction) => {
      const present = made.byId(signatureId);
      // Somebody else's attempt may have been quicker, or the letter was discarded.
      if (present === null || present.timestamp === 'present') return null;
      const { subject } = present;
      // A draft is kept whatever becomes of it.
      const stream = 'draftId' in subject ? streamOfDraftId(store.database, subject.draftId) : (filesOfSubject(store.database, subject)?.stream ?? null);
      if (stream === null) return null;
      transaction.append({
        kind: 'signature.timestamped',
        entity: 'draftId' in subject ? subject.draftId : 'letterId' in subject ? subject.letterId : subject.documentId,
        stream,
        actor: null,
        payload: {
          signatureId,
          letterId: present.letterId,
          documentId: 'documentId' in subject ? subject.documentId : null,
          ...('draftId' in subject ? { draftId: subject.draftId } : {}),
          replaces: file.sha256,
          file: { ...file, sha256, size },
        },
        changes: [{ field: 'timestamp', before: 'pending', after: 'present' }],
      });
      return subject;
    });
  }
}

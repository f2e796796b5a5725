import type { Environment } from '../environment.ts';
import { JobFailed } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { Store } from '../store/store.ts';
import { filesOfSubject, presentSubject, type Subject } from '../verification/subject.ts';
import type { Verification } from '../verification/verification.ts';
import { BackgroundLoop } from '../background/background-loop.ts';
import type { DueRecheck, WaitingSubjects } from './waiting-subjects.ts';

export interface ReverificationOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly runningJobs: RunningJobs;
  readonly verification: Verification;
  readonly waiting: WaitingSubjects;
  /** A letter or document has been verified again. */
  readonly onVerified: (subject: Subject) => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** Verifies again what new evidence may answer: one at a time, after all other work, and on after a restart. */
export class Reverification {
  readonly #options: ReverificationOptions;
  readonly #loop: BackgroundLoop;

  constructor(options: ReverificationOptions) {
    this.#options = options;
    this.#loop = new BackgroundLoop(
      () => this.#workOff(),
      (error) => options.logUnexpected('reverification', error),
    );
  }

  kick(): void {
    this.#loop.kick();
  }

  stop(): void {
    this.#loop.stop();
  }

  settled(): Promise<void> {
    return this.#loop.settled();
  }

  async #workOff(): Promise<void> {
    const { store, environment, verification, waiting, runningJobs, onVerified, logUnexpected } = this.#options;
    while (!this.#loop.stopped && store.blobs.isOpen) {
      const due = waiting.dueRecheck(environment.now());
      if (due === null) return;
      const subject = presentSubject(store.database, due.subject);
      const found = filesOfSubject(store.database, subject);
      // Gone, destroyed, or answered meanwhile by somebody who asked.
      if (found === null || found.files.some(({ sha256 }) => store.erased.has(sha256)) || verification.newest(subject)?.verdict !== 'undetermined') {
        waiting.endRecheck(due);
        continue;
      }
      try {
        await runningJobs.run({ title: 'job.verify', fileName: found.files[0]?.fileName ?? null }, (options) => verification.recheck(subject, due.cause, options));
        if (this.#loop.stopped) return;
        waiting.endRecheck(due);
        onVerified(subject);
      } catch (error) {
        if (this.#loop.stopped) return;
        this.#failed(due, error);
        if (!(error instanceof JobFailed) || error.failure === 'failed') logUnexpected('reverification', error);
      }
    }
  }

  #failed(due: DueRecheck, error: unknown): void {
    const { waiting, environment } = this.#options;
    // Whoever stopped it does not want it now; the next piece of evidence asks again.
    if (error instanceof JobFailed && error.failure === 'cancelled') waiting.endRecheck(due);
    else waiting.postponeRecheck(due, environment.now());
  }
}

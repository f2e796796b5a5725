import type { RunningJob } from '#shared/contract/desk.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { JobOptions } from './job-runner.ts';

interface Entry {
  job: RunningJob;
  readonly stop: AbortController;
}

export interface JobDescription {
  /** Message key below `job.`. */
  readonly title: string;
  readonly fileName: string | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: number | null) => void;
}

/** What runs now, for the frame of every window: with progress, and each can be cancelled. */
export class RunningJobs {
  readonly #environment: Environment;
  readonly #onChange: (jobs: RunningJob[]) => void;
  readonly #entries = new Map<string, Entry>();

  constructor(environment: Environment, onChange: (jobs: RunningJob[]) => void) {
    this.#environment = environment;
    this.#onChange = onChange;
  }

  list(): RunningJob[] {
    return [...this.#entries.values()].map((entry) => entry.job);
  }

  /** False where the job has ended already. */
  cancel(jobId: string): boolean {
    const entry = this.#entries.get(jobId);
    entry?.stop.abort();
    return entry !== undefined;
  }

  cancelAll(): void {
    for (const entry of this.#entries.values()) entry.stop.abort();
  }

  async run<Value>(description: JobDescription, work: (options: JobOptions) => Promise<Value>): Promise<Value> {
    const jobId = newId(this.#environment);
    const stop = new AbortController();
    const entry: Entry = { stop, job: { jobId, title: description.title, fileName: description.fileName, progress: null, startedAt: isoInstant(this.#environment.now()) } };
    const giveUp = (): void => stop.abort();
    description.signal?.addEventListener('abort', giveUp, { once: true });
    if (description.signal?.aborted === true) giveUp();
    this.#entries.set(jobId, entry);
    this.#onChange(this.list());
    try {
      return await work({
        signal: stop.signal,
        onProgress: (progress) => {
          entry.job = { ...entry.job, progress };
          description.onProgress?.(progress);
          this.#onChange(this.list());
        },
      });
    } finally {
      description.signal?.removeEventListener('abort', giveUp);
      this.#entries.delete(jobId);
      this.#onChange(this.list());
    }
  }
}

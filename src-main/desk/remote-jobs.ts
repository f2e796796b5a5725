import type { JobKind, JobKinds } from '../jobs/job-kinds.ts';
import { JobFailed, type JobOptions, type JobRunner } from '../jobs/job-runner.ts';
import type { FromDesk, ToDesk } from './thread-messages.ts';

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: JobFailed) => void;
  readonly onProgress: ((progress: number | null) => void) | undefined;
}

/** Job runner of the desk thread: the pool itself lives in the main thread, which may start processes. */
export class RemoteJobs implements JobRunner {
  readonly #post: (message: FromDesk) => void;
  readonly #pending = new Map<number, Pending>();
  #count = 0;

  constructor(post: (message: FromDesk) => void) {
    this.#post = post;
  }

  run<Kind extends JobKind>(kind: Kind, input: JobKinds[Kind]['input'], options: JobOptions = {}): Promise<JobKinds[Kind]['result']> {
    this.#count += 1;
    const jobId = this.#count;
    if (options.signal?.aborted === true) return Promise.reject(new JobFailed('cancelled', 'cancelled before it began'));
    const cancel = (): void => this.#post({ type: 'cancelJob', jobId });
    options.signal?.addEventListener('abort', cancel, { once: true });
    return new Promise<JobKinds[Kind]['result']>((resolve, reject) => {
      // The pool answers with the result of the kind that it was asked for.
      this.#pending.set(jobId, { resolve: (result) => resolve(result as JobKinds[Kind]['result']), reject, onProgress: options.onProgress });
      this.#post({ type: 'runJob', jobId, kind, input, limits: options.limits ?? {}, priority: options.priority ?? 'normal' });
    }).finally(() => {
      options.signal?.removeEventListener('abort', cancel);
      this.#pending.delete(jobId);
    });
  }

  receive(message: Extract<ToDesk, { type: 'jobProgress' | 'jobDone' | 'jobFailed' }>): void {
    const pending = this.#pending.get(message.jobId);
    if (message.type === 'jobProgress') pending?.onProgress?.(message.progress);
    else if (message.type === 'jobDone') pending?.resolve(message.result);
    else pending?.reject(new JobFailed(message.failure, message.detail, message.errorName, message.errorCode));
  }
}

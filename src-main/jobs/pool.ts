import type { JobKind, JobKinds } from './job-kinds.ts';
import type { JobMessage, JobProcess, ResidentMemory, SpawnJobProcess } from './job-messages.ts';
import { JobFailed, type JobFailure, type JobLimits, type JobOptions, type JobRunner } from './job-runner.ts';

const DEFAULT_LIMITS: JobLimits = { milliseconds: 120_000, residentBytes: 1_500 * 1024 * 1024 };
const MEMORY_WATCH_MILLISECONDS = 100;

interface Waiting {
  readonly start: () => void;
}

/**
 * A pool of job processes. Each process takes one job after another while it behaves; one that hangs,
 * eats memory or dies takes nothing with it but its own job.
 */
export class JobPool implements JobRunner {
  readonly #spawn: SpawnJobProcess;
  readonly #residentMemory: ResidentMemory;
  readonly #limits: JobLimits;
  readonly #size: number;
  readonly #idle: JobProcess[] = [];
  readonly #busy = new Set<JobProcess>();
  readonly #waiting: Waiting[] = [];
  #running = 0;
  #closed = false;

  constructor(options: { readonly spawn: SpawnJobProcess; readonly residentMemory: ResidentMemory; readonly size?: number; readonly limits?: Partial<JobLimits> }) {
    this.#spawn = options.spawn;
    this.#residentMemory = options.residentMemory;
    this.#size = options.size ?? 2;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
  }

  async run<Kind extends JobKind>(kind: Kind, input: JobKinds[Kind]['input'], options: JobOptions = {}): Promise<JobKinds[Kind]['result']> {
    await this.#turn(options.signal);
    try {
      return (await this.#runInProcess(kind, input, options)) as JobKinds[Kind]['result'];
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.start();
    }
  }

  /** Ends all processes; running jobs fail as cancelled. */
  close(): void {
    this.#closed = true;
    for (const process of [...this.#idle, ...this.#busy]) process.kill();
    this.#idle.length = 0;
  }

  async #turn(signal: AbortSignal | undefined): Promise<void> {
    if (this.#running >= this.#size) {
      await new Promise<void>((resolve, reject) => {
        const entry: Waiting = {
          start: () => {
            signal?.removeEventListener('abort', give);
            resolve();
          },
        };
        const give = (): void => {
          this.#waiting.splice(this.#waiting.indexOf(entry), 1);
          reject(new JobFailed('cancelled', 'cancelled before it began'));
        };
        signal?.addEventListener('abort', give, { once: true });
        this.#waiting.push(entry);
      });
    }
    if (this.#closed || signal?.aborted === true) {
      this.#waiting.shift()?.start();
      throw new JobFailed('cancelled', 'cancelled before it began');
    }
    this.#running += 1;
  }

  #runInProcess(kind: string, input: unknown, options: JobOptions): Promise<unknown> {
    const limits = { ...this.#limits, ...options.limits };
    const process = this.#idle.pop() ?? this.#spawn();
    this.#busy.add(process);
    return new Promise((resolve, reject) => {
      const timers: NodeJS.Timeout[] = [];
      let over = false;
      const settle = (finish: () => void): void => {
        if (over) return;
        over = true;
        timers.forEach(clearTimeout);
        options.signal?.removeEventListener('abort', cancel);
        this.#busy.delete(process);
        finish();
      };
      const stop = (failure: JobFailure, detail: string): void =>
        settle(() => {
          process.kill();
          reject(new JobFailed(failure, detail));
        });
      const cancel = (): void => stop('cancelled', 'cancelled');

      process.onMessage((message: JobMessage) => {
        if (message.type === 'progress' && !over) options.onProgress?.(message.progress);
        if (message.type === 'done') settle(() => this.#keep(process, () => resolve(message.result)));
        if (message.type === 'failed') settle(() => this.#keep(process, () => reject(new JobFailed('failed', message.message, message.name, message.code))));
      });
      process.onExit((detail) => {
        const idleAt = this.#idle.indexOf(process);
        if (idleAt >= 0) this.#idle.splice(idleAt, 1);
        settle(() => reject(new JobFailed(this.#closed ? 'cancelled' : 'died', detail)));
      });
      options.signal?.addEventListener('abort', cancel, { once: true });
      timers.push(setTimeout(() => stop('timed-out', `no result after ${limits.milliseconds} ms`), limits.milliseconds));
      const watch = (): void => {
        timers.push(setTimeout(() => void this.#checkMemory(process, limits, stop).then(() => !over && watch()), MEMORY_WATCH_MILLISECONDS));
      };
      watch();
      process.send({ type: 'run', kind, input });
    });
  }

  async #checkMemory(process: JobProcess, limits: JobLimits, stop: (failure: JobFailure, detail: string) => void): Promise<void> {
    if (process.pid === undefined) return;
    const resident = await this.#residentMemory(process.pid);
    if (resident !== null && resident > limits.residentBytes) {
      stop('memory', `used ${Math.round(resident / 1024 / 1024)} MiB; at most ${Math.round(limits.residentBytes / 1024 / 1024)} MiB are allowed`);
    }
  }

  #keep(process: JobProcess, then: () => void): void {
    if (this.#closed) process.kill();
    else this.#idle.push(process);
    then();
  }
}

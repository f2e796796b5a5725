import type { JobKind, JobKinds } from './job-kinds.ts';
import type { JobMessage, JobProcess, ResidentMemory, SpawnJobProcess } from './job-messages.ts';
import { JobFailed, type JobFailure, type JobLimits, type JobOptions, type JobPriority, type JobRunner } from './job-runner.ts';

const DEFAULT_LIMITS: JobLimits = { milliseconds: 120_000, residentBytes: 1_500 * 1024 * 1024 };
const MEMORY_WATCH_MILLISECONDS = 100;

interface Waiting {
  readonly priority: JobPriority;
  readonly start: () => void;
}

/** Jobs that take turns among themselves. */
interface Lane {
  readonly size: number;
  running: number;
  readonly waiting: Waiting[];
}

function makeLane(size: number): Lane {
  return { size, running: 0, waiting: [] };
}

/** Gives a turn back; who waits longest among those of the highest priority takes it over. */
function passOn(lane: Lane): void {
  const normal = lane.waiting.findIndex(({ priority }) => priority === 'normal');
  const [next] = lane.waiting.splice(Math.max(0, normal), 1);
  if (next === undefined) lane.running -= 1;
  else next.start();
}

/**
 * A pool of job processes. Each process takes one job after another while it behaves; one that hangs,
 * eats memory or dies takes nothing with it but its own job.
 */
export class JobPool implements JobRunner {
  readonly #spawn: SpawnJobProcess;
  readonly #residentMemory: ResidentMemory;
  readonly #limits: JobLimits;
  /** Jobs that compute. */
  readonly #computing: Lane;
  /** Jobs that wait for a network: a slow server must not hold up a check of signatures. */
  readonly #network = makeLane(1);
  /** Jobs that wait for a person at another program: neither may hold up the others. */
  readonly #person = makeLane(1);
  readonly #idle: JobProcess[] = [];
  readonly #busy = new Set<JobProcess>();
  #closed = false;

  constructor(options: { readonly spawn: SpawnJobProcess; readonly residentMemory: ResidentMemory; readonly size?: number; readonly limits?: Partial<JobLimits> }) {
    this.#spawn = options.spawn;
    this.#residentMemory = options.residentMemory;
    this.#computing = makeLane(options.size ?? 2);
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
  }

  async run<Kind extends JobKind>(kind: Kind, input: JobKinds[Kind]['input'], options: JobOptions = {}): Promise<JobKinds[Kind]['result']> {
    const lane = this.#laneOf(kind);
    await this.#turn(lane, options);
    try {
      return (await this.#runInProcess(kind, input, options)) as JobKinds[Kind]['result'];
    } finally {
      passOn(lane);
    }
  }

  #laneOf(kind: JobKind): Lane {
    if (kind === 'signThroughNcalayer') return this.#person;
    return kind === 'fetchEvidence' || kind === 'timestamp' || kind === 'makeEvidence' || kind === 'sendMail' ? this.#network : this.#computing;
  }

  /** Ends all processes; running jobs fail as cancelled. */
  close(): void {
    this.#closed = true;
    for (const process of [...this.#idle, ...this.#busy]) process.kill();
    this.#idle.length = 0;
  }

  async #turn(lane: Lane, { signal, priority = 'normal' }: JobOptions): Promise<void> {
    if (lane.running >= lane.size) {
      await new Promise<void>((resolve, reject) => {
        const entry: Waiting = {
          priority,
          start: () => {
            signal?.removeEventListener('abort', give);
            resolve();
          },
        };
        const give = (): void => {
          lane.waiting.splice(lane.waiting.indexOf(entry), 1);
          reject(new JobFailed('cancelled', 'cancelled before it began'));
        };
        signal?.addEventListener('abort', give, { once: true });
        lane.waiting.push(entry);
      });
    } else {
      lane.running += 1;
    }
    if (this.#closed || signal?.aborted === true) {
      passOn(lane);
      throw new JobFailed('cancelled', 'cancelled before it began');
    }
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

import { Worker } from 'node:worker_threads';
import type { DeskEvent } from '#shared/contract/events.ts';
import { fail } from '#shared/domain/result.ts';
import type { CallEnvelope, CallProgress, CallResult } from '#shared/rpc/transport.ts';
import { JobFailed, type JobLimits, type JobOptions, type JobRunner } from '../jobs/job-runner.ts';
import type { JobKind, JobKinds } from '../jobs/job-kinds.ts';
import type { OpenTokenSource } from '../signing/tokens/index.ts';
import { TokenSources } from './remote-tokens.ts';
import type { DeskThreadData, FromDesk, OpenFailure, ToDesk } from './thread-messages.ts';

/** The desk thread could not open the desk. */
export class DeskNotOpened extends Error {
  readonly failure: OpenFailure;

  constructor(failure: OpenFailure, detail: string) {
    super(detail);
    this.name = 'DeskNotOpened';
    this.failure = failure;
  }
}

/** Seals and opens the desk key on behalf of the desk thread; Electron's safeStorage. */
export interface SystemKeys {
  seal(secret: Uint8Array): Promise<Record<string, string | number>>;
  open(sealed: Readonly<Record<string, string | number>>): Promise<Uint8Array>;
}

export interface DeskClientOptions {
  /** File of the desk thread's entry. */
  readonly entry: string | URL;
  readonly data: DeskThreadData;
  readonly jobs: JobRunner & { close(): void };
  /** Starts the processes of tokens' drivers. */
  readonly tokens: OpenTokenSource;
  readonly systemKeys: SystemKeys | null;
  readonly onPreparing?: (what: Extract<FromDesk, { type: 'preparing' }>['what'], progress: number) => void;
}

/** Why the thread ended without its host's asking. */
export type DeskEnd = 'wiped' | 'unexpected';

/** One window's place at the desk. */
export interface DeskWindow {
  readonly connection: string;
  readonly onEvent: (event: DeskEvent) => void;
  readonly onProgress: (progress: CallProgress) => void;
}

/** The main thread's side of the desk thread: what hosts talk to. */
export class DeskClient {
  readonly #worker: Worker;
  readonly #options: DeskClientOptions;
  readonly #windows = new Map<string, DeskWindow>();
  readonly #calls = new Map<string, (result: CallResult) => void>();
  readonly #tokens: TokenSources;
  readonly #runningJobs = new Map<number, AbortController>();
  readonly #exited: Promise<void>;
  #whenEnded: ((end: DeskEnd) => void) | null = null;
  #stopped = false;
  #wiped = false;

  private constructor(worker: Worker, options: DeskClientOptions) {
    this.#worker = worker;
    this.#options = options;
    this.#tokens = new TokenSources(options.tokens);
    this.#exited = new Promise((resolve) => worker.once('exit', () => resolve()));
    worker.on('message', (message: FromDesk) => this.#receive(message));
    worker.once('exit', () => this.#gone());
  }

  /** Starts the thread and waits until the desk is open. @throws DeskNotOpened */
  static async open(options: DeskClientOptions): Promise<DeskClient> {
    const worker = new Worker(options.entry, { workerData: options.data, name: 'desk' });
    const client = new DeskClient(worker, options);
    await new Promise<void>((resolve, reject) => {
      worker.once('error', (error) => reject(new DeskNotOpened('other', error instanceof Error ? error.message : String(error))));
      worker.on('message', (message: FromDesk) => {
        if (message.type === 'opened') resolve();
        if (message.type === 'openFailed') reject(new DeskNotOpened(message.failure, message.detail));
      });
      worker.once('exit', () => reject(new DeskNotOpened('other', 'the desk thread ended')));
    }).catch(async (error: unknown) => {
      options.jobs.close();
      await worker.terminate();
      throw error;
    });
    return client;
  }

  /** Called once when the thread ends without its host's asking. */
  onEnd(listener: (end: DeskEnd) => void): void {
    this.#whenEnded = listener;
  }

  attach(window: DeskWindow): void {
    this.#windows.set(window.connection, window);
  }

  /** The window shows nothing any more; its session stays, as after reloading a page. */
  detach(connection: string): void {
    this.#windows.delete(connection);
  }

  /** The window is gone for good: its session ends. */
  forget(connection: string): void {
    this.detach(connection);
    this.#send({ type: 'forget', connection });
  }

  call(connection: string, envelope: CallEnvelope): Promise<CallResult> {
    if (this.#stopped) return Promise.resolve(fail({ code: 'not-ready', message: 'error.deskUnreachable', params: {}, issues: [] }));
    return new Promise((resolve) => {
      this.#calls.set(`${connection}/${envelope.callId}`, resolve);
      this.#send({ type: 'call', connection, envelope });
    });
  }

  cancel(connection: string, callId: string): void {
    this.#send({ type: 'cancel', connection, callId });
  }

  openFile(path: string): void {
    this.#send({ type: 'openFile', path });
  }

  async close(): Promise<void> {
    if (!this.#stopped) {
      this.#stopped = true;
      this.#send({ type: 'close' });
      await this.#exited;
    }
    this.#options.jobs.close();
  }

  #send(message: ToDesk): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromDesk): void {
    switch (message.type) {
      case 'answer': {
        const key = `${message.connection}/${message.callId}`;
        this.#calls.get(key)?.(message.result);
        this.#calls.delete(key);
        break;
      }
      case 'progress':
        this.#windows.get(message.connection)?.onProgress(message.progress);
        break;
      case 'event':
        this.#tell(message);
        break;
      case 'runJob':
        void this.#runJob(message.jobId, message.kind as JobKind, message.input, { limits: message.limits as Partial<JobLimits>, priority: message.priority });
        break;
      case 'cancelJob':
        this.#runningJobs.get(message.jobId)?.abort();
        break;
      case 'askToken':
        void this.#tokens.answer(message).then((answer) => this.#send({ type: 'tokenAnswer', callId: message.callId, answer }));
        break;
      case 'closeToken':
        this.#tokens.close(message.sourceId);
        break;
      case 'keyRequest':
        void this.#answerKey(message);
        break;
      case 'preparing':
        this.#options.onPreparing?.(message.what, message.progress);
        break;
      case 'wiped':
        this.#wiped = true;
        break;
      case 'opened':
      case 'openFailed':
      case 'closed':
        break;
    }
  }

  #tell({ event, audience, signedIn }: Extract<FromDesk, { type: 'event' }>): void {
    for (const window of this.#windows.values()) {
      const hears = audience === 'everyone' || (audience === 'signed-in' ? signedIn.includes(window.connection) : audience.connection === window.connection);
      if (hears) window.onEvent(event);
    }
  }

  async #runJob(jobId: number, kind: JobKind, input: unknown, options: Pick<JobOptions, 'limits' | 'priority'>): Promise<void> {
    const stop = new AbortController();
    this.#runningJobs.set(jobId, stop);
    try {
      const result = await this.#options.jobs.run(kind, input as JobKinds[JobKind]['input'], { ...options, signal: stop.signal, onProgress: (progress) => this.#send({ type: 'jobProgress', jobId, progress }) });
      this.#send({ type: 'jobDone', jobId, result });
    } catch (error) {
      const failed = error instanceof JobFailed ? error : new JobFailed('died', error instanceof Error ? error.message : String(error));
      this.#send({ type: 'jobFailed', jobId, failure: failed.failure, detail: failed.message, errorName: failed.errorName, errorCode: failed.errorCode });
    } finally {
      this.#runningJobs.delete(jobId);
    }
  }

  async #answerKey({ requestId, ask, value }: Extract<FromDesk, { type: 'keyRequest' }>): Promise<void> {
    const keys = this.#options.systemKeys;
    try {
      if (keys === null) throw new Error('this host has no key store of the system');
      const answer = ask === 'seal' ? await keys.seal(value as Uint8Array) : await keys.open(value as Readonly<Record<string, string | number>>);
      this.#send({ type: 'keyAnswer', requestId, answer, error: null });
    } catch (error) {
      this.#send({ type: 'keyAnswer', requestId, answer: null, error: error instanceof Error ? error.message : String(error) });
    }
  }

  #gone(): void {
    const expected = this.#stopped;
    this.#stopped = true;
    this.#tokens.closeAll();
    for (const resolve of this.#calls.values()) resolve(fail({ code: 'not-ready', message: 'error.deskUnreachable', params: {}, issues: [] }));
    this.#calls.clear();
    if (!expected) this.#whenEnded?.(this.#wiped ? 'wiped' : 'unexpected');
  }
}

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type ErrorCode, Refusal } from '#shared/contract/errors.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { Reading, ReadingAnswer, ReadingKind, ReadingKinds, ReadingThreadData } from './thread-messages.ts';

/** The entry under Node; the packed program names its own. */
export const SEARCH_THREAD = path.join(import.meta.dirname, 'search-thread.ts');

/** Rows come and go with every page: a small nursery is emptied sooner than it grows. */
const YOUNG_GENERATION_MIB = 8;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One thread that reads the desk's file beside the writer. It starts with the first question, so that a
 * desk which nobody searches does not pay for it; after an unexpected end the next question starts another.
 */
export class ReadingThread {
  readonly #entry: string;
  readonly #data: ReadingThreadData;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #asked = 0;

  constructor(entry: string, databaseFile: string) {
    this.#entry = entry;
    this.#data = { databaseFile };
  }

  /** @throws Refusal, or what the thread failed with; `cancelled` where the signal ended the question. */
  async ask<Kind extends ReadingKind>(kind: Kind, input: ReadingKinds[Kind]['input'], actor: Actor, signal: AbortSignal): Promise<ReadingKinds[Kind]['output']> {
    const id = (this.#asked += 1);
    const ended = new Int32Array(new SharedArrayBuffer(4));
    const end = (): void => void Atomics.store(ended, 0, 1);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    try {
      const reading: Reading<Kind> = { id, kind, input, actor, ended };
      return (await new Promise<unknown>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
        this.#running().postMessage(reading);
      })) as ReadingKinds[Kind]['output'];
    } finally {
      signal.removeEventListener('abort', end);
      this.#waiting.delete(id);
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.postMessage('close');
    await gone;
  }

  #running(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#entry, { workerData: this.#data, name: 'search', resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB } });
    worker.on('message', (answer: ReadingAnswer) => this.#receive(answer));
    worker.on('error', (error) => this.#gone(worker, error));
    worker.on('exit', () => this.#gone(worker, new Error('the reading thread ended')));
    this.#worker = worker;
    return worker;
  }

  #receive(answer: ReadingAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    if (answer.ok) waiting?.resolve(answer.value);
    else if (answer.ended) waiting?.reject(new Refusal('cancelled', 'error.cancelled'));
    else if (answer.refusal !== null) waiting?.reject(new Refusal(answer.refusal.code as ErrorCode, answer.refusal.message, answer.refusal.params));
    else waiting?.reject(new Error(answer.detail));
  }

  #gone(worker: Worker, error: unknown): void {
    if (this.#worker === worker) this.#worker = null;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

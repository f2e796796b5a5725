import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PullAnswer, PushAnswer } from '#shared/sync/wire.ts';
import type { Files } from '../blobs/files.ts';
import type { Server } from '../server.ts';

const LATENCY_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Figures for the operator, in Prometheus's form. They name no desk and no document. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #pushes: Counter<'answer'>;
  readonly #operations: Counter<'status'>;
  readonly #pulledRows: Counter;
  readonly #seconds: Histogram<'route' | 'status'>;

  readonly #fileBytes: Counter<'direction'>;

  constructor(server: Server, files: Files | null) {
    const registers = [this.#registry];
    this.#pushes = new Counter({ name: 'chancery_pushes_total', help: 'Pushes by answer', labelNames: ['answer'], registers });
    this.#operations = new Counter({ name: 'chancery_operations_total', help: 'Operations answered by status, retries among them', labelNames: ['status'], registers });
    this.#pulledRows = new Counter({ name: 'chancery_pulled_rows_total', help: 'Rows given to desks', registers });
    this.#seconds = new Histogram({ name: 'chancery_request_seconds', help: 'Time until a request was answered', labelNames: ['route', 'status'], buckets: LATENCY_SECONDS, registers });
    const queue: Gauge = new Gauge({ name: 'chancery_queue_operations', help: 'Operations that wait to be put on the disk', registers, collect: () => queue.set(server.queueLength()) });
    const desks: Gauge<'state'> = new Gauge({
      name: 'chancery_desks',
      help: 'Desks by state: active, fenced, revoked; seen within a day; behind the head',
      labelNames: ['state'],
      registers,
      collect: async () => {
        const counts = await server.deskCounts();
        for (const [state, count] of Object.entries(counts)) desks.set({ state }, count);
      },
    });
    this.#fileBytes = new Counter({ name: 'chancery_file_bytes_total', help: 'Bytes of files and of requests that bring them, by direction: in, out', labelNames: ['direction'], registers });
    if (files !== null) countFiles(files, registers);
    const numbers: Gauge = new Gauge({ name: 'chancery_leased_numbers', help: 'Registration numbers that are leased and not used', registers, collect: async () => numbers.set(await server.leasedNumbers()) });
  }

  pushed(answer: PushAnswer): void {
    this.#pushes.inc({ answer: answer.answer === 'taken' ? 'taken' : answer.problem });
    if (answer.answer === 'taken') for (const { status } of answer.results) this.#operations.inc({ status });
  }

  pulled(answer: PullAnswer): void {
    this.#pulledRows.inc(answer.operations.length);
  }

  filesReceived(bytes: number): void {
    this.#fileBytes.inc({ direction: 'in' }, bytes);
  }

  filesSent(bytes: number): void {
    this.#fileBytes.inc({ direction: 'out' }, bytes);
  }

  answered(route: string, status: number, milliseconds: number): void {
    this.#seconds.observe({ route, status: String(status) }, milliseconds / 1000);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}

/** Counting reads every row of the files: not at each look of an eager collector. */
const COUNTED_MILLISECONDS = 30_000;

function countFiles(files: Files, registers: Registry[]): void {
  let counted: { readonly at: number; readonly counts: ReturnType<Files['counts']> } | null = null;
  const counts = (): ReturnType<Files['counts']> => {
    if (counted === null || performance.now() - counted.at > COUNTED_MILLISECONDS) counted = { at: performance.now(), counts: files.counts() };
    return counted.counts;
  };
  const stored: Gauge<'state'> = new Gauge({
    name: 'chancery_files',
    help: 'Files by state: held; missing, that is named by an operation and not come yet; unfinished, on their way at this node',
    labelNames: ['state'],
    registers,
    collect: async () => {
      const { held, missing, unfinished } = await counts();
      for (const [state, count] of Object.entries({ held, missing, unfinished })) stored.set({ state }, count);
    },
  });
  const bytes: Gauge = new Gauge({ name: 'chancery_files_bytes', help: 'Bytes of the files that are held', registers, collect: async () => bytes.set((await counts()).bytes) });
}

import { Refusal } from '#shared/contract/errors.ts';
import { COPIED_DESK_PROBLEM, type MadeForm } from '#shared/contract/printing.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { BackgroundLoop } from '../background/background-loop.ts';
import type { Environment } from '../environment.ts';
import { CopyNotPrintable, type Piece, writeCheckedCopy } from './checked-copy.ts';
import type { ClearFolder } from './clear-folder.ts';
import type { PrintLeaves } from './print-leaves.ts';
import { PrintFailed, type PrintSystem, type SystemJobState } from './print-system.ts';
import type { Problem, PrintRecord, PrintRecords } from './print-records.ts';

const LOOK_MILLISECONDS = 2_000;

/** What says that the printer is the matter: nothing more is handed to it until a person has decided on the item. */
const PRINTER_PROBLEMS: ReadonlySet<string> = new Set(['noPrinter', 'notAccepting', 'stopped', 'notAnswering', 'aborted'].map((problem) => `printing.problem.${problem}`));

export interface PrintQueueOptions {
  readonly records: PrintRecords;
  readonly system: PrintSystem;
  readonly leaves: PrintLeaves;
  readonly folder: ClearFolder;
  readonly environment: Environment;
  /** The person as the rights stand now; null where the account may not work here any more. */
  readonly actorOf: (accountId: string) => Actor | null;
  /** Makes a copy as a person would, with all refusals, and records it in the history. @returns its hash @throws Refusal */
  readonly makeCopy: (documentId: string, form: MadeForm, actor: Actor, signal: AbortSignal) => Promise<string>;
  /** A piece of a file that the person may read. @throws Refusal */
  readonly read: (sha256: string, offset: number, length: number, actor: Actor, signal: AbortSignal) => Promise<Piece>;
  readonly refusalOfFailure: (error: unknown) => Refusal | null;
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** An item without a leave: another life of this desk's folder may have printed it. */
const COPIED: Problem = { message: COPIED_DESK_PROBLEM, params: {} };

/** Whether an item waits for a person's word because the desk was copied or restored. */
export function isOfCopiedDesk({ state, problem }: PrintRecord): boolean {
  return state === 'failed' && problem?.message === COPIED_DESK_PROBLEM;
}

/**
 * Works the print queue off, one item at a time, and follows what is with the printer. Before a file is handed over that is
 * written down: an item whose end the desk did not see is told as such and never handed over again by itself.
 */
export class PrintQueue {
  readonly #options: PrintQueueOptions;
  readonly #loop: BackgroundLoop;
  #timer: NodeJS.Timeout | null = null;
  #making: { readonly itemId: string; readonly stop: AbortController } | null = null;

  constructor(options: PrintQueueOptions) {
    this.#options = options;
    this.#loop = new BackgroundLoop(
      () => this.#workOff(),
      (error) => void options.logUnexpected('print queue', error),
    );
  }

  /** Takes up what an earlier start left. */
  async start(): Promise<void> {
    if (this.#timer !== null) return;
    const { records, folder, leaves } = this.#options;
    await folder.prepare();
    for (const { itemId } of records.inState('making')) records.change(itemId, 'waiting');
    for (const { itemId } of records.inState('handing')) records.change(itemId, 'failed', { problem: problemOf('unsure') });
    for (const { itemId } of records.inState('waiting')) if (!leaves.has(itemId)) records.change(itemId, 'failed', { problem: COPIED });
    this.#timer = setInterval(() => {
      if (records.inState('printing').length > 0) this.kick();
    }, LOOK_MILLISECONDS);
    this.#timer.unref();
    this.kick();
  }

  kick(): void {
    if (this.#timer !== null) this.#loop.kick();
  }

  /** Waits until nothing can be done any more without the printer or a person. */
  settled(): Promise<void> {
    return this.#loop.settled();
  }

  /** Ends after the file that is being handed over, so that what becomes of it is written down. */
  async stop(): Promise<void> {
    this.#loop.stop();
    if (this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
    this.#making?.stop.abort();
    await this.#loop.settled();
    await this.#options.folder.empty();
  }

  /** @throws Refusal where it has ended or is just being handed over, PrintFailed where the print system keeps it */
  async cancel(record: PrintRecord): Promise<void> {
    const { records, system, leaves } = this.#options;
    switch (record.state) {
      case 'printing':
        if (record.job !== null) await system.cancel(record.job);
        this.kick();
        return;
      case 'making':
        if (this.#making?.itemId === record.itemId) this.#making.stop.abort();
        return;
      case 'waiting':
      case 'failed':
        leaves.drop([record.itemId]);
        records.change(record.itemId, 'cancelled');
        this.#options.onChanged();
        this.kick();
        return;
      case 'handing':
      case 'printed':
      case 'cancelled':
        throw new Refusal('conflict', 'error.printNotCancellable');
    }
  }

  /** Prints failed items once more, at a person's word; a copy that was made is not made again. */
  retry(records: readonly PrintRecord[]): void {
    this.#options.leaves.grant(records.map(({ itemId }) => itemId));
    for (const { itemId } of records) this.#options.records.change(itemId, 'waiting');
    this.#options.onChanged();
    this.kick();
  }

  async #workOff(): Promise<void> {
    await this.#follow();
    for (let next = this.#next(); next !== null && !this.#loop.stopped; next = this.#next()) await this.#print(next);
    await this.#follow();
  }

  /** The first item whose printer takes work: one that is the matter holds up its own items alone. */
  #next(): PrintRecord | null {
    const { records } = this.#options;
    const held = new Set([...records.inState('failed'), ...records.inState('printing')].filter(({ problem }) => problem !== null && PRINTER_PROBLEMS.has(problem.message)).map(({ options }) => options.printer));
    return records.inState('waiting').find(({ options }) => !held.has(options.printer)) ?? null;
  }

  async #print(record: PrintRecord): Promise<void> {
    const { records, leaves, onChanged } = this.#options;
    const stop = new AbortController();
    this.#making = { itemId: record.itemId, stop };
    records.change(record.itemId, 'making');
    onChanged();
    try {
      const job = await this.#handOver(record, stop.signal);
      records.change(record.itemId, 'printing', { job });
    } catch (error) {
      if (this.#loop.stopped && stop.signal.aborted) records.change(record.itemId, 'waiting');
      else if (stop.signal.aborted) {
        leaves.drop([record.itemId]);
        records.change(record.itemId, 'cancelled');
      } else records.change(record.itemId, 'failed', { problem: this.#problemOf(error, record) });
    } finally {
      this.#making = null;
    }
    onChanged();
  }

  async #handOver(record: PrintRecord, signal: AbortSignal): Promise<string> {
    const { records, system, leaves, folder, environment, actorOf, makeCopy, read, onChanged } = this.#options;
    const actor = actorOf(record.accountId);
    if (actor === null) throw new Refusal('no-right', 'error.printAccountGone');
    const { form, sha256: made } = record.printed;
    const sha256 = form === 'stored' ? record.printed.sha256 : (made ?? (await makeCopy(record.documentId, form, actor, signal)));
    if (made === null) records.made(record.itemId, sha256);
    return folder.withFile(async (file) => {
      await writeCheckedCopy(file, sha256, (offset, length) => read(sha256, offset, length, actor, signal));
      signal.throwIfAborted();
      // From here on the end belongs to the print system: an abort must not make it look as if nothing was handed over.
      this.#making = null;
      if (!leaves.take(record.itemId)) throw new NoLeave();
      environment.crashPoint('printing.leaveTaken');
      records.change(record.itemId, 'handing');
      onChanged();
      environment.crashPoint('printing.handing');
      const job = await system.submit(file, record.options);
      environment.crashPoint('printing.taken');
      return job;
    });
  }

  async #follow(): Promise<void> {
    const { records, system } = this.#options;
    for (const record of records.inState('printing')) {
      if (this.#loop.stopped) return;
      try {
        this.#ended(record, record.job === null ? 'unknown' : await system.state(record.job));
      } catch (error) {
        if (!(error instanceof PrintFailed)) throw error;
        // It is still with the printer: nobody may print it a second time before that is settled.
        this.#note(record, problemOf(error.problem, { printer: record.options.printer, detail: error.detail }));
      }
    }
  }

  #ended(record: PrintRecord, state: SystemJobState): void {
    const { records, onChanged } = this.#options;
    switch (state) {
      case 'waiting':
        return this.#note(record, null);
      case 'printed':
        records.change(record.itemId, 'printed', { job: record.job });
        break;
      case 'cancelled':
        records.change(record.itemId, 'cancelled', { job: record.job });
        break;
      case 'aborted':
      case 'ended':
      case 'unknown':
        records.change(record.itemId, 'failed', { job: record.job, problem: problemOf(state === 'aborted' ? 'aborted' : 'lost', { printer: record.options.printer }) });
        break;
    }
    onChanged();
  }

  #note(record: PrintRecord, problem: Problem | null): void {
    if (JSON.stringify(record.problem) === JSON.stringify(problem)) return;
    this.#options.records.change(record.itemId, 'printing', { job: record.job, problem });
    this.#options.onChanged();
  }

  #problemOf(error: unknown, { options }: PrintRecord): Problem {
    if (error instanceof PrintFailed) return problemOf(error.problem, { printer: options.printer, detail: error.detail });
    if (error instanceof NoLeave) return COPIED;
    if (error instanceof CopyNotPrintable) return { message: error.key, params: {} };
    const refusal = error instanceof Refusal ? error : this.#options.refusalOfFailure(error);
    if (refusal !== null) return { message: refusal.error.message, params: refusal.error.params };
    return { message: 'error.internal', params: { reference: this.#options.logUnexpected('printing', error) } };
  }
}

/** The item may not be handed over by itself. */
class NoLeave extends Error {}

function problemOf(name: string, params: Readonly<Record<string, string>> = {}): Problem {
  return { message: `printing.problem.${name}`, params: { printer: '', detail: '', ...params } };
}

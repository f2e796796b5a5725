import { Refusal } from '#shared/contract/errors.ts';
import type { PrintItem } from '#shared/contract/printing.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { PrintLeaves } from './print-leaves.ts';
import { isOfCopiedDesk, type PrintQueue } from './print-queue.ts';
import { PrintFailed, type PrintSystem } from './print-system.ts';
import type { PrintRecord, PrintRecords, PrintState } from './print-records.ts';

/** Lines that are shown at once; the rest is counted. */
const MOST_SHOWN = 500;

export interface PrintingRoomOptions {
  readonly records: PrintRecords;
  readonly queue: PrintQueue;
  readonly leaves: PrintLeaves;
  readonly system: PrintSystem;
  readonly environment: Environment;
  /** @throws Refusal where the person may not read the document */
  readonly readable: (documentId: string, actor: Actor) => Card;
  /** @throws Refusal where the person may not read the file */
  readonly demandReadableFile: (sha256: string, actor: Actor) => Promise<void>;
  readonly onChanged: () => void;
}

/** Printing at this desk: batches of documents through the queues of the operating system. */
export class PrintingRoom {
  readonly #options: PrintingRoomOptions;

  constructor(options: PrintingRoomOptions) {
    this.#options = options;
  }

  readonly handlers: RoomHandlers<'printing'> = {
    state: async () => {
      try {
        const printers = await this.#options.system.printers();
        return { system: printers === null ? 'dialog' : 'queue', printers: [...(printers ?? [])] };
      } catch (error) {
        if (error instanceof PrintFailed) return { system: 'silent', printers: [] };
        throw error;
      }
    },
    enqueue: async ({ batchId, options, items }, { actor }) => {
      const { records, queue, leaves, environment, readable, demandReadableFile, onChanged } = this.#options;
      if (records.enteredIn(batchId) > 0) return { entered: records.enteredIn(batchId) };
      for (const item of items) {
        readable(item.documentId, actor);
        if (item.form === 'stored') await demandReadableFile(item.sha256, actor);
        else if (!hasRight(actor, 'copy.make')) throw new Refusal('no-right', 'error.noRight', { right: 'copy.make' });
      }
      const enteredAt = isoInstant(environment.now());
      const entered = items.map((item) => ({
        itemId: newId(environment),
        accountId: actor.accountId,
        documentId: item.documentId,
        printed: item.form === 'stored' ? { form: item.form, sha256: item.sha256 } : { form: item.form, sha256: null },
        options,
        enteredAt,
      }));
      leaves.grant(entered.map(({ itemId }) => itemId));
      records.enter(batchId, entered);
      onChanged();
      queue.kick();
      return { entered: items.length };
    },
    queue: (_input, { actor }) => {
      const items = this.#options.records.all().flatMap((record) => this.#shown(record, actor) ?? []);
      return { items: items.slice(0, MOST_SHOWN), total: items.length };
    },
    counts: (_input, { actor }) => {
      const counted = this.#options.records.countsOf(actor.accountId);
      const sum = (states: readonly PrintState[]): number => states.reduce((total, state) => total + (counted.get(state) ?? 0), 0);
      return { toPrint: sum(['waiting', 'making', 'handing', 'printing']), failed: sum(['failed']), printed: sum(['printed']) };
    },
    cancel: async ({ itemId }, { actor }) => {
      try {
        await this.#options.queue.cancel(this.#own(itemId, actor));
      } catch (error) {
        if (error instanceof PrintFailed) throw new Refusal('refused', 'error.printKept', { detail: error.detail });
        throw error;
      }
      return {};
    },
    retry: ({ itemId }, { actor }) => {
      const record = this.#own(itemId, actor);
      if (record.state !== 'failed') throw new Refusal('conflict', 'error.printNotFailed');
      this.#options.queue.retry([record]);
      return {};
    },
    release: (_input, { actor }) => {
      const { records, queue } = this.#options;
      const held = records.inState('failed').filter((record) => isOfCopiedDesk(record) && this.#mayChange(record, actor) && this.#shown(record, actor) !== null);
      queue.retry(held);
      return { released: held.length };
    },
    clear: (_input, { actor }) => {
      const { records, queue, leaves, onChanged } = this.#options;
      const finished = records.all().filter((record) => ['printed', 'cancelled', 'failed'].includes(record.state) && this.#shown(record, actor) !== null);
      leaves.drop(finished.map(({ itemId }) => itemId));
      records.remove(finished.map(({ itemId }) => itemId));
      onChanged();
      queue.kick();
      return {};
    },
  };

  /** An item of a document that the person may read. @throws Refusal */
  #own(itemId: string, actor: Actor): PrintRecord {
    const record = this.#options.records.byId(itemId);
    if (record === null || this.#shown(record, actor) === null) throw new Refusal('not-found', 'error.printNotFound');
    if (!this.#mayChange(record, actor)) throw new Refusal('no-right', 'error.noRight', { right: 'copy.make' });
    return record;
  }

  #mayChange(record: PrintRecord, actor: Actor): boolean {
    return record.accountId === actor.accountId || hasRight(actor, 'copy.make');
  }

  /** Null where the person may not know of the document. */
  #shown(record: PrintRecord, actor: Actor): PrintItem | null {
    try {
      const { registrationIndex, subject } = this.#options.readable(record.documentId, actor);
      const { itemId, documentId, printed, options, state, problem, enteredAt } = record;
      return { itemId, documentId, registrationIndex, subject, form: printed.form, printer: options.printer, copies: options.copies, state, problem: problem === null ? null : { message: problem.message, params: { ...problem.params } }, enteredAt };
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }
}

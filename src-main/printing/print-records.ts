import type { MadeForm, PrintedForm, PrintOptions } from '#shared/contract/printing.ts';
import { type DeskDatabase, inTransaction } from '../store/database.ts';

export type PrintState = 'waiting' | 'making' | 'handing' | 'printing' | 'printed' | 'failed' | 'cancelled';

export interface Problem {
  readonly message: string;
  readonly params: Readonly<Record<string, string>>;
}

/** What is printed: a file that the desk keeps, or a form whose copy is still to be made where `sha256` is null. */
export type Printed = { readonly form: 'stored'; readonly sha256: string } | { readonly form: MadeForm; readonly sha256: string | null };

/** An item of the queue as the desk keeps it. */
export interface PrintRecord {
  readonly itemId: string;
  readonly accountId: string;
  readonly documentId: string;
  readonly printed: Printed;
  readonly options: PrintOptions;
  readonly state: PrintState;
  readonly job: string | null;
  readonly problem: Problem | null;
  readonly enteredAt: string;
}

interface Row {
  readonly item_id: string;
  readonly account_id: string;
  readonly document_id: string;
  readonly form: PrintedForm;
  readonly sha256: string | null;
  readonly printer: string;
  readonly copies: number;
  readonly sides: PrintOptions['sides'];
  readonly pages: string | null;
  readonly state: PrintState;
  readonly job: string | null;
  readonly problem: string | null;
  readonly params: string | null;
  readonly entered_at: string;
}

export type NewPrintRecord = Omit<PrintRecord, 'state' | 'job' | 'problem'>;

/** The table of the queue; every change is one statement, so that what was handed over is known after a crash. */
export class PrintRecords {
  readonly #database: DeskDatabase;
  readonly #statements;

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#statements = {
      all: database.prepare<[], Row>('SELECT * FROM print_item ORDER BY position'),
      byId: database.prepare<[string], Row>('SELECT * FROM print_item WHERE item_id = ?'),
      inState: database.prepare<[string], Row>('SELECT * FROM print_item WHERE state = ? ORDER BY position'),
      batch: database.prepare<[string], { count: number }>('SELECT count(*) AS count FROM print_item WHERE batch_id = ?'),
      enter: database.prepare(
        `INSERT INTO print_item (item_id, batch_id, account_id, document_id, form, sha256, printer, copies, sides, pages, state, entered_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)`,
      ),
      change: database.prepare('UPDATE print_item SET state = ?, job = ?, problem = ?, params = ? WHERE item_id = ?'),
      made: database.prepare('UPDATE print_item SET sha256 = ? WHERE item_id = ?'),
      ofAccount: database.prepare<[string], { state: PrintState; count: number }>('SELECT state, count(*) AS count FROM print_item WHERE account_id = ? GROUP BY state'),
      remove: database.prepare('DELETE FROM print_item WHERE item_id = ?'),
    };
  }

  all(): PrintRecord[] {
    return this.#statements.all.all().map(recordOf);
  }

  byId(itemId: string): PrintRecord | null {
    const row = this.#statements.byId.get(itemId);
    return row === undefined ? null : recordOf(row);
  }

  inState(state: PrintState): PrintRecord[] {
    return this.#statements.inState.all(state).map(recordOf);
  }

  /** Items of a batch that was entered before; 0: it is new. */
  enteredIn(batchId: string): number {
    return this.#statements.batch.get(batchId)?.count ?? 0;
  }

  enter(batchId: string, records: readonly NewPrintRecord[]): void {
    inTransaction(this.#database, () => {
      for (const { itemId, accountId, documentId, printed: { form, sha256 }, options, enteredAt } of records) {
        this.#statements.enter.run(itemId, batchId, accountId, documentId, form, sha256, options.printer, options.copies, options.sides, options.pages, enteredAt);
      }
    });
  }

  /** How many items of a person are in each state; a state without any is left out. */
  countsOf(accountId: string): ReadonlyMap<PrintState, number> {
    return new Map(this.#statements.ofAccount.all(accountId).map(({ state, count }) => [state, count]));
  }

  /** The copy that was made for an item. */
  made(itemId: string, sha256: string): void {
    this.#statements.made.run(sha256, itemId);
  }

  change(itemId: string, state: PrintState, { job = null, problem = null }: { readonly job?: string | null; readonly problem?: Problem | null } = {}): void {
    this.#statements.change.run(state, job, problem?.message ?? null, problem === null ? null : JSON.stringify(problem.params), itemId);
  }

  remove(itemIds: readonly string[]): void {
    inTransaction(this.#database, () => {
      for (const itemId of itemIds) this.#statements.remove.run(itemId);
    });
  }
}

function printedOf({ item_id: itemId, form, sha256 }: Row): Printed {
  if (form !== 'stored') return { form, sha256 };
  if (sha256 === null) throw new Error(`item ${itemId} names no file`);
  return { form, sha256 };
}

function recordOf(row: Row): PrintRecord {
  return {
    itemId: row.item_id,
    accountId: row.account_id,
    documentId: row.document_id,
    printed: printedOf(row),
    options: { printer: row.printer, copies: row.copies, sides: row.sides, pages: row.pages },
    state: row.state,
    job: row.job,
    problem: row.problem === null ? null : { message: row.problem, params: JSON.parse(row.params ?? '{}') as Record<string, string> },
    enteredAt: row.entered_at,
  };
}

import type { PrintedForm, PrintOptions } from '#shared/contract/printing.ts';
import { type DeskDatabase, inTransaction } from '../store/database.ts';

export type PrintState = 'waiting' | 'making' | 'handing' | 'printing' | 'printed' | 'failed' | 'cancelled';

export interface Problem {
  readonly message: string;
  readonly params: Readonly<Record<string, string>>;
}

/** An item of the queue as the desk keeps it. */
export interface PrintRecord {
  readonly itemId: string;
  readonly accountId: string;
  readonly documentId: string;
  readonly form: PrintedForm;
  /** File to print; null: still to be made. */
  readonly sha256: string | null;
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
      for (const { itemId, accountId, documentId, form, sha256, options, enteredAt } of records) {
        this.#statements.enter.run(itemId, batchId, accountId, documentId, form, sha256, options.printer, options.copies, options.sides, options.pages, enteredAt);
      }
    });
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

function recordOf(row: Row): PrintRecord {
  return {
    itemId: row.item_id,
    accountId: row.account_id,
    documentId: row.document_id,
    form: row.form,
    sha256: row.sha256,
    options: { printer: row.printer, copies: row.copies, sides: row.sides, pages: row.pages },
    state: row.state,
    job: row.job,
    problem: row.problem === null ? null : { message: row.problem, params: JSON.parse(row.params ?? '{}') as Record<string, string> },
    enteredAt: row.entered_at,
  };
}

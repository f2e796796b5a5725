import type { DeskDatabase } from '../store/database.ts';
import { STEP_COLUMNS, type StepTable } from '../store/projections/document-steps.ts';

/** Reads the steps of documents of one sort. */
export class StepRecords<Event> {
  readonly #read;
  readonly #ofDocument;
  readonly #step;

  /** @param read what the rows of a document say, in the order of the log */
  constructor(database: DeskDatabase, table: StepTable, read: (rows: readonly unknown[]) => Event[]) {
    this.#read = read;
    this.#ofDocument = database.prepare<[string]>(`SELECT ${STEP_COLUMNS.join(', ')} FROM ${table} WHERE document_id = ? ORDER BY position, step_id`);
    this.#step = database.prepare<[string], { documentId: string }>(`SELECT document_id AS documentId FROM ${table} WHERE step_id = ?`);
  }

  /** In the order of the log. */
  events(documentId: string): Event[] {
    return this.#read(this.#ofDocument.all(documentId));
  }

  documentOfStep(stepId: string): string | null {
    return this.#step.get(stepId)?.documentId ?? null;
  }
}

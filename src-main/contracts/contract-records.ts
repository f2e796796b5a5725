import { contractEventOf, type ContractRow, contractRows } from '../store/projections/contract-events.ts';
import type { ContractEvent } from '#shared/domain/contracts.ts';
import type { DeskDatabase } from '../store/database.ts';

/** Reads what happened to contracts. */
export class ContractRecords {
  readonly #ofDocument;
  readonly #step;

  constructor(database: DeskDatabase) {
    this.#ofDocument = database.prepare<[string]>('SELECT step_id, what, facts, happened_at, happened_by FROM contract_event WHERE document_id = ? ORDER BY position, step_id');
    this.#step = database.prepare<[string], { documentId: string }>('SELECT document_id AS documentId FROM contract_event WHERE step_id = ?');
  }

  /** In the order of the log. */
  rows(documentId: string): ContractRow[] {
    return contractRows(this.#ofDocument.all(documentId));
  }

  events(documentId: string): ContractEvent[] {
    return this.rows(documentId).map(contractEventOf);
  }

  documentOfStep(stepId: string): string | null {
    return this.#step.get(stepId)?.documentId ?? null;
  }
}

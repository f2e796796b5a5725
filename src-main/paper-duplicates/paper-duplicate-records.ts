import type { MethodOutput } from '#shared/contract/index.ts';
import type { DeskDatabase } from '../store/database.ts';

export type KeptDuplicate = MethodOutput<'paperDuplicates.record'>;

/** Reads from the projections where paper duplicates lie. */
export class PaperDuplicateRecords {
  readonly #of;

  constructor(database: DeskDatabase) {
    this.#of = database.prepare<[string], KeptDuplicate>('SELECT place, made_on AS madeOn, sheets, recorded_at AS at, recorded_by AS "by" FROM paper_duplicate WHERE document_id = ?');
  }

  /** Null: none is recorded. */
  of(documentId: string): KeptDuplicate | null {
    return this.#of.get(documentId) ?? null;
  }
}

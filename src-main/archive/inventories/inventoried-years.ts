import { INVENTORIES_BEFORE_DESTRUCTION, type MissingInventory, missingInventories } from '#shared/domain/missing-inventories.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../../store/database.ts';

const volumeRow = z.object({ caseId: z.string(), type: z.enum(INVENTORIES_BEFORE_DESTRUCTION), year: z.number().int(), inventoried: z.number().int() });

/** What an act of destruction asks of the inventories (C.7.5f). */
export class InventoriedYears {
  readonly #volumes;
  readonly #open;

  constructor(database: DeskDatabase) {
    // What was destroyed has left the archive; an inventory cannot name it any more.
    this.#volumes = database.prepare<[string]>(
      `SELECT volume_note.case_id AS caseId, case_term.period_class AS type, CAST(substr(case_closing.finished_on, 1, 4) AS INTEGER) AS year,
        EXISTS (SELECT 1 FROM inventory_entry JOIN inventory USING (inventory_id) WHERE inventory_entry.case_id = volume_note.case_id AND inventory_entry.volume = volume_note.volume AND inventory.state <> 'draft') AS inventoried
      FROM case_term JOIN case_closing USING (case_id) JOIN volume_note USING (case_id)
      WHERE case_term.period_class IN (${INVENTORIES_BEFORE_DESTRUCTION.map((type) => `'${type}'`).join(', ')}) AND substr(case_closing.finished_on, 1, 4) IN (SELECT value FROM json_each(?))
        AND NOT EXISTS (SELECT 1 FROM destroyed_case WHERE destroyed_case.case_id = case_term.case_id)`,
    );
    // A year whose permanent case is still open has no whole inventory; one that goes on under a later case is of that year.
    this.#open = database.prepare<[string]>(
      `SELECT case_id AS caseId, retention ->> 'period' AS type, year, 0 AS inventoried FROM nomenclature JOIN case_file USING (nomenclature_id)
      WHERE year IN (SELECT CAST(value AS INTEGER) FROM json_each(?)) AND retention ->> 'period' IN (${INVENTORIES_BEFORE_DESTRUCTION.map((type) => `'${type}'`).join(', ')})
        AND NOT EXISTS (SELECT 1 FROM case_closing WHERE case_closing.case_id = case_file.case_id) AND case_id NOT IN (SELECT former_case_id FROM case_file WHERE former_case_id IS NOT NULL)
        AND EXISTS (SELECT 1 FROM filed_document WHERE filed_document.case_id = case_file.case_id)`,
    );
  }

  /** The years among those given whose cases of permanent keeping and of personnel are open, or stand in no agreed inventory yet. */
  missingInventories(years: readonly number[]): MissingInventory[] {
    const asked = JSON.stringify(years.map(String));
    const volumes = [...this.#volumes.all(asked), ...this.#open.all(asked)].map((row) => {
      const { inventoried, ...volume } = volumeRow.parse(row);
      return { ...volume, inventoried: inventoried === 1 };
    });
    return missingInventories(volumes, years);
  }
}

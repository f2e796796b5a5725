import type { InventoryType } from '#shared/domain/archive-inventories.ts';
import type { DeskDatabase } from '../../store/database.ts';

export interface MissingInventory {
  readonly type: InventoryType;
  readonly year: number;
}

const NEEDED = ['permanent', 'personnel'] as const;

/**
 * Inventories that have to be agreed before anything of their years is destroyed (C.7.5f): those of permanent and of
 * personnel cases, where a year has such cases.
 */
export function missingInventories(database: DeskDatabase, years: readonly number[]): MissingInventory[] {
  const rows = database
    .prepare<[string], { year: number; permanent: number; personnel: number }>(
      `SELECT nomenclature.year AS year, max(case_file.retention ->> 'period' = 'permanent') AS permanent, max(case_file.retention ->> 'period' = 'personnel') AS personnel
       FROM nomenclature JOIN case_file USING (nomenclature_id)
       WHERE nomenclature.year IN (SELECT value FROM json_each(?)) AND case_file.retention IS NOT NULL
         AND (EXISTS (SELECT 1 FROM case_closing WHERE case_closing.case_id = case_file.case_id) OR EXISTS (SELECT 1 FROM filed_document WHERE filed_document.case_id = case_file.case_id))
       GROUP BY nomenclature.year ORDER BY nomenclature.year`,
    )
    .all(JSON.stringify(years));
  const agreed = database.prepare<[number, string]>("SELECT 1 FROM inventory WHERE year = ? AND type = ? AND state IN ('agreed', 'approved') LIMIT 1");
  return rows.flatMap((row) => NEEDED.filter((type) => row[type] === 1 && agreed.get(row.year, type) === undefined).map((type) => ({ type, year: row.year })));
}

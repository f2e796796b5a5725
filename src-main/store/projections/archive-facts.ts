import type { RowWriter } from './project.ts';

/** What several rules of the archive ask of the tables. */

export function isClosed(rows: RowWriter, caseId: string): boolean {
  return rows.count('case_closing', { case_id: caseId }) > 0;
}

export function isDestroyed(rows: RowWriter, caseId: string): boolean {
  return rows.count('destroyed_case', { case_id: caseId }) > 0;
}

/** Closed and not destroyed: what a protocol or an inventory may name. */
export function isKept(rows: RowWriter, caseId: string): boolean {
  return isClosed(rows, caseId) && !isDestroyed(rows, caseId);
}

/** Inventories that name the case, or one volume of it. */
export function inventoriesOf(rows: RowWriter, caseId: string, volume: number | null = null): { readonly inventoryId: string; readonly state: string | null }[] {
  return rows.list('inventory_entry', ['inventory_id'], { case_id: caseId, ...(volume === null ? {} : { volume }) }).map((row) => {
    const inventoryId = String(row['inventory_id']);
    return { inventoryId, state: rows.text('inventory', 'state', { inventory_id: inventoryId }) };
  });
}

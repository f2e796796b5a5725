import type { RowWriter } from './project.ts';

/** What several rules of the archive ask of the tables. */

export function isClosed(rows: RowWriter, caseId: string): boolean {
  return rows.count('case_closing', { case_id: caseId }) > 0;
}

export function isDestroyed(rows: RowWriter, caseId: string): boolean {
  return rows.count('destroyed_case', { case_id: caseId }) > 0;
}

/** Whether the document lies in a closed case, or its card points into one. */
export function liesInClosedCase(rows: RowWriter, documentId: string): boolean {
  const cases = [rows.text('filed_document', 'case_id', { document_id: documentId }), rows.text('card', 'case_id', { document_id: documentId })];
  return cases.some((caseId) => caseId !== null && isClosed(rows, caseId));
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

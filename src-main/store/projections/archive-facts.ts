import type { PlacedOperation } from '../operation-log.ts';
import type { RowWriter } from './project.ts';

/** What several rules of the archive ask of the tables. */

export function isClosed(rows: RowWriter, caseId: string): boolean {
  return rows.count('case_closing', { case_id: caseId }) > 0;
}

export function isDestroyed(rows: RowWriter, caseId: string): boolean {
  return rows.count('destroyed_case', { case_id: caseId }) > 0;
}

/**
 * Whether the document lies in a case, or its card points into one, that was closed unseen by the desk that made the operation.
 * A desk that had seen it was let by its own program: logs hold what former ones did in closed cases, and it stands.
 */
export function liesInCaseClosedUnseen(rows: RowWriter, documentId: string, operation: Pick<PlacedOperation, 'desk' | 'seen'>): boolean {
  const cases = [rows.text('filed_document', 'case_id', { document_id: documentId }), rows.text('card', 'case_id', { document_id: documentId })];
  return cases.some((caseId) => caseId !== null && isClosed(rows, caseId) && !hadSeenClosing(rows, caseId, operation));
}

/** A desk without a server knows all that stands before its operation. */
function hadSeenClosing(rows: RowWriter, caseId: string, { desk, seen }: Pick<PlacedOperation, 'desk' | 'seen'>): boolean {
  if (seen === undefined || desk === rows.text('case_closing', 'closing_desk', { case_id: caseId })) return true;
  return seen >= (rows.number('case_closing', 'closing_place', { case_id: caseId }) ?? Number.POSITIVE_INFINITY);
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

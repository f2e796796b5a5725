import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import { inventoriesOf, isKept } from './archive-facts.ts';
import type { RowWriter } from './project.ts';

/*
 * What the tables of every desk refuse of protocols of the expert commission and of inventories: a volume stands in one
 * inventory, and what the commission agreed to changes no more (C.7.3, C.7.4).
 */

type InventoryProblem = 'inventoryStands' | 'caseNotClosed';

export function appraisedProblem({ decisions }: OperationPayload<'appraisal.recorded'>, rows: RowWriter): InventoryProblem | null {
  return decisions.every(({ caseId }) => isKept(rows, caseId)) ? null : 'caseNotClosed';
}

export function inventoryDrawnUpProblem({ inventoryId }: OperationPayload<'inventory.drawnUp'>, rows: RowWriter): InventoryProblem | null {
  const state = stateOf(rows, inventoryId);
  return state === null || state === 'draft' ? null : 'inventoryStands';
}

export function entriesListedProblem({ inventoryId, entries }: OperationPayload<'inventory.entriesListed'>, rows: RowWriter): InventoryProblem | null {
  if (stateOf(rows, inventoryId) !== 'draft') return 'inventoryStands';
  if (!entries.every(({ caseId, volume }) => isKept(rows, caseId) && rows.count('volume_note', { case_id: caseId, volume }) > 0)) return 'caseNotClosed';
  return entries.some(({ caseId, volume }) => inventoriesOf(rows, caseId, volume).some((one) => one.inventoryId !== inventoryId)) ? 'inventoryStands' : null;
}

export function inventoryAgreedProblem({ inventoryId, by }: OperationPayload<'inventory.agreed'>, rows: RowWriter): InventoryProblem | null {
  if (stateOf(rows, inventoryId) !== (by === 'commission' ? 'draft' : 'agreed')) return 'inventoryStands';
  const entries = rows.list('inventory_entry', ['case_id', 'volume'], { inventory_id: inventoryId });
  return entries.length > 0 && entries.every((row) => rows.count('volume_note', { case_id: row['case_id'], volume: row['volume'] }) > 0) ? null : 'caseNotClosed';
}

/** What follows the agreement of the commission: it is approved, or returned. */
export function afterAgreementProblem({ inventoryId }: { readonly inventoryId: string }, rows: RowWriter): InventoryProblem | null {
  return stateOf(rows, inventoryId) === 'agreed' ? null : 'inventoryStands';
}

function stateOf(rows: RowWriter, inventoryId: string): string | null {
  return rows.text('inventory', 'state', { inventory_id: inventoryId });
}

import { entryNumbersProblem, INVENTORY_STATES, type InventoryNumbers, type InventoryStanding, type InventoryStep, inventoryStepProblem, INVENTORY_TYPES } from '#shared/domain/archive-inventories.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import { z } from 'zod';
import { inventoriesOf, isKept } from './archive-facts.ts';
import type { RowWriter } from './project.ts';

/*
 * What the tables of every desk refuse of protocols of the expert commission and of inventories: a volume stands in one
 * inventory, a number is borne by one, and what the commission agreed to changes no more (C.7.3, C.7.4). Of two desks that
 * gave one number, the later in the order draws its inventory up anew: what the office lists on paper has no gaps.
 */

type InventoryProblem = 'inventoryStands' | 'inventoryNumberTaken' | 'caseNotClosed';

export function appraisedProblem({ protocolId, decisions, part }: OperationPayload<'appraisal.recorded'>, rows: RowWriter): InventoryProblem | null {
  // A further part is of the protocol that stands.
  if (part !== undefined && rows.count('appraisal', { protocol_id: protocolId }) === 0) return 'caseNotClosed';
  return decisions.every(({ caseId }) => isKept(rows, caseId)) ? null : 'caseNotClosed';
}

export function inventoryDrawnUpProblem({ inventoryId, type, number, year }: OperationPayload<'inventory.drawnUp'>, rows: RowWriter): InventoryProblem | null {
  const [found] = rows.list('inventory', ['state', 'type', 'year'], { inventory_id: inventoryId });
  if (found !== undefined && (found['state'] !== 'draft' || found['type'] !== type || found['year'] !== year)) return 'inventoryStands';
  return rows.list('inventory', ['inventory_id'], { type, number }).some((row) => row['inventory_id'] !== inventoryId) ? 'inventoryNumberTaken' : null;
}

export function entriesListedProblem({ inventoryId, from, entries }: OperationPayload<'inventory.entriesListed'>, rows: RowWriter): InventoryProblem | null {
  if (standingOf(rows, inventoryId)?.state !== 'draft') return 'inventoryStands';
  if (!entries.every(({ caseId, volume }) => isKept(rows, caseId) && rows.count('volume_note', { case_id: caseId, volume }) > 0)) return 'caseNotClosed';
  if (entries.some(({ caseId, volume }) => inventoriesOf(rows, caseId, volume).some((one) => one.inventoryId !== inventoryId))) return 'inventoryStands';
  return goOn(rows, inventoryId, from, entries) ? null : 'inventoryNumberTaken';
}

/** Whether the numbers of the entries go on one by one: within the inventory, and from the former one of its type. */
function goOn(rows: RowWriter, inventoryId: string, from: number, entries: OperationPayload<'inventory.entriesListed'>['entries']): boolean {
  const first = entries[0]?.number;
  if (first === undefined) return true;
  if (entries.some(({ number }, at) => number !== first + at)) return false;
  const numberAt = (position: number): number | null => rows.number('inventory_entry', 'number', { inventory_id: inventoryId, position });
  if (from > 0 && numberAt(from - 1) !== first - 1) return false;
  return entryNumbersProblem(numbersOfType(rows, inventoryId), inventoryId, first - from, from + entries.length) === null;
}

function numbersOfType(rows: RowWriter, inventoryId: string): InventoryNumbers[] {
  return rows
    .list('inventory', ['inventory_id', 'drawn_up_at'], { type: rows.text('inventory', 'type', { inventory_id: inventoryId }) })
    .map((row) => ({ inventoryId: String(row['inventory_id']), at: String(row['drawn_up_at']) }))
    .toSorted((a, b) => (a.at === b.at ? compared(a.inventoryId, b.inventoryId) : compared(a.at, b.at)))
    .map((one) => {
      const numbers = rows.list('inventory_entry', ['number'], { inventory_id: one.inventoryId }).map((row) => Number(row['number']));
      return { inventoryId: one.inventoryId, first: numbers.length === 0 ? null : Math.min(...numbers), last: numbers.length === 0 ? null : Math.max(...numbers) };
    });
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

export function inventoryAgreedProblem({ inventoryId, by }: OperationPayload<'inventory.agreed'>, rows: RowWriter): InventoryProblem | null {
  // That the archive is asked at all may stand in the rule pack alone: the room asks that.
  if (!mayTake(rows, inventoryId, { to: 'agreed', by }, true)) return 'inventoryStands';
  const entries = rows.list('inventory_entry', ['case_id', 'volume'], { inventory_id: inventoryId });
  return entries.every((row) => rows.count('volume_note', { case_id: row['case_id'], volume: row['volume'] }) > 0) ? null : 'caseNotClosed';
}

export function inventoryApprovedProblem({ inventoryId }: OperationPayload<'inventory.approved'>, rows: RowWriter): InventoryProblem | null {
  return mayTake(rows, inventoryId, { to: 'approved' }, rows.number('archive_settings', 'archival_fund', { one: 1 }) === 1) ? null : 'inventoryStands';
}

export function inventoryReturnedProblem({ inventoryId }: OperationPayload<'inventory.returned'>, rows: RowWriter): InventoryProblem | null {
  return mayTake(rows, inventoryId, { to: 'draft' }, false) ? null : 'inventoryStands';
}

export function inventoryDiscardedProblem({ inventoryId }: OperationPayload<'inventory.discarded'>, rows: RowWriter): InventoryProblem | null {
  return mayTake(rows, inventoryId, { to: 'discarded' }, false) ? null : 'inventoryStands';
}

function mayTake(rows: RowWriter, inventoryId: string, step: InventoryStep, archivalFund: boolean): boolean {
  const standing = standingOf(rows, inventoryId);
  return standing !== null && inventoryStepProblem(standing, step, archivalFund) === null;
}

const inventoryRow = z.object({ type: z.enum(INVENTORY_TYPES), state: z.enum(INVENTORY_STATES), archive_number: z.string().nullable() });

function standingOf(rows: RowWriter, inventoryId: string): InventoryStanding | null {
  const [found] = rows.list('inventory', ['type', 'state', 'archive_number'], { inventory_id: inventoryId });
  if (found === undefined) return null;
  const { type, state, archive_number: archiveNumber } = inventoryRow.parse(found);
  return { type, state, archiveAgreed: archiveNumber !== null, entries: rows.count('inventory_entry', { inventory_id: inventoryId }) };
}

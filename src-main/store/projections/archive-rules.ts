import { retention as retentionSchema } from '#shared/contract/nomenclature.ts';
import { decisionProblem } from '#shared/domain/retention-decisions.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { PlacedOperation } from '../operation-log.ts';
import { agreedProblem, approvedProblem, begunProblem, casesAddedProblem, confirmedProblem, destroyedProblem, drawnUpProblem, leftOutProblem, returnedProblem } from './destruction-rules.ts';
import type { RowWriter } from './project.ts';

export type ArchiveProblem = 'caseClosed' | 'onHold' | 'notDestroyable' | 'actOutOfOrder' | 'caseNotClosed' | 'inventoryStands' | 'termFixed';

/** An operation that the rules of the archive forbid where it stands, which its desk could not see. */
export class AgainstArchiveRules extends Error {
  readonly reason: ArchiveProblem;

  constructor(kind: string, opId: string, reason: ArchiveProblem) {
    super(`operation ${opId} of kind ${kind} is against the rules of the archive: ${reason}`);
    this.name = 'AgainstArchiveRules';
    this.reason = reason;
  }
}

type Rules = { readonly [Kind in OperationKind]?: (payload: OperationPayload<Kind>, rows: RowWriter, operation: PlacedOperation) => ArchiveProblem | null };

const RULES: Rules = {
  // What is closed stays as its certifying note says, in both directions (C.7.1).
  'document.filed': ({ documentId, caseId }, rows) => {
    const from = rows.text('filed_document', 'case_id', { document_id: documentId });
    return isClosed(rows, caseId) || (from !== null && isClosed(rows, from)) ? 'caseClosed' : null;
  },
  'case.removed': ({ caseId }, rows) => (isClosed(rows, caseId) ? 'caseClosed' : null),
  'case.eventRecorded': ({ caseId }, rows) => (rows.count('destroyed_case', { case_id: caseId }) > 0 ? 'termFixed' : null),
  'case.retentionDecided': ({ caseId, ground, retention }, rows) => {
    const before = rows.text('case_file', 'retention', { case_id: caseId });
    const problem = decisionProblem({
      ground,
      before: before === null ? null : retentionSchema.parse(JSON.parse(before)),
      after: retention,
      closed: isClosed(rows, caseId),
      destroyed: rows.count('destroyed_case', { case_id: caseId }) > 0,
      inventoried: rows.list('inventory_entry', ['inventory_id'], { case_id: caseId }).some((row) => rows.count('inventory', { inventory_id: row['inventory_id'], state: 'approved' }) > 0),
    });
    return problem === null ? null : 'termFixed';
  },
  // A correction names all that it gives, unchanged values as well; only another case moves the document.
  'card.corrected': ({ documentId, changes: { caseId } }, rows) => {
    const from = rows.text('card', 'case_id', { document_id: documentId });
    if (caseId === undefined || caseId === from) return null;
    return [from, caseId].some((one) => one !== null && isClosed(rows, one)) ? 'caseClosed' : null;
  },
  'case.volumeOpened': ({ caseId }, rows) => (isClosed(rows, caseId) ? 'caseClosed' : null),
  // Who is responsible for it may change for as long as it is kept (NOM-04).
  'case.changed': ({ caseId, changes }, rows) => {
    const { owner: _owner, ...others } = changes;
    if (!isClosed(rows, caseId) || Object.values(others).every((value) => value === undefined)) return null;
    return others.retention === undefined ? 'caseClosed' : 'termFixed';
  },
  'case.closed': ({ caseId, formerCaseIds }, rows) => ([caseId, ...formerCaseIds].some((one) => isClosed(rows, one)) ? 'caseClosed' : null),
  'case.reopened': ({ caseId }, rows) => {
    // Of a chain whose one case a hold kept, the others are gone: it stays closed as a whole.
    const members = [caseId, ...rows.list('case_closing', ['case_id'], { closed_with: caseId }).map((row) => String(row['case_id']))];
    if (members.some((one) => rows.count('destroyed_case', { case_id: one }) > 0)) return 'caseClosed';
    return members.some((one) => inventoriesOf(rows, one).some(({ state }) => state !== 'draft')) ? 'inventoryStands' : null;
  },
  'appraisal.recorded': ({ decisions }, rows) => (decisions.every(({ caseId }) => isKept(rows, caseId)) ? null : 'caseNotClosed'),
  'inventory.drawnUp': ({ inventoryId }, rows) => (rows.count('inventory', { inventory_id: inventoryId }) === 0 || isDraft(rows, inventoryId) ? null : 'inventoryStands'),
  // A volume stands in one inventory, and what the commission agreed to changes no more (C.7.4).
  'inventory.entriesListed': ({ inventoryId, entries }, rows) => {
    if (!isDraft(rows, inventoryId)) return 'inventoryStands';
    if (!entries.every(({ caseId, volume }) => isKept(rows, caseId) && rows.count('volume_note', { case_id: caseId, volume }) > 0)) return 'caseNotClosed';
    return entries.some(({ caseId, volume }) => inventoriesOf(rows, caseId, volume).some((one) => one.inventoryId !== inventoryId)) ? 'inventoryStands' : null;
  },
  'inventory.agreed': ({ inventoryId, by }, rows) => {
    const state = rows.text('inventory', 'state', { inventory_id: inventoryId });
    if (state !== (by === 'commission' ? 'draft' : 'agreed')) return 'inventoryStands';
    const entries = rows.list('inventory_entry', ['case_id', 'volume'], { inventory_id: inventoryId });
    return entries.length > 0 && entries.every((row) => rows.count('volume_note', { case_id: row['case_id'], volume: row['volume'] }) > 0) ? null : 'caseNotClosed';
  },
  'inventory.approved': ({ inventoryId }, rows) => (rows.text('inventory', 'state', { inventory_id: inventoryId }) === 'agreed' ? null : 'inventoryStands'),
  'inventory.returned': ({ inventoryId }, rows) => (rows.text('inventory', 'state', { inventory_id: inventoryId }) === 'agreed' ? null : 'inventoryStands'),
  'destruction.drawnUp': drawnUpProblem,
  'destruction.casesAdded': casesAddedProblem,
  'destruction.caseLeftOut': leftOutProblem,
  'destruction.agreed': agreedProblem,
  'destruction.approved': approvedProblem,
  'destruction.returned': returnedProblem,
  'destruction.begun': begunProblem,
  'destruction.confirmed': confirmedProblem,
  'case.destroyed': destroyedProblem,
};

/** Why the rules of the archive give an operation no effect, by what the tables know where it stands (C.7); null: they do not. */
export function archiveProblem<Kind extends OperationKind>(rows: RowWriter, kind: Kind, payload: OperationPayload<Kind>, operation: PlacedOperation): ArchiveProblem | null {
  return RULES[kind]?.(payload, rows, operation) ?? null;
}

function isClosed(rows: RowWriter, caseId: string): boolean {
  return rows.count('case_closing', { case_id: caseId }) > 0;
}

/** Closed and not destroyed: what a protocol or an inventory may name. */
function isKept(rows: RowWriter, caseId: string): boolean {
  return isClosed(rows, caseId) && rows.count('destroyed_case', { case_id: caseId }) === 0;
}

function isDraft(rows: RowWriter, inventoryId: string): boolean {
  return rows.text('inventory', 'state', { inventory_id: inventoryId }) === 'draft';
}

/** Inventories that name the case, or one volume of it. */
function inventoriesOf(rows: RowWriter, caseId: string, volume: number | null = null): { readonly inventoryId: string; readonly state: string | null }[] {
  return rows.list('inventory_entry', ['inventory_id'], { case_id: caseId, ...(volume === null ? {} : { volume }) }).map((row) => {
    const inventoryId = String(row['inventory_id']);
    return { inventoryId, state: rows.text('inventory', 'state', { inventory_id: inventoryId }) };
  });
}

import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { PlacedOperation } from '../operation-log.ts';
import { changedProblem, closedProblem, contentProblem, correctedProblem, duplicateProblem, filedProblem, reopenedProblem, touchedProblem } from './case-closing-rules.ts';
import { agreedProblem, approvedProblem, begunProblem, casesAddedProblem, completedProblem, confirmedProblem, destroyedProblem, discardedProblem, drawnUpProblem, leftOutProblem, resumedProblem, returnedProblem } from './destruction-rules.ts';
import { appraisedProblem, entriesListedProblem, inventoryAgreedProblem, inventoryApprovedProblem, inventoryDiscardedProblem, inventoryDrawnUpProblem, inventoryReturnedProblem } from './inventory-rules.ts';
import type { RowWriter } from './project.ts';
import { decidedProblem, eventProblem } from './retention-rules.ts';

export type ArchiveProblem = 'caseClosed' | 'onHold' | 'notDestroyable' | 'actOutOfOrder' | 'caseNotClosed' | 'inventoryStands' | 'inventoryNumberTaken' | 'termFixed';

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
  'document.filed': filedProblem,
  'card.corrected': correctedProblem,
  'card.voided': contentProblem,
  'scan.attached': contentProblem,
  'duplicate.recorded': duplicateProblem,
  'case.defined': touchedProblem,
  'case.removed': touchedProblem,
  'case.volumeOpened': touchedProblem,
  'case.changed': changedProblem,
  'case.closed': closedProblem,
  'case.reopened': reopenedProblem,
  'case.eventRecorded': eventProblem,
  'case.retentionDecided': decidedProblem,
  'appraisal.recorded': appraisedProblem,
  'inventory.drawnUp': inventoryDrawnUpProblem,
  'inventory.entriesListed': entriesListedProblem,
  'inventory.agreed': inventoryAgreedProblem,
  'inventory.approved': inventoryApprovedProblem,
  'inventory.returned': inventoryReturnedProblem,
  'inventory.discarded': inventoryDiscardedProblem,
  'destruction.drawnUp': drawnUpProblem,
  'destruction.casesAdded': casesAddedProblem,
  'destruction.caseLeftOut': leftOutProblem,
  'destruction.agreed': agreedProblem,
  'destruction.approved': approvedProblem,
  'destruction.returned': returnedProblem,
  'destruction.discarded': discardedProblem,
  'destruction.begun': begunProblem,
  'destruction.confirmed': confirmedProblem,
  'destruction.resumed': resumedProblem,
  'destruction.completed': completedProblem,
  'case.destroyed': destroyedProblem,
};

/** Why the rules of the archive give an operation no effect, by what the tables know where it stands (C.7); null: they do not. */
export function archiveProblem<Kind extends OperationKind>(rows: RowWriter, kind: Kind, payload: OperationPayload<Kind>, operation: PlacedOperation): ArchiveProblem | null {
  return RULES[kind]?.(payload, rows, operation) ?? null;
}

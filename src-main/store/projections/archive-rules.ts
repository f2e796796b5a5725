import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { PlacedOperation } from '../operation-log.ts';
import { agreedProblem, approvedProblem, begunProblem, casesAddedProblem, confirmedProblem, destroyedProblem, drawnUpProblem, leftOutProblem, returnedProblem } from './destruction-rules.ts';
import type { RowWriter } from './project.ts';

export type ArchiveProblem = 'caseClosed' | 'onHold' | 'notDestroyable' | 'actOutOfOrder';

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
  'case.closed': ({ caseId, formerCaseIds }, rows) => ([caseId, ...formerCaseIds].some((one) => isClosed(rows, one)) ? 'caseClosed' : null),
  // Of a chain whose one case a hold kept, the others are gone: it stays closed as a whole.
  'case.reopened': ({ caseId }, rows) => ([{ case_id: caseId }, ...rows.list('case_closing', ['case_id'], { closed_with: caseId })].some(({ case_id: one }) => rows.count('destroyed_case', { case_id: one }) > 0) ? 'caseClosed' : null),
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

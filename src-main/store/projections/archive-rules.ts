import { retention as retentionSchema } from '#shared/contract/nomenclature.ts';
import { decisionProblem } from '#shared/domain/retention-decisions.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { RowWriter } from './project.ts';

export type ArchiveProblem = 'caseClosed' | 'onHold' | 'notDestroyable' | 'termFixed';

/** An operation that the rules of the archive forbid where it stands, which its desk could not see. */
export class AgainstArchiveRules extends Error {
  readonly reason: ArchiveProblem;

  constructor(kind: string, opId: string, reason: ArchiveProblem) {
    super(`operation ${opId} of kind ${kind} is against the rules of the archive: ${reason}`);
    this.name = 'AgainstArchiveRules';
    this.reason = reason;
  }
}

type Rules = { readonly [Kind in OperationKind]?: (payload: OperationPayload<Kind>, rows: RowWriter) => ArchiveProblem | null };

const RULES: Rules = {
  // What is closed stays as its certifying note says, in both directions (C.7.1).
  'document.filed': ({ documentId, caseId }, rows) => {
    const from = rows.text('filed_document', 'case_id', { document_id: documentId });
    return isClosed(rows, caseId) || (from !== null && isClosed(rows, from)) ? 'caseClosed' : null;
  },
  'case.closed': ({ caseId, formerCaseIds }, rows) => ([caseId, ...formerCaseIds].some((one) => isClosed(rows, one)) ? 'caseClosed' : null),
  'case.changed': ({ caseId, changes }, rows) => (changes.retention !== undefined && isClosed(rows, caseId) ? 'termFixed' : null),
  'case.removed': ({ caseId }, rows) => (isClosed(rows, caseId) ? 'caseClosed' : null),
  'case.reopened': ({ caseId }, rows) => (rows.count('destroyed_case', { case_id: caseId }) > 0 ? 'caseClosed' : null),
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
  // KSTU and C.7.6 ask for two persons: one account confirming its own request is one person.
  'destruction.confirmed': ({ actId, by }, rows) => (rows.text('destruction_act', 'begun_account', { act_id: actId }) === by.accountId ? 'notDestroyable' : null),
  'case.destroyed': ({ caseId, actId }, rows) => {
    if (isHeld(rows, caseId)) return 'onHold';
    const year = rows.number('destruction_act', 'year', { act_id: actId, state: 'executed' });
    const from = rows.number('case_term', 'destroyable_from', { case_id: caseId });
    return year === null || from === null || from > year || rows.count('destruction_case', { act_id: actId, case_id: caseId }) === 0 ? 'notDestroyable' : null;
  },
};

/** Why the rules of the archive give an operation no effect, by what the tables know where it stands (C.7); null: they do not. */
export function archiveProblem<Kind extends OperationKind>(rows: RowWriter, kind: Kind, payload: OperationPayload<Kind>): ArchiveProblem | null {
  return RULES[kind]?.(payload, rows) ?? null;
}

function isClosed(rows: RowWriter, caseId: string): boolean {
  return rows.count('case_closing', { case_id: caseId }) > 0;
}

/** Under a hold itself, or by one of its documents. */
export function isHeld(rows: RowWriter, caseId: string): boolean {
  if (rows.count('held_case', { case_id: caseId }) > 0) return true;
  // A document that its card points into the case is safe there before it is filed.
  return [...rows.list('filed_document', ['document_id'], { case_id: caseId }), ...rows.list('card', ['document_id'], { case_id: caseId })].some((row) => rows.count('held_document', { document_id: row['document_id'] }) > 0);
}

import { NOTED_REQUISITES } from '#shared/domain/case-closing.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import { inventoriesOf, isClosed, isDestroyed, liesInCaseClosedUnseen } from './archive-facts.ts';
import type { PlacedOperation } from '../operation-log.ts';
import type { RowWriter } from './project.ts';

/*
 * What the tables of every desk refuse of closed cases: what is closed stays as its certifying note says, in both
 * directions (C.7.1).
 */

type ClosingProblem = 'caseClosed' | 'termFixed' | 'inventoryStands';

export function filedProblem({ documentId, caseId }: OperationPayload<'document.filed'>, rows: RowWriter): ClosingProblem | null {
  const from = rows.text('filed_document', 'case_id', { document_id: documentId });
  return isClosed(rows, caseId) || (from !== null && isClosed(rows, from)) ? 'caseClosed' : null;
}

// A correction names all that it gives, unchanged values as well; only another case moves the document.
export function correctedProblem({ documentId, changes }: OperationPayload<'card.corrected'>, rows: RowWriter, operation: PlacedOperation): ClosingProblem | null {
  const { caseId } = changes;
  const [card] = rows.list('card', ['case_id', 'medium', 'sheets', 'attachment_sheets'], { document_id: documentId });
  if (card === undefined) return null;
  const from = card['case_id'];
  if (caseId !== undefined && caseId !== from && [from, caseId].some((one) => typeof one === 'string' && isClosed(rows, one))) return 'caseClosed';
  const stood = { medium: card['medium'], sheets: card['sheets'], attachmentSheets: card['attachment_sheets'] };
  return NOTED_REQUISITES.some((name) => changes[name] !== undefined && changes[name] !== stood[name]) && liesInCaseClosedUnseen(rows, documentId, operation) ? 'caseClosed' : null;
}

/** What would take a document of the case away, or other files into it: its number is voided, another scan takes the place of its files. */
export function contentProblem({ documentId }: { readonly documentId: string }, rows: RowWriter, operation: PlacedOperation): ClosingProblem | null {
  return liesInCaseClosedUnseen(rows, documentId, operation) ? 'caseClosed' : null;
}

// Where the duplicate lies may change for as long as it is kept; its sheets are counted.
export function duplicateProblem({ documentId, duplicate }: OperationPayload<'duplicate.recorded'>, rows: RowWriter, operation: PlacedOperation): ClosingProblem | null {
  return duplicate.sheets !== rows.number('paper_duplicate', 'sheets', { document_id: documentId }) && liesInCaseClosedUnseen(rows, documentId, operation) ? 'caseClosed' : null;
}

/** What would change the case itself: it is removed, defined anew, or given another volume. */
export function touchedProblem({ caseId }: { readonly caseId: string }, rows: RowWriter): ClosingProblem | null {
  return isClosed(rows, caseId) ? 'caseClosed' : null;
}

// Who is responsible for it may change for as long as it is kept (NOM-04).
export function changedProblem({ caseId, changes }: OperationPayload<'case.changed'>, rows: RowWriter): ClosingProblem | null {
  const { owner: _owner, ...others } = changes;
  if (!isClosed(rows, caseId) || Object.values(others).every((value) => value === undefined)) return null;
  return others.retention === undefined ? 'caseClosed' : 'termFixed';
}

export function closedProblem({ caseId, formerCaseIds }: OperationPayload<'case.closed'>, rows: RowWriter): ClosingProblem | null {
  return [caseId, ...formerCaseIds].some((one) => isClosed(rows, one)) ? 'caseClosed' : null;
}

export function reopenedProblem({ caseId }: OperationPayload<'case.reopened'>, rows: RowWriter): ClosingProblem | null {
  // Of a chain whose one case a hold kept, the others are gone: it stays closed as a whole.
  const members = [caseId, ...rows.list('case_closing', ['case_id'], { closed_with: caseId }).map((row) => String(row['case_id']))];
  if (members.some((one) => isDestroyed(rows, one))) return 'caseClosed';
  return members.some((one) => inventoriesOf(rows, one).some(({ state }) => state !== 'draft')) ? 'inventoryStands' : null;
}

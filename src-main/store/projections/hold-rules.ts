import type { RowWriter } from './project.ts';

/** Under a hold itself, or by one of its documents (C.7.7). */
export function isHeld(rows: RowWriter, caseId: string): boolean {
  if (rows.count('held_case', { case_id: caseId }) > 0) return true;
  // A document that its card points into the case is safe there before it is filed.
  return [...rows.list('filed_document', ['document_id'], { case_id: caseId }), ...rows.list('card', ['document_id'], { case_id: caseId })].some((row) => rows.count('held_document', { document_id: row['document_id'] }) > 0);
}

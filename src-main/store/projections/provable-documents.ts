import { isDestroyed } from './archive-facts.ts';
import type { RowWriter } from './project.ts';

/**
 * Keeps the list of signed documents whose proof is watched (ARC-07). After every recorded check nobody knows how long the
 * document can be proved: a signature may have come, or a list that says something else.
 */
export function noteVerdict(rows: RowWriter, documentId: string, verdict: string | null): void {
  if (verdict === null || verdict === 'unsigned' || !isKept(rows, documentId)) rows.remove('document_provable', { document_id: documentId });
  else if (rows.count('document_provable', { document_id: documentId }) === 0) rows.insert('document_provable', { document_id: documentId, standing: 'notAssessed', ...newestEvidence(rows, documentId) });
  else rows.update('document_provable', { document_id: documentId }, { standing: 'notAssessed', assessed_at: null, until: null, verification_id: null });
}

/** An answer that rests on an older check than the newest says nothing of what lies there now. */
export function noteAssessment(rows: RowWriter, documentId: string, assessment: { readonly passes: boolean; readonly until: string | null; readonly assessedAt: string; readonly verificationId: string | null }): void {
  const { passes, until, assessedAt, verificationId } = assessment;
  if (verificationId !== null && verificationId !== newestVerification(rows, documentId)) return;
  rows.update('document_provable', { document_id: documentId }, { standing: passes ? 'passing' : 'notPassing', assessed_at: assessedAt, until, verification_id: verificationId });
}

/** Two desks may have made evidence unseen: what was stamped last carries the rest. */
export function noteEvidence(rows: RowWriter, documentId: string): void {
  rows.update('document_provable', { document_id: documentId }, newestEvidence(rows, documentId));
}

function newestEvidence(rows: RowWriter, documentId: string): Readonly<Record<string, unknown>> {
  const [newest] = rows.list('preserved_evidence', ['stamped_at', 'authority_until', 'digest'], { document_id: documentId }).toSorted((one, other) => String(other['stamped_at']).localeCompare(String(one['stamped_at'])));
  return newest ?? { stamped_at: null, authority_until: null, digest: null };
}

function newestVerification(rows: RowWriter, documentId: string): string | null {
  const checks = rows.list('verification', ['verification_id', 'position'], { document_id: documentId });
  const [newest] = checks.toSorted((one, other) => Number(other['position']) - Number(one['position']));
  return newest === undefined ? null : String(newest['verification_id']);
}

function isKept(rows: RowWriter, documentId: string): boolean {
  const state = rows.text('card', 'state', { document_id: documentId });
  if (state === null || state === 'void') return false;
  const caseId = rows.text('filed_document', 'case_id', { document_id: documentId });
  return caseId === null || !isDestroyed(rows, caseId);
}

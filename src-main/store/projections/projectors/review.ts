import type { reviewOperations } from '#shared/sync/kinds/review.ts';
import type { ProjectorsOf } from '../project.ts';
import { isTwinOfDraft } from '../draft-twins.ts';
import { openWorkItem } from '../work-items.ts';

export const reviewProjectors: ProjectorsOf<typeof reviewOperations> = {
  'office.headSet': (rows, p) => {
    rows.remove('office_head', { only_row: 1 });
    rows.insert('office_head', { only_row: 1, person_id: p.personId });
  },
  // A changed row keeps its place in the table of duties; a new one is the last.
  'duty.defined': (rows, p, operation) => {
    // A case that is not there any more fits no document, as before: its id is no case's index.
    const caseIndex = p.caseOfVersion1 === undefined ? p.caseIndex : (rows.text('case_file', 'case_index', { case_id: p.caseOfVersion1 }) ?? p.caseOfVersion1);
    const row = { reviewer_person_id: p.reviewerPersonId, kind_id: p.kindId, journal_id: p.journalId, category: p.category, case_index: caseIndex, words: p.words };
    if (rows.count('duty', { duty_id: p.dutyId }) > 0) rows.update('duty', { duty_id: p.dutyId }, row);
    else rows.insert('duty', { duty_id: p.dutyId, position: operation.place, ...row });
  },
  'duty.removed': (rows, p) => rows.remove('duty', { duty_id: p.dutyId }),
  // Places below every number of the log, so that rows that come later stand behind.
  'duty.ordered': (rows, p) => {
    for (const [at, dutyId] of p.dutyIds.entries()) rows.update('duty', { duty_id: dutyId }, { position: at - p.dutyIds.length });
  },
  'document.passed': (rows, p, operation) => {
    rows.insert('document_pass', {
      step_id: p.stepId,
      document_id: p.documentId,
      reviewer_person_id: p.reviewerPersonId,
      reviewer_name: p.reviewerName,
      reviewer_account_id: p.reviewerAccountId,
      rule: p.rule,
      duty_id: p.dutyId,
      passed_at: operation.at,
      passed_by: operation.actor?.name ?? '',
    });
    // The other card of the same draft is under review.
    if (isTwinOfDraft(rows, p.documentId)) return;
    rows.update('card', { document_id: p.documentId }, { state: 'review' });
    openWorkItem(rows, { itemId: `review/${p.stepId}`, personId: p.reviewerPersonId, action: 'review', documentId: p.documentId, sourceId: p.stepId, title: '', since: operation.at, dueAt: p.reviewDueAt, urgent: false });
  },
};

import type { holdsOperations } from '#shared/sync/kinds/holds.ts';
import type { ProjectorsOf } from '../project.ts';

export const holdsProjectors: ProjectorsOf<typeof holdsOperations> = {
  'hold.placed': (rows, p, operation) => {
    rows.insert('hold', { position: operation.place, hold_id: p.holdId, ground: p.ground, reason: p.reason, reference: p.reference, placed_at: operation.at, placed_by: operation.actor?.name ?? '' });
    for (const caseId of new Set(p.caseIds)) {
      rows.insert('held_case', { case_id: caseId, hold_id: p.holdId });
      rows.insert('hold_subject', { hold_id: p.holdId, kind: 'case', subject_id: caseId });
    }
    for (const documentId of new Set(p.documentIds)) {
      rows.insert('held_document', { document_id: documentId, hold_id: p.holdId });
      rows.insert('hold_subject', { hold_id: p.holdId, kind: 'document', subject_id: documentId });
    }
  },
  'hold.casesAdded': (rows, p) => {
    const stands = rows.count('hold', { hold_id: p.holdId }) > 0 && rows.text('hold', 'lifted_at', { hold_id: p.holdId }) === null;
    for (const caseId of new Set(p.caseIds)) {
      rows.remove('hold_subject', { hold_id: p.holdId, kind: 'case', subject_id: caseId });
      rows.insert('hold_subject', { hold_id: p.holdId, kind: 'case', subject_id: caseId });
      rows.remove('held_case', { case_id: caseId, hold_id: p.holdId });
      if (stands) rows.insert('held_case', { case_id: caseId, hold_id: p.holdId });
    }
  },
  'hold.lifted': (rows, p, operation) => {
    rows.update('hold', { hold_id: p.holdId }, { lifted_at: operation.at, lifted_by: operation.actor?.name ?? '', lift_reason: p.reason });
    rows.remove('held_case', { hold_id: p.holdId });
    rows.remove('held_document', { hold_id: p.holdId });
  },
};

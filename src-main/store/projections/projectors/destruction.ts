import type { destructionOperations } from '#shared/sync/kinds/destruction.ts';
import type { ProjectorsOf } from '../project.ts';

export const destructionProjectors: ProjectorsOf<typeof destructionOperations> = {
  'destruction.drawnUp': (rows, p, operation) => rows.insert('destruction_act', { act_id: p.actId, number: p.number, year: p.year, drawn_up_on: p.drawnUpOn, drawn_up_by: operation.actor?.name ?? '', state: 'draft' }),
  'destruction.casesAdded': (rows, p) => {
    for (const caseId of new Set(p.caseIds)) {
      rows.remove('destruction_case', { act_id: p.actId, case_id: caseId });
      rows.insert('destruction_case', { act_id: p.actId, case_id: caseId });
    }
  },
  'destruction.caseLeftOut': (rows, p) => rows.remove('destruction_case', { act_id: p.actId, case_id: p.caseId }),
  'destruction.agreed': (rows, p) => rows.update('destruction_act', { act_id: p.actId }, { state: 'agreed', [`${p.by}_number`]: p.protocolNumber, [`${p.by}_date`]: p.protocolDate }),
  'destruction.approved': (rows, p) => rows.update('destruction_act', { act_id: p.actId }, { state: 'approved', approved_by: p.by, approved_on: p.on }),
  'destruction.returned': (rows, p) =>
    rows.update(
      'destruction_act',
      { act_id: p.actId },
      { state: 'draft', commission_number: null, commission_date: null, archive_number: null, archive_date: null, approved_by: null, approved_on: null, method: null, begun_at: null, begun_by: null, begun_account: null },
    ),
  'destruction.discarded': (rows, p) => {
    rows.remove('destruction_case', { act_id: p.actId });
    rows.remove('destruction_act', { act_id: p.actId });
  },
  'destruction.begun': (rows, p, operation) => rows.update('destruction_act', { act_id: p.actId }, { state: 'begun', method: p.method, begun_at: operation.at, begun_by: p.by.name, begun_account: p.by.accountId }),
  'destruction.confirmed': (rows, p, operation) => rows.update('destruction_act', { act_id: p.actId }, { state: p.inPortions === true ? 'executing' : 'executed', confirmed_at: operation.at, confirmed_by: p.by.name, confirmed_account: p.by.accountId }),
  'destruction.resumed': (rows, p, operation) => {
    rows.remove('destruction_resumption', { act_id: p.actId, account_id: p.by.accountId });
    rows.insert('destruction_resumption', { act_id: p.actId, account_id: p.by.accountId, name: p.by.name, resumed_at: operation.at });
  },
  'destruction.completed': (rows, p) => {
    rows.update('destruction_act', { act_id: p.actId }, { state: 'executed' });
    for (const { caseId, obstacle } of p.stayed) rows.update('destruction_case', { act_id: p.actId, case_id: caseId }, { stayed: obstacle });
  },
  'case.destroyed': (rows, p) => {
    rows.insert('destroyed_case', { case_id: p.caseId, act_id: p.actId, act_number: p.actNumber, destroyed_on: p.on, method: p.method, persons: p.persons });
    rows.removeListed('document_provable', 'document_id', 'filed_document', { case_id: p.caseId });
  },
  'destruction.placeReported': (rows, p, operation) => {
    // A desk speaks for itself, whatever it says.
    const placeKey = p.place.kind === 'desk' ? operation.desk : 'server';
    rows.remove('destruction_report', { act_id: p.actId, place_key: placeKey });
    rows.insert('destruction_report', { act_id: p.actId, place_key: placeKey, place: p.place, cases: p.cases, files_removed: p.filesRemoved, files_kept: p.filesKept, cases_held: p.casesHeld ?? 0, reported_at: operation.at });
  },
};

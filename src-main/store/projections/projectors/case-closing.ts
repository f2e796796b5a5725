import type { archiveSettingsOperations } from '#shared/sync/kinds/archive-settings.ts';
import type { caseClosingOperations } from '#shared/sync/kinds/case-closing.ts';
import { tellTerm } from '../case-terms.ts';
import type { ProjectorsOf } from '../project.ts';

export const caseClosingProjectors: ProjectorsOf<typeof caseClosingOperations> = {
  'case.closed': (rows, p, operation) => {
    for (const caseId of [p.caseId, ...p.formerCaseIds]) {
      rows.remove('case_closing', { case_id: caseId });
      rows.insert('case_closing', {
        case_id: caseId,
        closed_with: p.caseId,
        finished_on: p.finishedOn,
        closed_on: p.closedOn,
        closed_by: operation.actor?.name ?? '',
        term_rule: p.termStart.rule,
        pack_version: p.termStart.packVersion,
        certifier_name: p.certifiedBy.name,
        certifier_position: p.certifiedBy.position,
        closing_place: operation.place,
        closing_desk: operation.desk,
      });
      tellTerm(rows, caseId);
    }
    for (const { caseId, volume, documents, files, sheets } of p.volumes) {
      rows.remove('volume_note', { case_id: caseId, volume });
      rows.insert('volume_note', { case_id: caseId, volume, documents, files, sheets });
    }
  },
  'case.reopened': (rows, p) => {
    for (const { case_id: caseId } of rows.list('case_closing', ['case_id'], { closed_with: p.caseId })) {
      rows.remove('case_closing', { case_id: caseId });
      rows.remove('volume_note', { case_id: caseId });
      tellTerm(rows, String(caseId));
    }
  },
  'case.eventRecorded': (rows, p, operation) => {
    rows.remove('case_event', { case_id: p.caseId });
    rows.insert('case_event', { case_id: p.caseId, happened_on: p.happenedOn, basis: p.basis, term_rule: p.termStart.rule, pack_version: p.termStart.packVersion, recorded_at: operation.at, recorded_by: operation.actor?.name ?? '' });
    tellTerm(rows, p.caseId);
  },
  'case.retentionDecided': (rows, p, operation) => {
    rows.insert('retention_decision', {
      decision_id: operation.opId,
      case_id: p.caseId,
      ground: p.ground,
      before: rows.text('case_file', 'retention_text', { case_id: p.caseId }),
      after: p.retentionText,
      basis: p.basis,
      protocol_id: p.protocolId,
      list: p.listed?.list,
      listed: p.listed?.retention,
      decided_at: operation.at,
      decided_by: operation.actor?.name ?? '',
    });
    rows.update('case_file', { case_id: p.caseId }, { retention: p.retention, retention_text: p.retentionText });
    tellTerm(rows, p.caseId);
  },
};

export const archiveSettingsProjectors: ProjectorsOf<typeof archiveSettingsOperations> = {
  'archive.settingsChanged': (rows, p) => {
    rows.remove('archive_settings', { one: 1 });
    rows.insert('archive_settings', { one: 1, paper_duplicate_over_years: p.paperDuplicateOverYears, volume_sheets: p.volumeSheets, archival_fund: p.archivalFund });
  },
};

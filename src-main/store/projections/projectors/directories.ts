import type { directoriesOperations } from '#shared/sync/kinds/directories.ts';
import type { ProjectorsOf } from '../project.ts';
import { enterEarlyCase } from './nomenclature.ts';

export const directoriesProjectors: ProjectorsOf<typeof directoriesOperations> = {
  // A changed journal or kind keeps its place in the list.
  'journal.defined': (rows, p, operation) => {
    const row = {
      direction: p.direction,
      names: p.names,
      pattern: p.pattern,
      yearly: p.yearly,
      access: p.access,
      default_kind_id: p.defaultKindId,
      numbering: p.numbering,
      closed: p.closed,
    };
    if (rows.count('journal', { journal_id: p.journalId }) > 0) rows.update('journal', { journal_id: p.journalId }, row);
    else rows.insert('journal', { journal_id: p.journalId, position: operation.place, ...row });
  },
  'kind.defined': (rows, p, operation) => {
    const row = {
      directions: p.directions,
      names: p.names,
      letter: p.letter,
      mandatory: p.mandatory,
      additional: p.additional,
      journal_id: p.journalId,
      media: p.media,
      transitional: p.transitional,
      blocked_by: p.blockedBy,
      allowed_from: p.allowedFrom,
      allowed_until: p.allowedUntil,
      basis_order: p.basisOrder,
      signatures: p.signatures,
      retention_article: p.retentionArticle,
      route: p.route,
      access: p.access,
    };
    if (rows.count('document_kind', { kind_id: p.kindId }) > 0) rows.update('document_kind', { kind_id: p.kindId }, row);
    else rows.insert('document_kind', { kind_id: p.kindId, position: operation.place, ...row });
  },
  'registration.settingsChanged': (rows, p) => {
    rows.remove('registration_setting', { only_row: 1 });
    rows.insert('registration_setting', { only_row: 1, number_before_scan: p.numberBeforeScan });
  },
  'case.defined': enterEarlyCase,
  'unit.defined': (rows, p) => {
    rows.remove('unit', { unit_id: p.unitId });
    rows.insert('unit', { unit_id: p.unitId, unit_index: p.index, name: p.name, parent_unit_id: p.parentUnitId, head_person_id: p.headPersonId, coordinator_person_id: p.coordinatorPersonId });
  },
  'person.defined': (rows, p) => {
    rows.remove('person', { person_id: p.personId });
    rows.insert('person', { person_id: p.personId, name: p.name, position: p.position, unit_id: p.unitId, account_id: p.accountId, category: p.category ?? null });
  },
};

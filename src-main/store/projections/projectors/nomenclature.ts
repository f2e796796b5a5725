import type { nomenclatureOperations } from '#shared/sync/kinds/nomenclature.ts';
import type { retentionOperations } from '#shared/sync/kinds/retention.ts';
import { readRetention } from '#shared/domain/retention-reading.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { Operation } from '#shared/sync/operation.ts';
import { tellTerm } from '../case-terms.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';
import { askNoMoreToFile } from '../to-file.ts';

const COLUMN_OF_FIELD = {
  sectionId: 'section_id',
  index: 'case_index',
  title: 'title',
  retention: 'retention',
  retentionText: 'retention_text',
  medium: 'medium',
  note: 'note',
  owner: 'owner',
  transit: 'transit',
} as const;

/**
 * A case that a program before 0.4 defined: it belongs to the nomenclature of the year in which it was written,
 * which nobody has agreed or approved.
 */
export function enterEarlyCase(rows: RowWriter, p: OperationPayload<'case.defined'>, operation: Operation): void {
  const year = Number(operation.at.slice(0, 4));
  const nomenclatureId = `initial-${year}`;
  const sectionId = p.index.includes('-') ? p.index.slice(0, p.index.lastIndexOf('-')) : p.index;
  if (rows.count('nomenclature', { nomenclature_id: nomenclatureId }) === 0) {
    rows.insert('nomenclature', { nomenclature_id: nomenclatureId, year, state: 'in-use', initial: true, in_use_from: operation.at.slice(0, 10) });
  }
  if (rows.count('nomenclature_section', { nomenclature_id: nomenclatureId, section_id: sectionId }) === 0) {
    rows.insert('nomenclature_section', { nomenclature_id: nomenclatureId, section_id: sectionId, section_index: sectionId, title: sectionId });
  }
  rows.remove('case_file', { case_id: p.caseId });
  rows.insert('case_file', {
    case_id: p.caseId,
    nomenclature_id: nomenclatureId,
    section_id: sectionId,
    case_index: p.index,
    title: p.title,
    retention: readRetention(p.retention),
    retention_text: p.retention,
    medium: 'mixed',
    note: '',
    transit: false,
    discontinued: false,
    carried_volumes: 0,
  });
}

export const nomenclatureProjectors: ProjectorsOf<typeof nomenclatureOperations> = {
  'nomenclature.created': (rows, p, operation) =>
    rows.insert('nomenclature', {
      nomenclature_id: p.nomenclatureId,
      year: p.year,
      state: p.initial ? 'in-use' : 'draft',
      initial: p.initial,
      copied_from: p.copiedFrom,
      in_use_from: p.initial ? operation.at.slice(0, 10) : null,
    }),
  'nomenclature.sectionDefined': (rows, p) => {
    rows.remove('nomenclature_section', { nomenclature_id: p.nomenclatureId, section_id: p.sectionId });
    rows.insert('nomenclature_section', { section_id: p.sectionId, nomenclature_id: p.nomenclatureId, section_index: p.index, title: p.title, owner: p.owner });
  },
  'nomenclature.sectionRemoved': (rows, p) => rows.remove('nomenclature_section', { nomenclature_id: p.nomenclatureId, section_id: p.sectionId }),
  'nomenclature.agreed': (rows, p) => rows.update('nomenclature', { nomenclature_id: p.nomenclatureId }, { state: 'agreed', protocol_number: p.protocolNumber, protocol_date: p.protocolDate }),
  'nomenclature.returned': (rows, p) => rows.update('nomenclature', { nomenclature_id: p.nomenclatureId }, { state: 'draft', protocol_number: null, protocol_date: null }),
  'nomenclature.approved': (rows, p) => rows.update('nomenclature', { nomenclature_id: p.nomenclatureId }, { state: 'approved', approved_by: p.by, approved_on: p.on }),
  'nomenclature.takenIntoUse': (rows, p) => {
    rows.update('nomenclature', { nomenclature_id: p.nomenclatureId }, { state: 'in-use', in_use_from: p.from });
    for (const { caseId, volumes } of p.carried) rows.update('case_file', { case_id: caseId }, { carried_volumes: volumes });
  },
  'nomenclature.summarised': (rows, p) => rows.update('nomenclature', { nomenclature_id: p.nomenclatureId }, { state: 'summarised', summarised_on: p.on, totals: p.totals }),
  // The cases themselves follow; that a table was read in is a matter of the history alone.
  'nomenclature.imported': () => undefined,
  'nomenclature.printed': (rows, p, operation) =>
    rows.insert('nomenclature_print', { print_id: operation.opId, nomenclature_id: p.nomenclatureId, sha256: p.sha256, size: p.size, file_name: p.fileName, language: p.language, made_at: operation.at, made_by: operation.actor?.name ?? '' }),
  'case.entered': (rows, p) =>
    rows.insert('case_file', {
      case_id: p.caseId,
      nomenclature_id: p.nomenclatureId,
      section_id: p.sectionId,
      case_index: p.index,
      title: p.title,
      retention: p.retention,
      retention_text: p.retentionText,
      medium: p.medium,
      note: p.note,
      owner: p.owner,
      transit: p.transit,
      discontinued: false,
      former_case_id: p.formerCaseId,
      carried_volumes: p.carriedVolumes,
      basis: p.basis,
    }),
  'case.changed': (rows, p) => {
    rows.update('case_file', { case_id: p.caseId }, Object.fromEntries(Object.entries(p.changes).flatMap(([field, value]) => (value === undefined ? [] : [[COLUMN_OF_FIELD[field as keyof typeof COLUMN_OF_FIELD], value]]))));
    if (p.changes.retention !== undefined) tellTerm(rows, p.caseId);
  },
  'case.removed': (rows, p) => {
    rows.remove('case_volume', { case_id: p.caseId });
    rows.remove('case_file', { case_id: p.caseId });
  },
  'case.discontinued': (rows, p) => rows.update('case_file', { case_id: p.caseId }, { discontinued: true }),
  'case.volumeOpened': (rows, p) => {
    rows.remove('case_volume', { case_id: p.caseId, volume: p.volume });
    rows.insert('case_volume', { case_id: p.caseId, volume: p.volume, opened_on: p.openedOn });
  },
  'document.filed': (rows, p, operation) => {
    rows.remove('filed_document', { document_id: p.documentId });
    rows.insert('filed_document', { document_id: p.documentId, case_id: p.caseId, volume: p.volume, filed_at: operation.at, filed_by: operation.actor?.name ?? '' });
    rows.update('card', { document_id: p.documentId }, { case_id: p.caseId });
    askNoMoreToFile(rows, p.documentId);
  },
};

export const retentionProjectors: ProjectorsOf<typeof retentionOperations> = {
  'retention.listImported': (rows, p, operation) =>
    rows.insert('retention_list', { list_id: p.listId, version: p.version, title: p.title, source: p.source, effective_from: p.effectiveFrom, file_name: p.fileName, imported_at: operation.at, imported_by: operation.actor?.name ?? '' }),
  'retention.articlesListed': (rows, p) => {
    for (const [at, entry] of p.articles.entries()) {
      rows.insert('retention_article', { list_id: p.listId, position: p.from + at, article: entry.article, title: entry.title, period: entry.period, other_period: entry.otherPeriod, note: entry.note });
    }
  },
};

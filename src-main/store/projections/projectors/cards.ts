import { comparedNumber } from '#shared/domain/same-document.ts';
import type { AdmissionNote } from '#shared/sync/admission.ts';
import type { cardsOperations } from '#shared/sync/kinds/cards.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { PlacedOperation } from '../../operation-log.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';
import { noteVerdict } from '../provable-documents.ts';
import { projectDuplicates, projectFieldConflicts, projectNumberConflict } from './conflicts.ts';
import { liesInCaseClosedUnseen } from '../archive-facts.ts';
import { askToFile, withOpenCase } from '../to-file.ts';
import { insertFiles } from './files.ts';

type Requisites = OperationPayload<'card.registered'>['requisites'];

const COLUMN_OF_REQUISITE: Readonly<Record<keyof Requisites, string>> = {
  direction: 'direction',
  journalId: 'journal_id',
  kindId: 'kind_id',
  correspondent: 'correspondent',
  correspondentNumber: 'correspondent_number',
  correspondentDate: 'correspondent_date',
  subject: 'subject',
  sheets: 'sheets',
  attachmentSheets: 'attachment_sheets',
  language: 'language',
  caseId: 'case_id',
  addressee: 'addressee',
  author: 'author',
  restricted: 'restricted',
  note: 'note',
  medium: 'medium',
  paperGround: 'paper_ground',
  delivery: 'delivery',
  postalTrack: 'postal_track',
  receivedDate: 'received_date',
  correspondentId: 'correspondent_id',
  unitId: 'unit_id',
  outageId: 'outage_id',
  distributionBarred: 'distribution_barred',
};

const REQUISITE_COLUMNS = Object.entries(COLUMN_OF_REQUISITE);

/** Columns of a card that its requisites fill. */
export function requisiteColumns(requisites: { readonly [Name in keyof Requisites]?: Requisites[Name] | undefined }): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [requisite, column] of REQUISITE_COLUMNS) {
    if (Object.hasOwn(requisites, requisite)) columns[column] = requisites[requisite as keyof Requisites] ?? null;
  }
  const { correspondentNumber: number } = requisites;
  if (number !== undefined) columns['compared_number'] = number === null ? null : comparedNumber(number);
  return columns;
}

/** Writes the number into the register, with the letter that tells it from an earlier one. */
export function takeNumber(rows: RowWriter, p: OperationPayload<'card.registered'> | OperationPayload<'card.imported'>, operation: PlacedOperation): void {
  const { numberSuffix } = operation.note;
  if (numberSuffix !== undefined) projectNumberConflict(rows, operation, p);
  rows.insert('reg_number', { journal_id: p.requisites.journalId, year: p.serialYear, run: p.numberRun, number: p.registrationNumber, suffix: numberSuffix ?? '', document_id: p.documentId });
}

/** The index as the register shows it: a number that was given twice has a letter. */
export function indexWithSuffix(registrationIndex: string, { numberSuffix }: AdmissionNote): string {
  return numberSuffix === undefined ? registrationIndex : `${registrationIndex}-${numberSuffix}`;
}

export const cardsProjectors: ProjectorsOf<typeof cardsOperations> = {
  'card.registered': (rows, p, operation) => {
    takeNumber(rows, p, operation);
    const requisites = withOpenCase(rows, p.requisites);
    // What lies in a case that was closed unseen is not voided there, so that nothing of it passes to another card.
    const replaces = p.replaces === null || liesInCaseClosedUnseen(rows, p.replaces, operation) ? null : p.replaces;
    rows.insert('card', {
      card_key: operation.place,
      document_id: p.documentId,
      request_id: p.requestId,
      letter_id: p.letterId,
      ...requisiteColumns(requisites),
      registration_index: indexWithSuffix(p.registrationIndex, operation.note),
      registration_number: p.registrationNumber,
      registration_year: p.registrationYear,
      registration_date: p.registrationDate,
      registered_at: operation.at,
      registered_by: operation.actor?.accountId ?? '',
      registered_by_name: operation.actor?.name ?? '',
      registered_desk: operation.desk,
      state: 'registered',
      verdict: p.verdict,
      replaces,
    });
    insertFiles(rows, 'card_file', { document_id: p.documentId }, p.files);
    // Links that the registration itself makes bear its own id.
    if (p.equalTo !== null) rows.insert('card_link', { link_id: `${operation.opId}=`, from_document: p.documentId, relation: 'equal-original', to_document: p.equalTo });
    if (replaces !== null) {
      rows.insert('card_link', { link_id: `${operation.opId}>`, from_document: p.documentId, relation: 'supersedes', to_document: replaces });
      rows.update('verification', { document_id: replaces }, { document_id: p.documentId });
      rows.update('made_signature', { document_id: replaces }, { document_id: p.documentId });
      rows.update('preserved_evidence', { document_id: replaces }, { document_id: p.documentId });
      rows.update('card_scan', { document_id: replaces }, { document_id: p.documentId });
    }
    noteVerdict(rows, p.documentId, p.verdict);
    projectDuplicates(rows, operation, p);
    if (requisites.caseId !== p.requisites.caseId) askToFile(rows, operation, p.documentId);
    if (p.letterId === null || replaces !== p.replaces) return;
    rows.update('letter', { letter_id: p.letterId }, { state: 'registered', document_id: p.documentId });
    rows.update('verification', { letter_id: p.letterId }, { document_id: p.documentId });
    rows.update('made_signature', { letter_id: p.letterId }, { document_id: p.documentId });
  },
  'card.corrected': (rows, p, operation) => {
    rows.update('card', { document_id: p.documentId }, requisiteColumns(p.changes));
    projectFieldConflicts(rows, operation);
  },
  'card.voided': (rows, p) => {
    rows.update('card', { document_id: p.documentId }, { state: 'void', void_reason: p.reason, replaced_by: p.replacedBy });
    if (p.letterId !== null) rows.update('letter', { letter_id: p.letterId }, { state: 'waiting', document_id: null });
    // Nobody is asked to act on a number that stands for nothing.
    rows.remove('work_item', { document_id: p.documentId });
    rows.remove('document_provable', { document_id: p.documentId });
  },
  'card.readersAdded': (rows, p) => {
    const key = rows.number('card', 'card_key', { document_id: p.documentId });
    if (key === null) return;
    for (const accountId of p.accountIds) {
      if (rows.count('card_reader', { account_id: accountId, card_key: key }) === 0) rows.insert('card_reader', { account_id: accountId, card_key: key });
    }
  },
  'copy.made': (rows, p, operation) =>
    rows.insert('copy', {
      copy_id: p.copyId,
      position: operation.place,
      document_id: p.documentId,
      form: p.form,
      sha256: p.sha256,
      file_name: p.fileName,
      size: p.size + (p.continues?.size ?? 0),
      method: p.method,
      continues: p.continues?.sha256 ?? null,
      continued_bytes: p.continues?.size ?? null,
      made_at: operation.at,
      made_by: operation.actor?.name ?? '',
      request_id: p.certified?.requestId ?? null,
      copy_number: p.certified?.copyNumber ?? null,
      number_run: p.certified?.numberRun ?? null,
      certified_by: p.certified?.certifiedBy ?? null,
      certifier_position: p.certified?.position ?? null,
      pages: p.certified?.pages ?? null,
      permission: p.certified?.permission ?? null,
    }),
};

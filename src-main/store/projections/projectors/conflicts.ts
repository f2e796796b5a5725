import { rejectionReasonOf, type RejectionReason } from '#shared/sync/admission.ts';
import { comparedNumber, sameDetails } from '#shared/domain/same-document.ts';
import type { conflictsOperations } from '#shared/sync/kinds/conflicts.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { PlacedOperation } from '../../operation-log.ts';
import { tellWriter } from '../notices.ts';
import type { ArchiveProblem } from '../archive-rules.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';

export const conflictsProjectors: ProjectorsOf<typeof conflictsOperations> = {
  'conflict.settled': (rows, p, operation) =>
    rows.update('conflict', { conflict_id: p.conflictId }, { decision: p.decision, settled_at: operation.at, settled_by: operation.actor?.name ?? '', settled_reason: p.reason }),
};

/** A command that came too late has no effect but this: a person is told. */
export function projectRejected(rows: RowWriter, operation: PlacedOperation): void {
  tellRefused(rows, operation, rejectionReasonOf(operation.note));
}

/** The server could not know that it was not for its maker to do, or that its content was signed before. */
export function projectRefusedByTables(rows: RowWriter, operation: PlacedOperation, reason: 'notTheirs' | 'noRight' | 'contentSigned' | ArchiveProblem): void {
  tellRefused(rows, operation, reason);
}

function tellRefused(rows: RowWriter, operation: PlacedOperation, reason: RejectionReason | null): void {
  rows.insert('conflict', { conflict_id: operation.opId, sort: 'command', position: operation.place, op_id: operation.opId, entity: operation.entity, reason });
  tellWriter(rows, operation, 'stepRefused');
}

/** Fields that another desk had changed meanwhile: what was written last stands, both are shown. */
export function projectFieldConflicts(rows: RowWriter, operation: PlacedOperation): void {
  for (const { field, opId } of operation.note.conflicts ?? []) {
    rows.insert('conflict', { conflict_id: `${operation.opId}:${field}`, sort: 'field', position: operation.place, op_id: operation.opId, other_op_id: opId, entity: operation.entity, field });
    tellWriter(rows, operation, 'conflictFound');
  }
}

/** The number was given before: the later document bears a letter beside it. */
export function projectNumberConflict(rows: RowWriter, operation: PlacedOperation, p: OperationPayload<'card.registered'> | OperationPayload<'card.imported'>): void {
  const first = rows.text('reg_number', 'document_id', { journal_id: p.requisites.journalId, year: p.serialYear, run: p.numberRun, number: p.registrationNumber, suffix: '' });
  rows.insert('conflict', { conflict_id: `${operation.opId}#`, sort: 'number', position: operation.place, op_id: operation.opId, entity: p.documentId, other_document_id: first });
  tellWriter(rows, operation, 'conflictFound');
}

/**
 * The same document registered at another desk, which this one had not seen: equal bytes, or equal sender, number and
 * date (REG-17). Both stay.
 */
export function projectDuplicates(rows: RowWriter, operation: PlacedOperation, p: OperationPayload<'card.registered'>): void {
  const { seen } = operation;
  if (seen === undefined) return;
  const known = new Set([p.documentId, p.equalTo, p.replaces]);
  for (const documentId of [...withSameFile(rows, p), ...withSameDetails(rows, p)]) {
    if (known.has(documentId)) continue;
    known.add(documentId);
    const other = rows.list('card', ['card_key', 'state', 'registered_desk'], { document_id: documentId })[0];
    if (other === undefined || other['state'] === 'void' || other['registered_desk'] === operation.desk || Number(other['card_key']) <= seen) continue;
    rows.insert('conflict', { conflict_id: `${operation.opId}=${documentId}`, sort: 'duplicate', position: operation.place, op_id: operation.opId, entity: p.documentId, other_document_id: documentId });
    tellWriter(rows, operation, 'conflictFound');
  }
}

function withSameFile(rows: RowWriter, { files }: OperationPayload<'card.registered'>): string[] {
  const main = files.find(({ role }) => role === 'main');
  if (main === undefined) return [];
  return rows.list('card_file', ['document_id'], { sha256: main.sha256, role: 'main' }).map((row) => String(row['document_id']));
}

function withSameDetails(rows: RowWriter, { documentId, requisites }: OperationPayload<'card.registered'>): string[] {
  if (requisites.direction !== 'incoming' || requisites.correspondentNumber === null || requisites.correspondentDate === null) return [];
  return rows
    .list('card', ['document_id', 'correspondent', 'correspondent_id', 'correspondent_number', 'correspondent_date'], { compared_number: comparedNumber(requisites.correspondentNumber), correspondent_date: requisites.correspondentDate, direction: 'incoming' })
    .filter(
      (row) =>
        // The card itself is among them: to compare it would cost more than all else here.
        row['document_id'] !== documentId &&
        sameDetails(requisites, { correspondent: textOf(row['correspondent']), correspondentId: textOf(row['correspondent_id']), correspondentNumber: textOf(row['correspondent_number']), correspondentDate: textOf(row['correspondent_date']) }),
    )
    .map((row) => String(row['document_id']));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

import type { Requisites } from '#shared/domain/registration-card.ts';
import { ANY_REGISTRAR } from '#shared/domain/work-items.ts';
import type { PlacedOperation } from '../operation-log.ts';
import { isClosed } from './archive-facts.ts';
import { tellWriter } from './notices.ts';
import type { RowWriter } from './project.ts';
import { closeWorkItem, openWorkItem } from './work-items.ts';

/*
 * A registration stands wherever it was made: its number is on the paper. Into a case that was closed meanwhile it puts
 * nothing (C.7.1), so that the document has to be filed anew (NOM-01).
 */

/** The requisites as they stand here: without the case where it is closed. */
export function withOpenCase(rows: RowWriter, requisites: Requisites): Requisites {
  return requisites.caseId !== null && isClosed(rows, requisites.caseId) ? { ...requisites, caseId: null } : requisites;
}

/** Tells who registered the document, and puts it before the records office until it is filed. */
export function askToFile(rows: RowWriter, operation: PlacedOperation, documentId: string): void {
  openWorkItem(rows, { itemId: itemOf(documentId), personId: ANY_REGISTRAR, action: 'file', documentId, sourceId: operation.opId, title: '', since: operation.at, dueAt: null, urgent: false });
  tellWriter(rows, operation, 'notFiled');
}

export function askNoMoreToFile(rows: RowWriter, documentId: string): void {
  closeWorkItem(rows, itemOf(documentId));
}

function itemOf(documentId: string): string {
  return `${documentId}:file`;
}

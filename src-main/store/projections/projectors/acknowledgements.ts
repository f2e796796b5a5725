import { ACKNOWLEDGEMENT_FORMS, ACKNOWLEDGEMENT_WAYS, type AcknowledgementWay, marksOnList, type OpenRequest, requestToShow, settles } from '#shared/domain/acknowledgement.ts';
import type { acknowledgementsOperations } from '#shared/sync/kinds/acknowledgements.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { PlacedOperation } from '../../operation-log.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';
import { closeWorkItem, openWorkItem } from '../work-items.ts';

/** Name of everybody in the table of withdrawals: an empty one is no person's. */
const EVERYBODY = '';

function workItemOf(listId: string, personId: string): string {
  return `acknowledgement:${listId}:${personId}`;
}

interface RequestRow extends OpenRequest {
  readonly note: string;
}

/** Lists of a document that are acknowledged alike: with the same contract, or by themselves (ACK-10). */
function listsOf(rows: RowWriter, documentId: string, withDocumentId: string | null): RequestRow[] {
  return rows.list('acknowledgement_list', ['list_id', 'form', 'note', 'sent_at', 'with_document_id'], { document_id: documentId }).flatMap((row) => {
    const form = ACKNOWLEDGEMENT_FORMS.find((one) => one === row['form']);
    return form === undefined || row['with_document_id'] !== withDocumentId ? [] : [{ listId: String(row['list_id']), form, note: String(row['note']), sentAt: String(row['sent_at']) }];
  });
}

function isWithdrawn(rows: RowWriter, listId: string, personId: string): boolean {
  return [EVERYBODY, personId].some((person) => rows.count('acknowledgement_withdrawal', { list_id: listId, person_id: person }) > 0);
}

/** Puts before a person the one of a document's lists that waits for him; what he marked may have come before he was asked. */
function showWork(rows: RowWriter, documentId: string, withDocumentId: string | null, personId: string): void {
  const lists = listsOf(rows, documentId, withDocumentId);
  for (const { listId } of lists) closeWorkItem(rows, workItemOf(listId, personId));
  if (rows.text('card', 'state', { document_id: documentId }) === 'void') return;
  const marks = lists.flatMap(({ listId }) => rows.list('acknowledgement_mark', ['way'], { list_id: listId, person_id: personId }).flatMap((row) => ACKNOWLEDGEMENT_WAYS.filter((way) => way === row['way']).map((way) => ({ listId, way }))));
  const open = lists.flatMap((list) => {
    const [asked] = rows.list('acknowledgement_person', ['sent_at', 'due_at'], { list_id: list.listId, person_id: personId });
    const isSettled = marksOnList(list.listId, marks).some(({ way }) => settles(list.form, way));
    return asked === undefined || isSettled || isWithdrawn(rows, list.listId, personId) ? [] : [{ ...list, sentAt: String(asked['sent_at']), dueAt: String(asked['due_at']) }];
  });
  const shown = requestToShow(open);
  if (shown !== null) openWorkItem(rows, { itemId: workItemOf(shown.listId, personId), personId, action: 'acknowledge', documentId, sourceId: shown.listId, title: shown.note, since: shown.sentAt, dueAt: shown.dueAt, urgent: false });
}

/** The same for people of a list; of a list that is not there, nothing is known and nothing waits. */
function showWorkOf(rows: RowWriter, listId: string, personIds: readonly string[]): void {
  const documentId = rows.text('acknowledgement_list', 'document_id', { list_id: listId });
  if (documentId === null) return;
  const withDocumentId = rows.text('acknowledgement_list', 'with_document_id', { list_id: listId });
  for (const personId of personIds) showWork(rows, documentId, withDocumentId, personId);
}

/** Whom two desks asked at once stands there by the first of them. */
function ask(rows: RowWriter, { listId, people }: OperationPayload<'acknowledgement.peopleAdded'> | OperationPayload<'acknowledgement.requested'>, stepId: string, operation: PlacedOperation): void {
  const anew = people.filter(({ personId }) => rows.count('acknowledgement_person', { list_id: listId, person_id: personId }) === 0);
  for (const { personId, name, position, dueAt } of anew) rows.insert('acknowledgement_person', { list_id: listId, person_id: personId, name, post: position, sent_at: operation.at, due_at: dueAt, step_id: stepId });
  showWorkOf(rows, listId, anew.map(({ personId }) => personId));
}

interface Mark {
  readonly way: AcknowledgementWay;
  readonly on: string;
  readonly agreed: { readonly language: string; readonly text: string } | null;
  readonly signature: { readonly documentId: string; readonly sha256: string } | null;
  readonly recorded: object | null;
}

function mark(rows: RowWriter, { listId, stepId, personIds }: { readonly listId: string; readonly stepId: string; readonly personIds: readonly string[] }, made: Mark, operation: PlacedOperation): void {
  for (const personId of new Set(personIds)) {
    const key = { list_id: listId, person_id: personId, step_id: stepId };
    if (rows.count('acknowledgement_mark', key) > 0) continue;
    rows.insert('acknowledgement_mark', {
      ...key,
      way: made.way,
      marked_on: made.on,
      marked_at: operation.at,
      marked_by: operation.actor?.name ?? '',
      agreed_language: made.agreed?.language ?? null,
      agreed_text: made.agreed?.text ?? null,
      signature_document_id: made.signature?.documentId ?? null,
      signature_sha256: made.signature?.sha256 ?? null,
      recorded: made.recorded === null ? null : JSON.stringify(made.recorded),
    });
  }
  showWorkOf(rows, listId, personIds);
}

export const acknowledgementsProjectors: ProjectorsOf<typeof acknowledgementsOperations> = {
  'acknowledgement.requested': (rows, payload, operation) => {
    const { listId, documentId, form, note, withDocumentId, workingDays, calendarVersion } = payload;
    if (rows.count('acknowledgement_list', { list_id: listId }) === 0) {
      rows.insert('acknowledgement_list', {
        list_id: listId,
        position: operation.place,
        document_id: documentId,
        form,
        note,
        with_document_id: withDocumentId,
        working_days: workingDays,
        calendar_version: calendarVersion,
        sent_at: operation.at,
        sent_by: operation.actor?.name ?? '',
      });
    }
    ask(rows, payload, listId, operation);
  },
  'acknowledgement.peopleAdded': (rows, payload, operation) => ask(rows, payload, payload.stepId, operation),
  'acknowledgement.made': (rows, payload, operation) => mark(rows, payload, { ...payload, recorded: null }, operation),
  'acknowledgement.recordedByRegistrar': (rows, payload, operation) => mark(rows, payload, { way: payload.entry.way, on: payload.entry.on, agreed: payload.agreed, signature: null, recorded: payload.entry }, operation),
  'acknowledgement.withdrawn': (rows, { listId, stepId, personIds, reason }, operation) => {
    for (const personId of new Set(personIds ?? [EVERYBODY])) {
      const key = { list_id: listId, person_id: personId, step_id: stepId };
      if (rows.count('acknowledgement_withdrawal', key) > 0) continue;
      rows.insert('acknowledgement_withdrawal', { ...key, reason, withdrawn_at: operation.at, withdrawn_by: operation.actor?.name ?? '' });
    }
    showWorkOf(rows, listId, personIds ?? rows.list('acknowledgement_person', ['person_id'], { list_id: listId }).map((row) => String(row['person_id'])));
  },
};

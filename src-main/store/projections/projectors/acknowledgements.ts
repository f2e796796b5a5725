import { ACKNOWLEDGEMENT_FORMS, ACKNOWLEDGEMENT_WAYS, type AcknowledgementWay, settles } from '#shared/domain/acknowledgement.ts';
import type { acknowledgementsOperations } from '#shared/sync/kinds/acknowledgements.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { PlacedOperation } from '../../operation-log.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';
import { closeWorkItem, closeWorkItemsOf, openWorkItem } from '../work-items.ts';

/** Name of everybody in the table of withdrawals: an empty one is no person's. */
const EVERYBODY = '';

function workItemOf(listId: string, personId: string): string {
  return `acknowledgement:${listId}:${personId}`;
}

/** Whether a way settles requests of the list; of a list that is not there, nothing is known and nothing waits. */
function settlesHere(rows: RowWriter, listId: string, way: AcknowledgementWay): boolean {
  const form = ACKNOWLEDGEMENT_FORMS.find((one) => one === rows.text('acknowledgement_list', 'form', { list_id: listId }));
  return form === undefined || settles(form, way);
}

function isWithdrawn(rows: RowWriter, listId: string, personId: string): boolean {
  return [EVERYBODY, personId].some((person) => rows.count('acknowledgement_withdrawal', { list_id: listId, person_id: person }) > 0);
}

/** A mark may have come first, where desks did not see each other. */
function isSettled(rows: RowWriter, listId: string, personId: string): boolean {
  const ways = rows.list('acknowledgement_mark', ['way'], { list_id: listId, person_id: personId }).map(({ way }) => way);
  return ACKNOWLEDGEMENT_WAYS.some((way) => ways.includes(way) && settlesHere(rows, listId, way));
}

/** Whom two desks asked at once stands there by the first of them. */
function ask(rows: RowWriter, { listId, documentId, people }: OperationPayload<'acknowledgement.peopleAdded'> | OperationPayload<'acknowledgement.requested'>, stepId: string, operation: PlacedOperation): void {
  const title = rows.text('acknowledgement_list', 'note', { list_id: listId }) ?? '';
  for (const { personId, name, position, dueAt } of people) {
    if (rows.count('acknowledgement_person', { list_id: listId, person_id: personId }) > 0) continue;
    rows.insert('acknowledgement_person', { list_id: listId, person_id: personId, name, post: position, sent_at: operation.at, step_id: stepId });
    if (isSettled(rows, listId, personId) || isWithdrawn(rows, listId, personId)) continue;
    openWorkItem(rows, { itemId: workItemOf(listId, personId), personId, action: 'acknowledge', documentId, sourceId: listId, title, since: operation.at, dueAt, urgent: false });
  }
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
    if (settlesHere(rows, listId, made.way)) closeWorkItem(rows, workItemOf(listId, personId));
  }
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
      if (personId !== EVERYBODY) closeWorkItem(rows, workItemOf(listId, personId));
    }
    if (personIds === null) closeWorkItemsOf(rows, listId);
  },
};

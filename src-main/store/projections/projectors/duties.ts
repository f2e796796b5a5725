import type { dutiesOperations } from '#shared/sync/kinds/duties.ts';
import type { ProjectorsOf } from '../project.ts';
import { closeWorkItem, openWorkItem } from '../work-items.ts';

function requestItem(requestId: string): string {
  return `data-request/${requestId}`;
}

/** Each entry joins a set under an id of its own; a second operation of one id changes nothing. */
export const dutiesProjectors: ProjectorsOf<typeof dutiesOperations> = {
  'dataRequest.asked': (rows, { requestId, personId, personName, position, subject, dueOn, due }, operation) => {
    if (rows.count('data_request', { request_id: requestId }) > 0) return;
    rows.insert('data_request', { request_id: requestId, person_id: personId, person_name: personName, post: position, subject, due_on: dueOn, asked_at: operation.at, asked_by: operation.actor?.name ?? '' });
    // A request is answered on the page of duties, so it stands in the place of a document.
    if (rows.count('data_supply', { request_id: requestId }) === 0) openWorkItem(rows, { itemId: requestItem(requestId), personId, action: 'supplyData', documentId: requestId, sourceId: requestId, title: subject, since: operation.at, dueAt: due?.dueAt ?? null, urgent: false });
  },
  // A supply may come before its request, where desks did not see each other: it waits for it in the table.
  'dataRequest.supplied': (rows, { stepId, requestId, suppliedOn, answer, documentId }, operation) => {
    const key = { request_id: requestId, step_id: stepId };
    if (rows.count('data_supply', key) > 0) return;
    rows.insert('data_supply', { ...key, supplied_on: suppliedOn, answer, document_id: documentId, supplied_at: operation.at, supplied_by: operation.actor?.name ?? '' });
    closeWorkItem(rows, requestItem(requestId));
  },
};

import type { dutiesOperations } from '#shared/sync/kinds/duties.ts';
import type { ProjectorsOf } from '../project.ts';

/** Each entry joins a set under an id of its own; a second operation of one id changes nothing. */
export const dutiesProjectors: ProjectorsOf<typeof dutiesOperations> = {
  'dataRequest.asked': (rows, { requestId, personId, personName, position, subject, dueOn }, operation) => {
    if (rows.count('data_request', { request_id: requestId }) > 0) return;
    rows.insert('data_request', { request_id: requestId, person_id: personId, person_name: personName, post: position, subject, due_on: dueOn, asked_at: operation.at, asked_by: operation.actor?.name ?? '' });
  },
  // A supply may come before its request, where desks did not see each other: it waits for it in the table.
  'dataRequest.supplied': (rows, { stepId, requestId, suppliedOn, answer, documentId }, operation) => {
    const key = { request_id: requestId, step_id: stepId };
    if (rows.count('data_supply', key) > 0) return;
    rows.insert('data_supply', { ...key, supplied_on: suppliedOn, answer, document_id: documentId, supplied_at: operation.at, supplied_by: operation.actor?.name ?? '' });
  },
};

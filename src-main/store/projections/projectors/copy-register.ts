import type { copyRegisterOperations } from '#shared/sync/kinds/copy-register.ts';
import type { ProjectorsOf } from '../project.ts';

export const copyRegisterProjectors: ProjectorsOf<typeof copyRegisterOperations> = {
  'copyRequest.filed': (rows, { requestId, documentId, request, dueOn }, operation) =>
    rows.insert('copy_request', {
      request_id: requestId,
      position: operation.place,
      document_id: documentId,
      requester: request.requester,
      requester_kind: request.requesterKind,
      applied_on: request.appliedOn,
      given_as: request.givenAs,
      way: request.way,
      due_on: dueOn,
      filed_at: operation.at,
      filed_by: operation.actor?.name ?? '',
    }),
  'copyRegister.takenOut': () => undefined,
  'copyRequest.closed': (rows, { requestId, closing }, operation) => {
    // Two desks may close one application without seeing each other: the first in the order stands, the log keeps both.
    if (rows.text('copy_request', 'outcome', { request_id: requestId }) !== null) return;
    rows.update('copy_request', { request_id: requestId }, {
      outcome: closing.outcome,
      closed_on: closing.on,
      closing_note: closing.note,
      closing_permission: closing.permission,
      closed_at: operation.at,
      closed_by: operation.actor?.name ?? '',
    });
  },
};

import type { returnedMailOperations } from '#shared/sync/kinds/returned-mail.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { PlacedOperation } from '../../operation-log.ts';
import type { ProjectorsOf, RowWriter } from '../project.ts';

function insertReturn(rows: RowWriter, p: OperationPayload<'paper.returned'>, letterId: string | null, operation: PlacedOperation): void {
  rows.insert('returned_mail', {
    return_id: p.returnId,
    position: operation.place,
    letter_id: letterId,
    description: p.description,
    sender: p.sender,
    returned_to: p.returnedTo,
    reason: p.reason,
    delivery: p.delivery,
    postal_track: p.postalTrack,
    note: p.note,
    returned_at: operation.at,
    returned_by: operation.actor?.name ?? '',
  });
}

export const returnedMailProjectors: ProjectorsOf<typeof returnedMailOperations> = {
  'letter.returned': (rows, p, operation) => {
    rows.update('letter', { letter_id: p.letterId }, { state: 'returned' });
    insertReturn(rows, p, p.letterId, operation);
  },
  'paper.returned': (rows, p, operation) => insertReturn(rows, p, null, operation),
};

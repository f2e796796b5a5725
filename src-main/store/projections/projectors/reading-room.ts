import type { readingRoomOperations } from '#shared/sync/kinds/reading-room.ts';
import type { ProjectorsOf } from '../project.ts';

export const readingRoomProjectors: ProjectorsOf<typeof readingRoomOperations> = {
  'use.given': (rows, p, operation) =>
    rows.insert('archive_use', {
      use_id: p.useId,
      position: operation.place,
      case_id: p.caseId,
      volume: p.volume,
      form: p.form,
      reader: p.reader,
      reader_of: p.readerOf,
      purpose: p.purpose,
      given_on: p.givenOn,
      due_on: p.dueOn,
      proof: p.proof,
      copy_id: p.copyId,
      given_by: operation.actor?.name ?? '',
    }),
  'use.takenOut': () => undefined,
  // Taken back at two desks, it came back when the first of them said so.
  'use.returned': (rows, p, operation) => {
    if (rows.text('archive_use', 'returned_on', { use_id: p.useId }) !== null) return;
    rows.update('archive_use', { use_id: p.useId }, { returned_on: p.returnedOn, returned_by: operation.actor?.name ?? '', return_note: p.note });
  },
};

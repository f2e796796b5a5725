import type { lettersOperations } from '#shared/sync/kinds/letters.ts';
import type { ProjectorsOf } from '../project.ts';
import { insertFiles } from './files.ts';

export const lettersProjectors: ProjectorsOf<typeof lettersOperations> = {
  'letter.received': (rows, p, operation) => {
    rows.insert('letter', { letter_id: p.letterId, position: operation.place, received_at: operation.at, received_by: operation.actor?.name ?? '', state: 'waiting', document_id: null });
    insertFiles(rows, 'letter_file', { letter_id: p.letterId }, p.files);
  },
  'letter.joined': (rows, p) => {
    rows.update('letter', { letter_id: p.letterId }, { state: 'joined' });
    rows.remove('letter_file', { letter_id: p.intoLetterId });
    insertFiles(rows, 'letter_file', { letter_id: p.intoLetterId }, p.files);
    rows.remove('verification', { letter_id: p.intoLetterId });
    rows.update('made_signature', { letter_id: p.letterId }, { letter_id: p.intoLetterId });
  },
  'letter.arranged': (rows, p) => {
    rows.remove('letter_file', { letter_id: p.letterId });
    insertFiles(rows, 'letter_file', { letter_id: p.letterId }, p.files);
  },
  'letter.discarded': (rows, p) => rows.update('letter', { letter_id: p.letterId }, { state: 'discarded' }),
};

import type { mailOperations } from '#shared/sync/kinds/mail.ts';
import type { ProjectorsOf } from '../project.ts';

export const mailProjectors: ProjectorsOf<typeof mailOperations> = {
  'letter.messageOpened': (rows, p) =>
    rows.insert('letter_message', { letter_id: p.letterId, sha256: p.sha256, from_name: p.fromName, from_address: p.fromAddress, subject: p.subject, sent_at: p.sentAt, left_out: p.leftOut }),
};

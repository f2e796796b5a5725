import type { Migration } from '../migrate.ts';

/** By what a copy of the data directory is told from the desk that mails: null until it first did. */
export const mailSeat: Migration = {
  version: 140,
  name: 'seat of the desk that mails',
  up(database) {
    database.exec('ALTER TABLE notice_mail_server ADD COLUMN seat TEXT');
  },
};

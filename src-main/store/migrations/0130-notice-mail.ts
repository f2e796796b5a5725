import type { Migration } from '../migrate.ts';

/** The mail server of this desk and what it sends: of this machine alone, for its password lies under this desk's key. */
export const noticeMail: Migration = {
  version: 130,
  name: 'notices by mail',
  up(database) {
    database.exec(`
      CREATE TABLE notice_mail_server (
        only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
        host      TEXT NOT NULL,
        port      INTEGER NOT NULL,
        tls       TEXT NOT NULL CHECK (tls IN ('implicit', 'starttls', 'plain')),
        user      TEXT NOT NULL,
        sender    TEXT NOT NULL,
        authority TEXT NOT NULL,
        -- Under the desk's key.
        password  BLOB
      ) STRICT;
      CREATE TABLE notice_mail (
        notice_id  TEXT NOT NULL,
        account_id TEXT NOT NULL,
        address    TEXT NOT NULL,
        state      TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'unsure', 'refused')),
        attempts   INTEGER NOT NULL,
        next_at    TEXT NOT NULL,
        detail     TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        PRIMARY KEY (notice_id, account_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX notice_mail_by_state ON notice_mail (state, next_at);
    `);
  },
};

import { defineTables } from './define.ts';

export const notificationsTables = defineTables({
  /** Notices that operations brought: to a person of the office, or to an account where it is about accounts. */
  notification: ({ table, index }) => `
  CREATE TABLE ${table} (
    notice_id TEXT PRIMARY KEY, person_id TEXT, account_id TEXT, kind TEXT NOT NULL, document_id TEXT, detail TEXT NOT NULL,
    due_at TEXT, told_at TEXT NOT NULL, told_by TEXT NOT NULL,
    -- Told by an operation that stands before the office knew of notices of this kind, as far as it ever began to.
    before_begun INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('notification_by_person')} ON ${table} (person_id, told_at) WHERE person_id IS NOT NULL;
  CREATE INDEX ${index('notification_by_account')} ON ${table} (account_id, told_at) WHERE account_id IS NOT NULL;
  `,
  /** Kinds of notices that a renewed program began to tell; what was told before is no news. */
  notice_begun: ({ table }) => `
  CREATE TABLE ${table} (
    kind TEXT PRIMARY KEY, begun_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  /** Apart from the notices: a mark of another desk may come before what it marks. */
  notification_read: ({ table }) => `
  CREATE TABLE ${table} (
    account_id TEXT NOT NULL, notice_id TEXT NOT NULL, read_at TEXT NOT NULL, PRIMARY KEY (account_id, notice_id)
  ) STRICT, WITHOUT ROWID;
  `,
  notification_settings: ({ table }) => `
  CREATE TABLE ${table} (
    account_id TEXT PRIMARY KEY, muted TEXT NOT NULL, system INTEGER NOT NULL, mail_address TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  notice_mail_desk: ({ table }) => `
  CREATE TABLE ${table} (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), desk TEXT, chosen_at TEXT NOT NULL
  ) STRICT;
  `,
  compromise_report: ({ table, index }) => `
  CREATE TABLE ${table} (
    report_id TEXT PRIMARY KEY, account_id TEXT NOT NULL, words TEXT NOT NULL, reported_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('compromise_report_by_account')} ON ${table} (account_id, reported_at);
  `,
});

import type { Migration } from '../migrate.ts';

/**
 * Warnings of terms that this desk told (NOT-06). No table of the log: every desk finds the same ones by its tables and its
 * clock, and the name of a warning is the same at all of them. Kept, so that a warning given can be shown later.
 */
export const dueNotices: Migration = {
  version: 150,
  name: 'warnings of terms',
  up(database) {
    database.exec(`
      CREATE TABLE due_notice (
        notice_id   TEXT PRIMARY KEY,
        -- What waited, and with which term: a warning of what is done, or was given more time, calls for nothing.
        item_id     TEXT NOT NULL,
        due_at      TEXT NOT NULL,
        person_id   TEXT NOT NULL,
        kind        TEXT NOT NULL,
        document_id TEXT,
        detail      TEXT NOT NULL,
        told_at     TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX due_notice_by_person ON due_notice (person_id, told_at);

      -- Kinds of notices that the program told when it last ran here: any other it begins to tell.
      CREATE TABLE notice_kind_told (kind TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    `);
  },
};

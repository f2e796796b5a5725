import type { Migration } from '../migrate.ts';

/** Warnings that this desk finds may concern an account, as those of the archive do, which wait for no person of the directory (ARC-05). */
export const archiveWarnings: Migration = {
  version: 220,
  name: 'warnings of the archive',
  up(database) {
    database.exec(`
      ALTER TABLE due_notice RENAME TO due_notice_before;
      CREATE TABLE due_notice (
        notice_id   TEXT PRIMARY KEY,
        item_id     TEXT NOT NULL,
        due_at      TEXT NOT NULL,
        person_id   TEXT,
        account_id  TEXT,
        kind        TEXT NOT NULL,
        document_id TEXT,
        detail      TEXT NOT NULL,
        told_at     TEXT NOT NULL,
        CHECK ((person_id IS NULL) <> (account_id IS NULL))
      ) STRICT, WITHOUT ROWID;
      INSERT INTO due_notice SELECT notice_id, item_id, due_at, person_id, NULL, kind, document_id, detail, told_at FROM due_notice_before;
      DROP TABLE due_notice_before;
      CREATE INDEX due_notice_by_person ON due_notice (person_id, told_at) WHERE person_id IS NOT NULL;
      CREATE INDEX due_notice_by_account ON due_notice (account_id, told_at) WHERE account_id IS NOT NULL;
    `);
  },
};

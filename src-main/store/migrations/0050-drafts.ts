import type { Migration } from '../migrate.ts';

/** Cards that are being filled in: of this desk alone, gone when the card is registered. */
export const draftsTable: Migration = {
  version: 50,
  name: 'drafts',
  up(database) {
    database.exec(`
      CREATE TABLE draft (
        account_id TEXT NOT NULL,
        draft_key  TEXT NOT NULL,
        body       TEXT NOT NULL,
        kept_at    TEXT NOT NULL,
        PRIMARY KEY (account_id, draft_key)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};

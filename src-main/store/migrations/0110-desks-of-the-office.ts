import type { Migration } from '../migrate.ts';

/** What a desk keeps of the other desks of its office, and how much of the link it may take. */
export const desksOfTheOffice: Migration = {
  version: 110,
  name: 'desks of the office',
  up(database) {
    database.exec(`
      ALTER TABLE membership ADD COLUMN bytes_per_second INTEGER;

      -- The server's keys for the exchange by a stick, raw in base64url.
      ALTER TABLE sync_position ADD COLUMN bundle_encryption TEXT;
      ALTER TABLE sync_position ADD COLUMN bundle_signature TEXT;

      -- Codes by which people know the identities that stand in operations, former ones included.
      CREATE TABLE known_desk (
        desk TEXT PRIMARY KEY,
        code TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- Entities that a newer program has changed: this one only shows them.
      CREATE INDEX operation_unknown ON operation (entity) WHERE barred = 'unknown';
    `);
  },
};

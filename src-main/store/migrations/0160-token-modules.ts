import type { Migration } from '../migrate.ts';

/** Libraries of tokens (PKCS #11): of this machine alone, whose files they are. */
export const tokenModules: Migration = {
  version: 160,
  name: 'libraries of tokens',
  up(database) {
    database.exec(`
      CREATE TABLE token_module (
        path     TEXT PRIMARY KEY,
        position INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};

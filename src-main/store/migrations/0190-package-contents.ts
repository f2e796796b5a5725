import type { Migration } from '../migrate.ts';

/**
 * Which documents lie in the packages that this desk made: a package goes with any of them (ARC-04). Local, as the package is:
 * it holds what the cases held when it was made, whatever became of them since.
 */
export const packageContents: Migration = {
  version: 190,
  name: 'contents of packages',
  up(database) {
    database.exec(`
      CREATE TABLE package_content (
        package_id  TEXT NOT NULL,
        document_id TEXT NOT NULL,
        PRIMARY KEY (package_id, document_id)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};

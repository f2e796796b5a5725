import type { SqlMigration } from './index.ts';

/** Files that operations name, and which of them lie in the blob store. */
export const files: SqlMigration = {
  version: 30,
  statements: ({ integer, tableOptions }) => [
    `CREATE TABLE @file (
      organisation TEXT NOT NULL,
      sha256       TEXT NOT NULL,
      size         ${integer},
      named_at     ${integer} NOT NULL,
      held_at      ${integer},
      PRIMARY KEY (organisation, sha256)
    )${tableOptions}`,
    'CREATE INDEX file_missing ON @file (organisation, named_at) WHERE held_at IS NULL',
    // A size that is not said is -1: a key holds no NULL.
    `CREATE TABLE @file_name (
      organisation TEXT NOT NULL,
      sha256       TEXT NOT NULL,
      stream       TEXT NOT NULL,
      desk         TEXT NOT NULL,
      size         ${integer} NOT NULL,
      PRIMARY KEY (organisation, sha256, stream, desk, size)
    )${tableOptions}`,
    `CREATE TABLE @files_read (
      organisation TEXT PRIMARY KEY,
      read_as      TEXT NOT NULL
    )${tableOptions}`,
  ],
};

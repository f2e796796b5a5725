import type { SqlMigration } from './index.ts';

/** What the server has removed with destroyed cases. A file that is erased and still held is to be removed from the blob store. */
export const erasure: SqlMigration = {
  version: 80,
  statements: ({ integer, tableOptions }) => [
    `ALTER TABLE @file ADD COLUMN erased_at ${integer}`,
    'CREATE INDEX file_erased ON @file (organisation, sha256) WHERE erased_at IS NOT NULL',
    'CREATE INDEX file_by_hash ON @file (sha256)',
    `CREATE TABLE @erased_document (
      organisation TEXT NOT NULL,
      document_id  TEXT NOT NULL,
      case_id      TEXT NOT NULL,
      act_id       TEXT NOT NULL,
      PRIMARY KEY (organisation, document_id)
    )${tableOptions}`,
    `CREATE TABLE @erased_act (
      organisation  TEXT NOT NULL,
      act_id        TEXT NOT NULL,
      cases         ${integer} NOT NULL,
      files_removed ${integer} NOT NULL,
      files_kept    ${integer} NOT NULL,
      PRIMARY KEY (organisation, act_id)
    )${tableOptions}`,
    `CREATE TABLE @erasure_read (
      organisation TEXT PRIMARY KEY,
      seq          ${integer} NOT NULL
    )${tableOptions}`,
  ],
};

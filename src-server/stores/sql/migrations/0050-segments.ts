import type { SqlMigration } from './index.ts';

/** Sealed parts of the log's main stream, packed for desks that are far behind. */
export const segments: SqlMigration = {
  version: 50,
  statements: ({ integer, tableOptions }) => [
    `CREATE TABLE @segment (
      organisation     TEXT NOT NULL,
      last_stream_seq  ${integer} NOT NULL,
      first_seq        ${integer} NOT NULL,
      last_seq         ${integer} NOT NULL,
      size             ${integer} NOT NULL,
      sha256           TEXT NOT NULL,
      PRIMARY KEY (organisation, last_stream_seq)
    )${tableOptions}`,
  ],
};

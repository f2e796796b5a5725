import type { SqlMigration } from './index.ts';

/** What desks give back after the server was put back to an older copy. */
export const recovery: SqlMigration = {
  version: 70,
  statements: ({ integer, tableOptions }) => [
    'ALTER TABLE @organisation ADD COLUMN recovery TEXT',
    `CREATE TABLE @kept_operation (
      organisation TEXT NOT NULL,
      seq          ${integer} NOT NULL,
      stream       TEXT NOT NULL,
      op_id        TEXT NOT NULL,
      prev_hash    TEXT NOT NULL,
      hash         TEXT NOT NULL,
      status       TEXT NOT NULL,
      note         TEXT NOT NULL,
      body         TEXT NOT NULL,
      PRIMARY KEY (organisation, seq)
    )${tableOptions}`,
    `CREATE TABLE @kept_lease (
      organisation TEXT NOT NULL,
      lease_id     TEXT NOT NULL,
      desk         TEXT NOT NULL,
      epoch        ${integer} NOT NULL,
      journal      TEXT NOT NULL,
      year         ${integer} NOT NULL,
      first        ${integer} NOT NULL,
      last         ${integer} NOT NULL,
      expires_at   ${integer} NOT NULL,
      PRIMARY KEY (organisation, lease_id)
    )${tableOptions}`,
    `CREATE TABLE @gave_back (
      organisation TEXT NOT NULL,
      desk         TEXT NOT NULL,
      at           ${integer} NOT NULL,
      PRIMARY KEY (organisation, desk)
    )${tableOptions}`,
  ],
};

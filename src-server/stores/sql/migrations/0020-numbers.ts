import type { SqlMigration } from './index.ts';

/** The ledger of registration numbers: a row for each number below its counter. */
export const numbers: SqlMigration = {
  version: 20,
  statements: ({ integer, tableOptions }) => [
    `CREATE TABLE @reg_counter (
      organisation TEXT NOT NULL,
      journal      TEXT NOT NULL,
      year         ${integer} NOT NULL,
      next         ${integer} NOT NULL,
      PRIMARY KEY (organisation, journal, year)
    )${tableOptions}`,
    `CREATE TABLE @reg_number (
      organisation TEXT NOT NULL,
      journal      TEXT NOT NULL,
      year         ${integer} NOT NULL,
      run          TEXT NOT NULL,
      number       ${integer} NOT NULL,
      state        TEXT NOT NULL,
      lease_id     TEXT,
      op_id        TEXT,
      document_id  TEXT,
      void_reason  TEXT,
      void_act     TEXT,
      uses         ${integer} NOT NULL,
      history      TEXT NOT NULL,
      PRIMARY KEY (organisation, journal, year, run, number)
    )${tableOptions}`,
    'CREATE INDEX reg_number_by_lease ON @reg_number (organisation, lease_id)',
    `CREATE TABLE @lease (
      organisation TEXT NOT NULL,
      lease_id     TEXT NOT NULL,
      desk         TEXT NOT NULL,
      epoch        ${integer} NOT NULL,
      request_id   TEXT NOT NULL,
      journal      TEXT NOT NULL,
      year         ${integer} NOT NULL,
      first        ${integer} NOT NULL,
      last         ${integer} NOT NULL,
      expires_at   ${integer} NOT NULL,
      active       ${integer} NOT NULL,
      PRIMARY KEY (organisation, lease_id),
      UNIQUE (organisation, desk, epoch, request_id)
    )${tableOptions}`,
    'CREATE INDEX lease_by_expiry ON @lease (active, expires_at)',
    `CREATE TABLE @void_act (
      organisation TEXT NOT NULL,
      act_id       TEXT NOT NULL,
      at           ${integer} NOT NULL,
      reason       TEXT NOT NULL,
      desk         TEXT NOT NULL,
      PRIMARY KEY (organisation, act_id)
    )${tableOptions}`,
    `CREATE TABLE @number_conflict (
      organisation TEXT NOT NULL,
      op_id        TEXT NOT NULL,
      kind         TEXT NOT NULL,
      journal      TEXT NOT NULL,
      year         ${integer} NOT NULL,
      run          TEXT NOT NULL,
      number       ${integer} NOT NULL,
      document_id  TEXT NOT NULL,
      suffix       TEXT,
      PRIMARY KEY (organisation, op_id)
    )${tableOptions}`,
  ],
};

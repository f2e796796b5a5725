import type { SqlMigration } from './index.ts';

/** Organisations, their desks, the log in one order over all streams, and what decides about operations. */
export const organisationLog: SqlMigration = {
  version: 10,
  statements: ({ integer, tableOptions }) => [
    `CREATE TABLE @server_secret (only_row ${integer} PRIMARY KEY CHECK (only_row = 1), secret TEXT NOT NULL)${tableOptions}`,
    `CREATE TABLE @organisation (
      organisation TEXT PRIMARY KEY,
      name         TEXT NOT NULL,
      seq          ${integer} NOT NULL,
      changes      ${integer} NOT NULL,
      created_at   ${integer} NOT NULL
    )${tableOptions}`,
    `CREATE TABLE @desk (
      organisation   TEXT NOT NULL,
      desk           TEXT NOT NULL UNIQUE,
      epoch          ${integer} NOT NULL,
      code           TEXT NOT NULL,
      founder        ${integer} NOT NULL,
      founding_until ${integer},
      public_key     TEXT NOT NULL,
      machine        TEXT NOT NULL,
      state          TEXT NOT NULL,
      fence          TEXT,
      predecessor    TEXT,
      family         TEXT NOT NULL,
      streams        TEXT NOT NULL,
      last_seq       ${integer} NOT NULL,
      last_hash      TEXT NOT NULL,
      last_op        TEXT,
      enrolled_at    ${integer} NOT NULL,
      PRIMARY KEY (organisation, desk)
    )${tableOptions}`,
    `CREATE TABLE @desk_contact (
      organisation TEXT NOT NULL,
      desk         TEXT NOT NULL,
      seen_at      ${integer} NOT NULL,
      pulled       ${integer} NOT NULL,
      PRIMARY KEY (organisation, desk)
    )${tableOptions}`,
    `CREATE TABLE @enrolment_code (
      code_hash    TEXT PRIMARY KEY,
      organisation TEXT NOT NULL,
      wished_code  TEXT,
      expires_at   ${integer} NOT NULL,
      used_by      TEXT
    )${tableOptions}`,
    `CREATE TABLE @stream_head (
      organisation TEXT NOT NULL,
      stream       TEXT NOT NULL,
      head         ${integer} NOT NULL,
      PRIMARY KEY (organisation, stream)
    )${tableOptions}`,
    `CREATE TABLE @op (
      organisation TEXT NOT NULL,
      stream       TEXT NOT NULL,
      stream_seq   ${integer} NOT NULL,
      seq          ${integer} NOT NULL,
      op_id        TEXT NOT NULL,
      desk         TEXT NOT NULL,
      epoch        ${integer} NOT NULL,
      desk_seq     ${integer} NOT NULL,
      prev_hash    TEXT NOT NULL,
      hash         TEXT NOT NULL,
      kind         TEXT NOT NULL,
      v            ${integer} NOT NULL,
      entity       TEXT NOT NULL,
      status       TEXT NOT NULL,
      note         TEXT NOT NULL,
      size         ${integer} NOT NULL,
      body         TEXT NOT NULL,
      PRIMARY KEY (organisation, stream, stream_seq),
      UNIQUE (organisation, op_id),
      UNIQUE (organisation, seq),
      UNIQUE (organisation, desk, epoch, desk_seq)
    )${tableOptions}`,
    'CREATE INDEX op_by_entity ON @op (organisation, entity, seq)',
    `CREATE TABLE @entity_head (
      organisation TEXT NOT NULL,
      entity       TEXT NOT NULL,
      seq          ${integer} NOT NULL,
      PRIMARY KEY (organisation, entity)
    )${tableOptions}`,
    `CREATE TABLE @actor (
      organisation TEXT NOT NULL,
      account      TEXT NOT NULL,
      active       ${integer} NOT NULL,
      roles        TEXT NOT NULL,
      PRIMARY KEY (organisation, account)
    )${tableOptions}`,
    `CREATE TABLE @field_conflict (
      organisation TEXT NOT NULL,
      op_id        TEXT NOT NULL,
      field        TEXT NOT NULL,
      other_op_id  TEXT NOT NULL,
      entity       TEXT NOT NULL,
      PRIMARY KEY (organisation, op_id, field, other_op_id)
    )${tableOptions}`,
  ],
};

import type { Migration } from '../migrate.ts';

/** The append-only log: the stored bytes of each operation and columns to find it by. */
export const operationLog: Migration = {
  version: 10,
  name: 'operation log',
  up(database) {
    database.exec(`
      CREATE TABLE desk_identity (
        only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
        desk      TEXT NOT NULL,
        epoch     INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE operation (
        desk_seq  INTEGER PRIMARY KEY,
        op_id     TEXT NOT NULL UNIQUE,
        stream    TEXT NOT NULL,
        kind      TEXT NOT NULL,
        v         INTEGER NOT NULL,
        entity    TEXT NOT NULL,
        prev_hash BLOB NOT NULL,
        hash      BLOB NOT NULL,
        body      BLOB NOT NULL
      ) STRICT;
      CREATE INDEX operation_by_entity ON operation (entity, desk_seq);

      CREATE TRIGGER operation_is_final BEFORE UPDATE ON operation
      BEGIN SELECT RAISE(ABORT, 'an operation is never changed'); END;
      CREATE TRIGGER operation_stays BEFORE DELETE ON operation
      BEGIN SELECT RAISE(ABORT, 'an operation is never removed'); END;
    `);
  },
};

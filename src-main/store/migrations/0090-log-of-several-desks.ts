import type { Migration } from '../migrate.ts';

/**
 * The log holds what other desks did as well, each operation in its place of the server's order, and this desk's own
 * ones that have no place there yet behind them. What the desk knows of its server is local state.
 */
export const logOfSeveralDesks: Migration = {
  version: 90,
  name: 'log of several desks',
  up(database) {
    database.exec(`
      DROP TRIGGER operation_is_final;
      DROP TRIGGER operation_stays;
      DROP INDEX operation_by_entity;
      ALTER TABLE operation RENAME TO own_operation;

      CREATE TABLE operation (
        -- In the order in which they came to this desk.
        arrival   INTEGER PRIMARY KEY,
        -- In the order in which they count.
        place     INTEGER NOT NULL,
        -- In this desk's own chain; null: made elsewhere.
        own_seq   INTEGER,
        state     TEXT NOT NULL CHECK (state IN ('pending', 'confirmed', 'rejected')),
        -- Why it has no effect in the tables although it is not rejected.
        barred    TEXT CHECK (barred IN ('stale', 'unknown', 'contradictory')),
        note      TEXT NOT NULL,
        op_id     TEXT NOT NULL UNIQUE,
        stream    TEXT NOT NULL,
        kind      TEXT NOT NULL,
        v         INTEGER NOT NULL,
        entity    TEXT NOT NULL,
        prev_hash BLOB NOT NULL,
        hash      BLOB NOT NULL,
        body      BLOB NOT NULL
      ) STRICT;
      INSERT INTO operation (arrival, place, own_seq, state, note, op_id, stream, kind, v, entity, prev_hash, hash, body)
        SELECT desk_seq, desk_seq, desk_seq, 'confirmed', '{}', op_id, stream, kind, v, entity, prev_hash, hash, body FROM own_operation ORDER BY desk_seq;
      DROP TABLE own_operation;
      CREATE UNIQUE INDEX operation_by_place ON operation (place);
      CREATE INDEX operation_by_entity ON operation (entity, place);
      CREATE INDEX operation_pending ON operation (place) WHERE state = 'pending';

      CREATE TRIGGER operation_is_final BEFORE UPDATE OF arrival, own_seq, op_id, stream, kind, v, entity, prev_hash, hash, body ON operation
      BEGIN SELECT RAISE(ABORT, 'an operation is never changed'); END;
      CREATE TRIGGER operation_stays BEFORE DELETE ON operation
      BEGIN SELECT RAISE(ABORT, 'an operation is never removed'); END;

      ALTER TABLE extraction_followed RENAME COLUMN desk_seq TO arrival;

      -- The server that this desk belongs to; no row: the desk is the office's only one.
      CREATE TABLE membership (
        only_row       INTEGER PRIMARY KEY CHECK (only_row = 1),
        organisation   TEXT NOT NULL,
        url            TEXT NOT NULL,
        certificate    TEXT NOT NULL,
        desk_code      TEXT NOT NULL,
        founder        INTEGER NOT NULL,
        machine        TEXT NOT NULL,
        public_key     TEXT NOT NULL,
        private_key    BLOB NOT NULL,
        fence          TEXT,
        paused         INTEGER NOT NULL
      ) STRICT;

      -- An identity that was offered to a server whose answer did not come yet: asked again, it answers the same.
      CREATE TABLE joining (
        only_row    INTEGER PRIMARY KEY CHECK (only_row = 1),
        desk        TEXT NOT NULL,
        private_key BLOB NOT NULL
      ) STRICT;

      CREATE TABLE sync_position (
        only_row       INTEGER PRIMARY KEY CHECK (only_row = 1),
        -- Place of the newest operation that was taken from the server, and of the server's newest as it was last told.
        cursor         INTEGER NOT NULL,
        head           INTEGER NOT NULL,
        -- Last operation of the own chain that the server holds.
        acked_seq      INTEGER NOT NULL,
        acked_hash     TEXT NOT NULL,
        acked_op_id    TEXT,
        -- Arrival of the last operation of others, and of the own one before it: where the own chain's end is found.
        others_arrival INTEGER NOT NULL,
        own_arrival    INTEGER NOT NULL,
        streams        TEXT NOT NULL,
        server_time    TEXT,
        last_contact   TEXT
      ) STRICT;
      INSERT INTO sync_position (only_row, cursor, head, acked_seq, acked_hash, acked_op_id, others_arrival, own_arrival, streams) VALUES (1, 0, 0, 0, '${'0'.repeat(64)}', NULL, 0, 0, '[]');

      CREATE TABLE stream_position (
        stream     TEXT PRIMARY KEY,
        stream_seq INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- How to take the effect of pending operations out of the tables again, last one first.
      CREATE TABLE pending_undo (
        step       INTEGER PRIMARY KEY,
        table_name TEXT NOT NULL,
        removed    TEXT,
        restored   TEXT
      ) STRICT;

      -- Keys of cards that are no more in the tables: search forgets them.
      CREATE TABLE index_gone (
        card_key INTEGER PRIMARY KEY
      ) STRICT;

      CREATE TABLE number_lease (
        lease_id    TEXT PRIMARY KEY,
        journal_id  TEXT NOT NULL,
        serial_year INTEGER NOT NULL,
        first       INTEGER NOT NULL,
        last        INTEGER NOT NULL,
        next        INTEGER NOT NULL,
        expires_at  TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};

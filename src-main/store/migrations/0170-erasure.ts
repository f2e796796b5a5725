import type { Migration } from '../migrate.ts';

/**
 * How far this desk has removed what the log says is destroyed. Local, beside the tables of the log: a desk that reads its
 * log anew does not forget what may not lie here any more.
 */
export const erasure: Migration = {
  version: 170,
  name: 'erasure of destroyed cases',
  up(database) {
    database.exec(`
      CREATE TABLE erasure_document (
        document_id TEXT PRIMARY KEY,
        case_id     TEXT NOT NULL,
        act_id      TEXT NOT NULL,
        -- 'found': which files are its own is written down; 'erased': none of them, and no word of them, lies here.
        state       TEXT NOT NULL CHECK (state IN ('found', 'erased'))
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX erasure_document_by_act ON erasure_document (act_id);

      CREATE TABLE erasure_file (
        sha256 TEXT PRIMARY KEY,
        act_id TEXT NOT NULL,
        -- 'kept': something that stays holds the same bytes; 'again': they had gone, and something new brought them.
        state  TEXT NOT NULL CHECK (state IN ('doomed', 'gone', 'kept', 'again'))
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX erasure_file_by_state ON erasure_file (state);
      CREATE INDEX erasure_file_by_act ON erasure_file (act_id);

      CREATE TABLE erasure_progress (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        -- Arrival up to which the log was read for files of what is destroyed.
        arrival  INTEGER NOT NULL,
        -- Words that were removed may still lie in pages that are free, in the write-ahead log or in backups.
        unswept  INTEGER NOT NULL
      ) STRICT;
      INSERT INTO erasure_progress (only_row, arrival, unswept) VALUES (1, 0, 0);
    `);
  },
};

import type { Migration } from '../migrate.ts';

/**
 * What this desk alone knows of its documents' texts (which files wait to be read, which were, how far the log was
 * followed) and of the folder that it watches. None of it is part of the log.
 */
export const textsAndFolder: Migration = {
  version: 70,
  name: 'reading of texts, watched folder',
  up(database) {
    database.exec(`
      CREATE TABLE extraction (
        sha256     TEXT PRIMARY KEY,
        position   INTEGER NOT NULL,
        file_name  TEXT NOT NULL,
        media_type TEXT NOT NULL,
        state      TEXT NOT NULL CHECK (state IN ('queued', 'held', 'text', 'cut', 'no-text-layer', 'unsupported', 'unreadable')),
        next_at    TEXT NOT NULL,
        detail     TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX extraction_by_state ON extraction (state, position);

      CREATE TABLE extraction_followed (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        desk_seq INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE watched_folder (
        only_row     INTEGER PRIMARY KEY CHECK (only_row = 1),
        path         TEXT NOT NULL,
        after_taking TEXT NOT NULL CHECK (after_taking IN ('move', 'delete')),
        changed_at   TEXT NOT NULL,
        changed_by   TEXT NOT NULL
      ) STRICT;

      CREATE TABLE folder_file (
        path      TEXT PRIMARY KEY,
        size      INTEGER NOT NULL,
        modified  REAL NOT NULL,
        sha256    TEXT,
        letter_id TEXT,
        problem   TEXT,
        detail    TEXT,
        at        TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};

import type { Migration } from '../migrate.ts';

/** Which files of the log lie here, which the server has confirmed, which are wanted: local state beside the log. */
export const syncedFiles: Migration = {
  version: 100,
  name: 'synced files',
  up(database) {
    database.exec(`
      CREATE TABLE synced_file (
        sha256    TEXT PRIMARY KEY,
        -- Null: no operation says it.
        size      INTEGER,
        -- Own operation that names it; null: others alone do. The bytes follow once the server has that operation.
        own_seq   INTEGER,
        here      INTEGER NOT NULL,
        -- The server holds the bytes: it said so of this hash.
        confirmed INTEGER NOT NULL,
        -- 0: fetched when it is opened; 1: kept here; 2: a person waits for it.
        wanted    INTEGER NOT NULL,
        -- Where an unfinished upload goes on.
        upload    TEXT,
        -- Why it did not go the last time, how often that was, and the instant (milliseconds) before which it is not tried again.
        problem   TEXT,
        tries     INTEGER NOT NULL,
        next_at   INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX synced_file_to_send ON synced_file (size, sha256) WHERE own_seq IS NOT NULL AND here = 1 AND confirmed = 0;
      CREATE INDEX synced_file_to_fetch ON synced_file (wanted, size, sha256) WHERE here = 0 AND wanted > 0;

      CREATE TABLE files_followed (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        arrival  INTEGER NOT NULL,
        -- Which kinds and versions were known to bring files: another program reads the log anew.
        read_as  TEXT NOT NULL
      ) STRICT;
    `);
  },
};

import type { Migration } from '../migrate.ts';

/** The round of checks of this desk's disk that is under way (ARC-05): it goes on after a stop where it stood. No table of the log: only its report is. */
export const fixityRound: Migration = {
  version: 180,
  name: 'round of fixity checks',
  up(database) {
    database.exec(`
      CREATE TABLE fixity_round (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        round_id TEXT NOT NULL,
        begun_at TEXT NOT NULL,
        -- SHA-256 of the last file that was looked at.
        cursor   TEXT,
        files    INTEGER NOT NULL,
        bytes    INTEGER NOT NULL,
        paused   INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE fixity_finding (sha256 TEXT PRIMARY KEY, problem TEXT NOT NULL) STRICT, WITHOUT ROWID;
    `);
  },
};

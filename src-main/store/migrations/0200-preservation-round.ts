import type { Migration } from '../migrate.ts';

/** The round of this desk that validates signatures again and renews their evidence (ARC-07): it goes on after a stop where it stood. No table of the log: only its report is. */
export const preservationRound: Migration = {
  version: 200,
  name: 'round of preservation',
  up(database) {
    database.exec(`
      CREATE TABLE preservation_round (
        only_row    INTEGER PRIMARY KEY CHECK (only_row = 1),
        round_id    TEXT NOT NULL,
        begun_at    TEXT NOT NULL,
        phase       TEXT NOT NULL,
        -- The last document that was looked at in this phase.
        cursor      TEXT,
        -- Documents that were due when the phase began, and those of them that are done.
        planned     INTEGER NOT NULL,
        done        INTEGER NOT NULL,
        assessed    INTEGER NOT NULL,
        renewed     INTEGER NOT NULL,
        not_passing INTEGER NOT NULL,
        paused      INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE preservation_finding (document_id TEXT PRIMARY KEY, before TEXT, after TEXT) STRICT, WITHOUT ROWID;
      -- What stands in the way of new evidence, and since when.
      CREATE TABLE preservation_obstacle (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), obstacle TEXT NOT NULL, since TEXT NOT NULL) STRICT;
    `);
  },
};

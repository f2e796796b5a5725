import type { Migration } from '../migrate.ts';

/**
 * What this desk alone knows of its search for evidence: newest attempt at each address, whether the link
 * was there, which letters and documents wait for a request, and which to be verified again. None of it is part of the log.
 */
export const evidenceState: Migration = {
  version: 30,
  name: 'search for evidence',
  up(database) {
    database.exec(`
      CREATE TABLE fetch_attempt (
        request  TEXT PRIMARY KEY,
        url      TEXT NOT NULL,
        at       TEXT NOT NULL,
        failure  TEXT,
        failures INTEGER NOT NULL,
        next_at  TEXT NOT NULL
      ) STRICT;

      CREATE TABLE link_state (
        only_row            INTEGER PRIMARY KEY CHECK (only_row = 1),
        last_success_at     TEXT,
        last_failure_at     TEXT,
        last_failure_reason TEXT,
        failures            INTEGER NOT NULL,
        next_at             TEXT
      ) STRICT;

      CREATE TABLE fetch_wait (
        kind    TEXT NOT NULL CHECK (kind IN ('letter', 'document')),
        id      TEXT NOT NULL,
        urgent  INTEGER NOT NULL,
        next_at TEXT NOT NULL,
        PRIMARY KEY (kind, id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX fetch_wait_by_time ON fetch_wait (next_at);

      CREATE TABLE recheck (
        kind     TEXT NOT NULL CHECK (kind IN ('letter', 'document')),
        id       TEXT NOT NULL,
        cause    TEXT NOT NULL,
        asked    INTEGER NOT NULL,
        failures INTEGER NOT NULL,
        next_at  TEXT NOT NULL,
        PRIMARY KEY (kind, id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX recheck_by_time ON recheck (next_at);
    `);
  },
};

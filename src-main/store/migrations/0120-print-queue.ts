import type { Migration } from '../migrate.ts';

/** What this desk prints for its people: of this machine alone, for its printers are. */
export const printQueue: Migration = {
  version: 120,
  name: 'print queue',
  up(database) {
    database.exec(`
      CREATE TABLE print_item (
        position    INTEGER PRIMARY KEY,
        item_id     TEXT NOT NULL UNIQUE,
        batch_id    TEXT NOT NULL,
        account_id  TEXT NOT NULL,
        document_id TEXT NOT NULL,
        form        TEXT NOT NULL CHECK (form IN ('stored', 'paper', 'protocol', 'card')),
        sha256      TEXT,
        printer     TEXT NOT NULL,
        copies      INTEGER NOT NULL,
        sides       TEXT NOT NULL,
        pages       TEXT,
        state       TEXT NOT NULL CHECK (state IN ('waiting', 'making', 'handing', 'printing', 'printed', 'failed', 'cancelled')),
        job         TEXT,
        problem     TEXT,
        params      TEXT,
        entered_at  TEXT NOT NULL
      ) STRICT;
      CREATE INDEX print_item_by_state ON print_item (state, position);
      CREATE INDEX print_item_by_batch ON print_item (batch_id);
    `);
  },
};

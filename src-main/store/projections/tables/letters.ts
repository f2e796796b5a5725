import { defineTables } from './define.ts';

export const lettersTables = defineTables({
  letter: ({ table, index }) => `
  CREATE TABLE ${table} (
    letter_id TEXT PRIMARY KEY, position INTEGER NOT NULL, received_at TEXT NOT NULL, received_by TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'registered', 'joined', 'discarded', 'returned')),
    document_id TEXT
  ) STRICT;
  CREATE INDEX ${index('letter_by_state')} ON ${table} (state, position);
  `,
  letter_file: ({ table }) => `
  CREATE TABLE ${table} (
    letter_id TEXT NOT NULL, position INTEGER NOT NULL, sha256 TEXT NOT NULL, file_name TEXT NOT NULL,
    size INTEGER NOT NULL, media_type TEXT NOT NULL, role TEXT NOT NULL,
    PRIMARY KEY (letter_id, position)
  ) STRICT, WITHOUT ROWID;
  `,
});

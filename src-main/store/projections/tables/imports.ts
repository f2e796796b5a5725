import { cardsTables } from './cards.ts';
import { defineTables } from './define.ts';

export const importsTables = defineTables({
  journal_import: ({ table, index }) => `
  CREATE TABLE ${table} (
    import_id TEXT PRIMARY KEY, position INTEGER NOT NULL, sha256 TEXT NOT NULL, file_name TEXT NOT NULL, sheet TEXT, journal_id TEXT NOT NULL,
    accepted INTEGER NOT NULL, rejected INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('begun', 'completed', 'abandoned')), at TEXT NOT NULL, by_name TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('journal_import_by_file')} ON ${table} (sha256);
  `,
  /** Which document came from which row. */
  import_row: ({ table, index }) => `
  CREATE TABLE ${table} (
    document_id TEXT PRIMARY KEY, import_id TEXT NOT NULL, row INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('import_row_by_import')} ON ${table} (import_id);
  `,
  /** Cards of imports that are not completed: the very columns of cards, where nobody sees them. */
  imported_card: ({ table, index }) => cardsTables.card({ table, index: (name) => index(`imported_${name}`) }),
});

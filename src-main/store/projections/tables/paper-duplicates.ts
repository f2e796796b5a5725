import { defineTables } from './define.ts';

export const paperDuplicatesTables = defineTables({
  paper_duplicate: ({ table }) => `
  CREATE TABLE ${table} (
    document_id TEXT PRIMARY KEY, place TEXT NOT NULL, made_on TEXT NOT NULL, sheets INTEGER, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL
  ) STRICT;
  `,
});

import { defineTables } from './define.ts';

export const trustTables = defineTables({
  trust_entry: ({ table }) => `
  CREATE TABLE ${table} (
    entry_id TEXT PRIMARY KEY, kind TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
    description TEXT NOT NULL, added_at TEXT NOT NULL, added_by TEXT NOT NULL
  ) STRICT;
  `,
});

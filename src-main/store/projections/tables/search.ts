import { defineTables } from './define.ts';

export const searchTables = defineTables({
  saved_search: ({ table }) => `
  CREATE TABLE ${table} (
    search_id TEXT PRIMARY KEY, position INTEGER NOT NULL, account_id TEXT NOT NULL, scope TEXT NOT NULL, name TEXT NOT NULL, question TEXT NOT NULL
  ) STRICT;
  `,
  card_export: ({ table, index }) => `
  CREATE TABLE ${table} (
    export_id TEXT PRIMARY KEY, account_id TEXT NOT NULL, sha256 TEXT NOT NULL, file_name TEXT NOT NULL, made_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('card_export_by_hash')} ON ${table} (sha256);
  `,
});

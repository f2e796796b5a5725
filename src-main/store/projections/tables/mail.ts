import { defineTables } from './define.ts';

export const mailTables = defineTables({
  letter_message: ({ table }) => `
  CREATE TABLE ${table} (
    letter_id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, from_name TEXT, from_address TEXT, subject TEXT, sent_at TEXT, left_out TEXT NOT NULL
  ) STRICT;
  `,
});

import { defineTables } from './define.ts';

export const returnedMailTables = defineTables({
  returned_mail: ({ table, index }) => `
  CREATE TABLE ${table} (
    return_id TEXT PRIMARY KEY, position INTEGER NOT NULL, letter_id TEXT, description TEXT NOT NULL, sender TEXT, returned_to TEXT NOT NULL,
    reason TEXT NOT NULL, delivery TEXT NOT NULL, postal_track TEXT, note TEXT, returned_at TEXT NOT NULL, returned_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('returned_mail_by_place')} ON ${table} (position);
  `,
});

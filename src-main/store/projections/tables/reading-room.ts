import { defineTables } from './define.ts';

export const readingRoomTables = defineTables({
  archive_use: ({ table, index }) => `
  CREATE TABLE ${table} (
    use_id TEXT PRIMARY KEY, position INTEGER NOT NULL, case_id TEXT NOT NULL, volume INTEGER, form TEXT NOT NULL, reader TEXT NOT NULL, reader_of TEXT NOT NULL, purpose TEXT NOT NULL,
    given_on TEXT NOT NULL, due_on TEXT, proof TEXT NOT NULL, copy_id TEXT, given_by TEXT NOT NULL, returned_on TEXT, returned_by TEXT, return_note TEXT
  ) STRICT;
  CREATE INDEX ${index('archive_use_by_case')} ON ${table} (case_id);
  CREATE INDEX ${index('archive_use_by_time')} ON ${table} (position);
  CREATE INDEX ${index('archive_use_out')} ON ${table} (position) WHERE form = 'original' AND returned_on IS NULL;
  `,
});

import { defineTables } from './define.ts';

export const extractionTables = defineTables({
  extraction_setting: ({ table }) => `
  CREATE TABLE ${table} (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), restricted INTEGER NOT NULL
  ) STRICT;
  `,
});

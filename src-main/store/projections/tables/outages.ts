import { defineTables } from './define.ts';

export const outagesTables = defineTables({
  outage: ({ table }) => `
  CREATE TABLE ${table} (
    outage_id TEXT PRIMARY KEY, cause TEXT NOT NULL, from_time TEXT NOT NULL, until_time TEXT, expected_until TEXT, note TEXT NOT NULL
  ) STRICT;
  `,
});

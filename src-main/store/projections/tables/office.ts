import { defineTables } from './define.ts';

export const officeTables = defineTables({
  office: ({ table }) => `
  CREATE TABLE ${table} (
    office_id TEXT PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, document_languages TEXT NOT NULL,
    zone TEXT NOT NULL, desk_code TEXT NOT NULL, rule_pack TEXT NOT NULL, demonstration INTEGER NOT NULL
  ) STRICT;
  `,
});

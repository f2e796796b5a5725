import { defineTables } from './define.ts';

export const linksTables = defineTables({
  card_link: ({ table, index }) => `
  CREATE TABLE ${table} (
    link_id TEXT PRIMARY KEY, from_document TEXT NOT NULL, relation TEXT NOT NULL, to_document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('card_link_from')} ON ${table} (from_document);
  CREATE INDEX ${index('card_link_to')} ON ${table} (to_document);
  `,
});

import { defineTables } from './define.ts';

export const contractsTables = defineTables({
  /** Every step of a contract, also one that came out of its turn; `facts` is JSON of its kind. */
  contract_event: ({ table, index }) => `
  CREATE TABLE ${table} (
    step_id TEXT PRIMARY KEY, position INTEGER NOT NULL, document_id TEXT NOT NULL, what TEXT NOT NULL, facts TEXT NOT NULL,
    happened_at TEXT NOT NULL, happened_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('contract_event_by_document')} ON ${table} (document_id, position);
  `,
});

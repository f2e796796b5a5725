import { defineTables } from './define.ts';

export const applicationsTables = defineTables({
  /** Every step of an HR application, also one that came out of its turn; `facts` is JSON of its kind. */
  application_event: ({ table, index }) => `
  CREATE TABLE ${table} (
    step_id TEXT PRIMARY KEY, position INTEGER NOT NULL, document_id TEXT NOT NULL, what TEXT NOT NULL, facts TEXT NOT NULL,
    happened_at TEXT NOT NULL, happened_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('application_event_by_document')} ON ${table} (document_id, position);
  `,
});

import { defineTables } from './define.ts';

export const reviewTables = defineTables({
  office_head: ({ table }) => `
  CREATE TABLE ${table} (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), person_id TEXT NOT NULL
  ) STRICT;
  `,
  duty: ({ table }) => `
  CREATE TABLE ${table} (
    duty_id TEXT PRIMARY KEY, position INTEGER NOT NULL, reviewer_person_id TEXT NOT NULL,
    kind_id TEXT, journal_id TEXT, category TEXT, case_index TEXT, words TEXT NOT NULL
  ) STRICT;
  `,
  document_pass: ({ table, index }) => `
  CREATE TABLE ${table} (
    step_id TEXT PRIMARY KEY, document_id TEXT NOT NULL, reviewer_person_id TEXT NOT NULL, reviewer_name TEXT NOT NULL,
    reviewer_account_id TEXT, rule TEXT NOT NULL, duty_id TEXT, passed_at TEXT NOT NULL, passed_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('document_pass_by_document')} ON ${table} (document_id, passed_at);
  `,
});

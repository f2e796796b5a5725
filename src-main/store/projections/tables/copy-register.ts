import { defineTables } from './define.ts';

export const copyRegisterTables = defineTables({
  copy_request: ({ table, index }) => `
  CREATE TABLE ${table} (
    request_id TEXT PRIMARY KEY, position INTEGER NOT NULL, document_id TEXT NOT NULL, requester TEXT NOT NULL, requester_kind TEXT NOT NULL,
    applied_on TEXT NOT NULL, given_as TEXT NOT NULL, way TEXT NOT NULL, due_on TEXT NOT NULL, filed_at TEXT NOT NULL, filed_by TEXT NOT NULL,
    outcome TEXT, closed_on TEXT, closing_note TEXT, closing_permission TEXT, closed_at TEXT, closed_by TEXT
  ) STRICT;
  CREATE INDEX ${index('copy_request_by_document')} ON ${table} (document_id, position);
  CREATE INDEX ${index('copy_request_open')} ON ${table} (due_on) WHERE outcome IS NULL;
  `,
});

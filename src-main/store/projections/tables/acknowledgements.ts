import { defineTables } from './define.ts';

export const acknowledgementsTables = defineTables({
  acknowledgement_list: ({ table, index }) => `
  CREATE TABLE ${table} (
    list_id TEXT PRIMARY KEY, position INTEGER NOT NULL, document_id TEXT NOT NULL, form TEXT NOT NULL, note TEXT NOT NULL, with_document_id TEXT,
    working_days INTEGER NOT NULL, calendar_version TEXT NOT NULL, sent_at TEXT NOT NULL, sent_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('acknowledgement_list_by_document')} ON ${table} (document_id, position);
  `,
  acknowledgement_person: ({ table, index }) => `
  CREATE TABLE ${table} (
    list_id TEXT NOT NULL, person_id TEXT NOT NULL, name TEXT NOT NULL, post TEXT NOT NULL, sent_at TEXT NOT NULL, due_at TEXT NOT NULL, step_id TEXT NOT NULL,
    PRIMARY KEY (list_id, person_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('acknowledgement_by_person')} ON ${table} (person_id);
  `,
  /** Every mark that was made, also a second one of a person; which of them counts is decided by the rules. */
  acknowledgement_mark: ({ table }) => `
  CREATE TABLE ${table} (
    list_id TEXT NOT NULL, person_id TEXT NOT NULL, step_id TEXT NOT NULL, way TEXT NOT NULL, marked_on TEXT NOT NULL, marked_at TEXT NOT NULL, marked_by TEXT NOT NULL,
    agreed_language TEXT, agreed_text TEXT, signature_document_id TEXT, signature_sha256 TEXT, recorded TEXT,
    PRIMARY KEY (list_id, person_id, step_id)
  ) STRICT, WITHOUT ROWID;
  `,
  /** An empty person: everybody of the list. */
  acknowledgement_withdrawal: ({ table }) => `
  CREATE TABLE ${table} (
    list_id TEXT NOT NULL, person_id TEXT NOT NULL, step_id TEXT NOT NULL, reason TEXT NOT NULL, withdrawn_at TEXT NOT NULL, withdrawn_by TEXT NOT NULL,
    PRIMARY KEY (list_id, person_id, step_id)
  ) STRICT, WITHOUT ROWID;
  `,
});

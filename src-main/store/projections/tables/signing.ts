import { defineTables } from './define.ts';

export const signingTables = defineTables({
  made_signature: ({ table, index }) => `
  CREATE TABLE ${table} (
    signature_id TEXT PRIMARY KEY, position INTEGER NOT NULL, kind TEXT NOT NULL, letter_id TEXT, document_id TEXT, draft_id TEXT, of_sha256 TEXT NOT NULL,
    sha256 TEXT NOT NULL, file_name TEXT NOT NULL, size INTEGER NOT NULL, media_type TEXT NOT NULL, role TEXT NOT NULL,
    signer TEXT NOT NULL, timestamp TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('made_signature_by_letter')} ON ${table} (letter_id);
  CREATE INDEX ${index('made_signature_by_document')} ON ${table} (document_id);
  CREATE INDEX ${index('made_signature_by_draft')} ON ${table} (draft_id);
  CREATE INDEX ${index('made_signature_pending')} ON ${table} (position) WHERE timestamp = 'pending';
  `,
  signing_setting: ({ table }) => `
  CREATE TABLE ${table} (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), timestamp_authority TEXT
  ) STRICT;
  `,
});

import { defineTables } from './define.ts';

export const verificationTables = defineTables({
  verification: ({ table, index }) => `
  CREATE TABLE ${table} (
    verification_id TEXT PRIMARY KEY, letter_id TEXT, document_id TEXT, verdict TEXT NOT NULL,
    reports_sha256 TEXT NOT NULL, suggestions TEXT NOT NULL, checked_at TEXT NOT NULL,
    position INTEGER NOT NULL, cause TEXT NOT NULL, missing TEXT NOT NULL, findings TEXT
  ) STRICT;
  CREATE INDEX ${index('verification_by_letter')} ON ${table} (letter_id, position);
  CREATE INDEX ${index('verification_by_document')} ON ${table} (document_id, position);
  CREATE INDEX ${index('verification_undetermined')} ON ${table} (position) WHERE verdict = 'undetermined';
  `,
  verification_missing: ({ table }) => `
  CREATE TABLE ${table} (
    key TEXT NOT NULL, verification_id TEXT NOT NULL,
    PRIMARY KEY (key, verification_id)
  ) STRICT, WITHOUT ROWID;
  `,
  verification_evidence: ({ table }) => `
  CREATE TABLE ${table} (
    verification_id TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL, obtained_at TEXT,
    PRIMARY KEY (verification_id, position)
  ) STRICT, WITHOUT ROWID;
  `,
  file_content: ({ table, index }) => `
  CREATE TABLE ${table} (
    of_sha256 TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, media_type TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('file_content_by_hash')} ON ${table} (sha256);
  `,
  evidence: ({ table, index }) => `
  CREATE TABLE ${table} (
    evidence_id TEXT PRIMARY KEY, position INTEGER NOT NULL, slot TEXT NOT NULL, in_use INTEGER NOT NULL,
    kind TEXT NOT NULL, url TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, obtained_at TEXT NOT NULL,
    this_update TEXT, next_update TEXT, description TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('evidence_by_slot')} ON ${table} (slot, in_use);
  CREATE INDEX ${index('evidence_by_hash')} ON ${table} (sha256);
  `,
  evidence_key: ({ table }) => `
  CREATE TABLE ${table} (
    key TEXT NOT NULL, evidence_id TEXT NOT NULL,
    PRIMARY KEY (key, evidence_id)
  ) STRICT, WITHOUT ROWID;
  `,
  evidence_setting: ({ table }) => `
  CREATE TABLE ${table} (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), fetch INTEGER NOT NULL, allowed_hosts TEXT NOT NULL, proxy TEXT
  ) STRICT;
  `,
});

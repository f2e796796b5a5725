import { defineTables } from './define.ts';

export const holdsTables = defineTables({
  hold: ({ table, index }) => `
  CREATE TABLE ${table} (
    -- The newest has the highest; lists walk by it.
    position INTEGER PRIMARY KEY, hold_id TEXT NOT NULL UNIQUE, ground TEXT NOT NULL, reason TEXT NOT NULL, reference TEXT, placed_at TEXT NOT NULL, placed_by TEXT NOT NULL,
    lifted_at TEXT, lifted_by TEXT, lift_reason TEXT
  ) STRICT;
  CREATE INDEX ${index('hold_standing')} ON ${table} (position) WHERE lifted_at IS NULL;
  `,
  /** Cases and documents under a hold that stands; rows go when it is lifted, so that a look at them is one look. */
  held_case: ({ table }) => `
  CREATE TABLE ${table} (case_id TEXT NOT NULL, hold_id TEXT NOT NULL, PRIMARY KEY (case_id, hold_id)) STRICT, WITHOUT ROWID;
  `,
  held_document: ({ table }) => `
  CREATE TABLE ${table} (document_id TEXT NOT NULL, hold_id TEXT NOT NULL, PRIMARY KEY (document_id, hold_id)) STRICT, WITHOUT ROWID;
  `,
  /** What a hold names, also after it was lifted. */
  hold_subject: ({ table }) => `
  CREATE TABLE ${table} (hold_id TEXT NOT NULL, kind TEXT NOT NULL, subject_id TEXT NOT NULL, PRIMARY KEY (hold_id, kind, subject_id)) STRICT, WITHOUT ROWID;
  `,
});

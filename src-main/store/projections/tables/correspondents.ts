import { defineTables } from './define.ts';

export const correspondentsTables = defineTables({
  correspondent: ({ table, index }) => `
  CREATE TABLE ${table} (
    correspondent_id TEXT PRIMARY KEY, name TEXT NOT NULL, other_names TEXT NOT NULL, category TEXT NOT NULL, letter TEXT NOT NULL,
    address TEXT NOT NULL, email TEXT NOT NULL, code TEXT NOT NULL, note TEXT NOT NULL, likeness TEXT NOT NULL,
    head_only_lifted INTEGER NOT NULL, merged_into TEXT
  ) STRICT;
  CREATE INDEX ${index('correspondent_by_name')} ON ${table} (name) WHERE merged_into IS NULL;
  CREATE INDEX ${index('correspondent_by_code')} ON ${table} (code) WHERE merged_into IS NULL AND code <> '';
  CREATE INDEX ${index('correspondent_by_likeness')} ON ${table} (likeness) WHERE merged_into IS NULL;
  `,
  // Skeletons of words, initials behind "=", whole names behind "~".
  correspondent_key: ({ table, index }) => `
  CREATE TABLE ${table} (
    key TEXT NOT NULL, correspondent_id TEXT NOT NULL,
    PRIMARY KEY (key, correspondent_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('correspondent_key_by_entry')} ON ${table} (correspondent_id);
  `,
  // Words that were ever used, by each form of their beginning with one letter out.
  correspondent_slip: ({ table }) => `
  CREATE TABLE ${table} (
    slip TEXT NOT NULL, word TEXT NOT NULL,
    PRIMARY KEY (slip, word)
  ) STRICT, WITHOUT ROWID;
  `,
});

import { defineTables } from './define.ts';

export const dayPapersTables = defineTables({
  journal_print: ({ table, index }) => `
  CREATE TABLE ${table} (
    print_id TEXT PRIMARY KEY, journal_id TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL, first_number INTEGER NOT NULL, last_number INTEGER NOT NULL, row_count INTEGER NOT NULL,
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, file_name TEXT NOT NULL, language TEXT NOT NULL, printed_at TEXT NOT NULL, printed_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('journal_print_by_hash')} ON ${table} (sha256);
  CREATE INDEX ${index('journal_print_by_day')} ON ${table} (journal_id, to_day, from_day, last_number);
  `,
  gap_act_print: ({ table, index }) => `
  CREATE TABLE ${table} (
    print_id TEXT PRIMARY KEY, journal_id TEXT NOT NULL, serial_year INTEGER NOT NULL, gaps INTEGER NOT NULL,
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, file_name TEXT NOT NULL, language TEXT NOT NULL, printed_at TEXT NOT NULL, printed_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('gap_act_print_by_hash')} ON ${table} (sha256);
  `,
  handover: ({ table, index }) => `
  CREATE TABLE ${table} (
    handover_id TEXT PRIMARY KEY, day TEXT NOT NULL, to_name TEXT NOT NULL, person_id TEXT, note TEXT NOT NULL,
    made_at TEXT NOT NULL, made_by TEXT NOT NULL, signed_at TEXT, signed_by TEXT
  ) STRICT;
  CREATE INDEX ${index('handover_by_day')} ON ${table} (day, made_at);
  `,
  handover_document: ({ table, index }) => `
  CREATE TABLE ${table} (
    handover_id TEXT NOT NULL, position INTEGER NOT NULL, document_id TEXT NOT NULL, PRIMARY KEY (handover_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('handover_by_document')} ON ${table} (document_id);
  `,
  handover_print: ({ table, index }) => `
  CREATE TABLE ${table} (
    print_id TEXT PRIMARY KEY, handover_id TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, file_name TEXT NOT NULL, language TEXT NOT NULL, printed_at TEXT NOT NULL, printed_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('handover_print_by_hash')} ON ${table} (sha256);
  `,
});

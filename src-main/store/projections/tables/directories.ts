import { defineTables } from './define.ts';

export const directoriesTables = defineTables({
  journal: ({ table }) => `
  CREATE TABLE ${table} (
    journal_id TEXT PRIMARY KEY, position INTEGER NOT NULL, direction TEXT NOT NULL, names TEXT NOT NULL, pattern TEXT NOT NULL,
    yearly INTEGER NOT NULL, access TEXT NOT NULL, default_kind_id TEXT, numbering TEXT NOT NULL, closed INTEGER NOT NULL
  ) STRICT;
  `,
  reg_number: ({ table }) => `
  CREATE TABLE ${table} (
    journal_id TEXT NOT NULL, year INTEGER NOT NULL, run TEXT NOT NULL, number INTEGER NOT NULL,
    -- Empty, or the letter beside a number that desks without a link gave twice.
    suffix TEXT NOT NULL, document_id TEXT NOT NULL,
    PRIMARY KEY (journal_id, year, run, number, suffix)
  ) STRICT, WITHOUT ROWID;
  `,
  document_kind: ({ table }) => `
  CREATE TABLE ${table} (
    kind_id TEXT PRIMARY KEY, position INTEGER NOT NULL, directions TEXT NOT NULL, names TEXT NOT NULL,
    letter TEXT NOT NULL, mandatory TEXT NOT NULL, additional TEXT NOT NULL, journal_id TEXT, media TEXT NOT NULL, transitional INTEGER NOT NULL,
    blocked_by TEXT, allowed_from TEXT, allowed_until TEXT, basis_order TEXT, signatures TEXT, retention_article TEXT, route TEXT, access TEXT NOT NULL
  ) STRICT;
  `,
  registration_setting: ({ table }) => `
  CREATE TABLE ${table} (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1), number_before_scan INTEGER NOT NULL
  ) STRICT;
  `,
  unit: ({ table }) => `
  CREATE TABLE ${table} (
    unit_id TEXT PRIMARY KEY, unit_index TEXT NOT NULL, name TEXT NOT NULL, parent_unit_id TEXT, head_person_id TEXT, coordinator_person_id TEXT
  ) STRICT;
  `,
  person: ({ table }) => `
  CREATE TABLE ${table} (
    person_id TEXT PRIMARY KEY, name TEXT NOT NULL, position TEXT NOT NULL, unit_id TEXT, account_id TEXT, category TEXT
  ) STRICT;
  `,
});

import { defineTables } from './define.ts';

export const localActsTables = defineTables({
  local_act: ({ table }) => `
  CREATE TABLE ${table} (
    document_id TEXT PRIMARY KEY, designation TEXT NOT NULL, edition TEXT NOT NULL, introduced_by TEXT NOT NULL, introduced_on TEXT NOT NULL,
    valid_until TEXT, extended_until TEXT
  ) STRICT;
  `,
  /** Acts that people have to know: `unit_ids` is a JSON list, null the whole office; `categories` likewise, null whatever their category. */
  act_requirement: ({ table }) => `
  CREATE TABLE ${table} (
    document_id TEXT PRIMARY KEY, step_id TEXT NOT NULL, form TEXT NOT NULL, unit_ids TEXT, categories TEXT, required_at TEXT NOT NULL, required_by TEXT NOT NULL
  ) STRICT;
  `,
  local_act_change: ({ table }) => `
  CREATE TABLE ${table} (
    document_id TEXT NOT NULL, position INTEGER NOT NULL, change_id TEXT NOT NULL, version TEXT NOT NULL, clause TEXT NOT NULL, basis TEXT NOT NULL,
    entered_on TEXT NOT NULL, entered_at TEXT NOT NULL, entered_by TEXT NOT NULL,
    PRIMARY KEY (document_id, position)
  ) STRICT, WITHOUT ROWID;
  `,
  local_act_copy: ({ table }) => `
  CREATE TABLE ${table} (
    document_id TEXT NOT NULL, position INTEGER NOT NULL, copy_number INTEGER NOT NULL, number_run TEXT NOT NULL, holder TEXT NOT NULL, issued_on TEXT NOT NULL, issued_at TEXT NOT NULL, issued_by TEXT NOT NULL,
    PRIMARY KEY (document_id, position)
  ) STRICT, WITHOUT ROWID;
  `,
});

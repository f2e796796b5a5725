import { defineTables } from './define.ts';

export const destructionTables = defineTables({
  destruction_act: ({ table }) => `
  CREATE TABLE ${table} (
    act_id TEXT PRIMARY KEY, number TEXT NOT NULL, year INTEGER NOT NULL, drawn_up_on TEXT NOT NULL, drawn_up_by TEXT NOT NULL, state TEXT NOT NULL,
    commission_number TEXT, commission_date TEXT, archive_number TEXT, archive_date TEXT, approved_by TEXT, approved_on TEXT,
    method TEXT, begun_at TEXT, begun_by TEXT, begun_account TEXT, confirmed_at TEXT, confirmed_by TEXT, confirmed_account TEXT
  ) STRICT;
  `,
  /** `stayed`: what stood against the destruction of a case when its act was completed. */
  destruction_case: ({ table, index }) => `
  CREATE TABLE ${table} (act_id TEXT NOT NULL, case_id TEXT NOT NULL, stayed TEXT, PRIMARY KEY (act_id, case_id)) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('destruction_case_by_case')} ON ${table} (case_id);
  `,
  /** Who went on with an act at another desk, and when last. */
  destruction_resumption: ({ table }) => `
  CREATE TABLE ${table} (act_id TEXT NOT NULL, account_id TEXT NOT NULL, name TEXT NOT NULL, resumed_at TEXT NOT NULL, PRIMARY KEY (act_id, account_id)) STRICT, WITHOUT ROWID;
  `,
  /** Residual facts of what is gone (ARC-04): they stay for ever. */
  destroyed_case: ({ table, index }) => `
  CREATE TABLE ${table} (case_id TEXT PRIMARY KEY, act_id TEXT NOT NULL, act_number TEXT NOT NULL, destroyed_on TEXT NOT NULL, method TEXT NOT NULL, persons TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('destroyed_case_by_act')} ON ${table} (act_id);
  `,
  destruction_report: ({ table }) => `
  CREATE TABLE ${table} (
    act_id TEXT NOT NULL, place_key TEXT NOT NULL, place TEXT NOT NULL, cases INTEGER NOT NULL, files_removed INTEGER NOT NULL, files_kept INTEGER NOT NULL, cases_held INTEGER NOT NULL, reported_at TEXT NOT NULL,
    PRIMARY KEY (act_id, place_key)
  ) STRICT, WITHOUT ROWID;
  `,
});

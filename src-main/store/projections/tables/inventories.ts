import { defineTables } from './define.ts';

export const inventoriesTables = defineTables({
  appraisal: ({ table }) => `
  CREATE TABLE ${table} (protocol_id TEXT PRIMARY KEY, number TEXT NOT NULL, date TEXT NOT NULL, members TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL) STRICT;
  `,
  /** What each protocol decided, also where a later one decided again. */
  appraisal_decision: ({ table }) => `
  CREATE TABLE ${table} (protocol_id TEXT NOT NULL, case_id TEXT NOT NULL, decision TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (protocol_id, case_id)) STRICT, WITHOUT ROWID;
  `,
  /** The newest decision of the expert commission on each case. */
  appraised_case: ({ table, index }) => `
  CREATE TABLE ${table} (case_id TEXT PRIMARY KEY, protocol_id TEXT NOT NULL, decision TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('appraised_case_by_protocol')} ON ${table} (protocol_id);
  `,
  inventory: ({ table, index }) => `
  CREATE TABLE ${table} (
    inventory_id TEXT PRIMARY KEY, type TEXT NOT NULL, number TEXT NOT NULL, year INTEGER NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL, drawn_up_at TEXT NOT NULL, drawn_up_by TEXT NOT NULL,
    commission_number TEXT, commission_date TEXT, archive_number TEXT, archive_date TEXT, approved_by TEXT, approved_on TEXT
  ) STRICT;
  CREATE INDEX ${index('inventory_by_year')} ON ${table} (year, type);
  `,
  inventory_entry: ({ table, index }) => `
  CREATE TABLE ${table} (
    inventory_id TEXT NOT NULL, position INTEGER NOT NULL, number INTEGER NOT NULL, case_id TEXT NOT NULL, volume INTEGER NOT NULL, case_index TEXT NOT NULL, title TEXT NOT NULL,
    first_on TEXT, last_on TEXT, documents INTEGER NOT NULL, sheets INTEGER, retention_text TEXT NOT NULL, medium TEXT NOT NULL, note TEXT NOT NULL,
    PRIMARY KEY (inventory_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('inventory_entry_by_case')} ON ${table} (case_id, volume);
  `,
});

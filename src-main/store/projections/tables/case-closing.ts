import { defineTables } from './define.ts';

export const caseClosingTables = defineTables({
  archive_settings: ({ table }) => `
  CREATE TABLE ${table} (one INTEGER PRIMARY KEY CHECK (one = 1), paper_duplicate_over_years INTEGER, volume_sheets INTEGER NOT NULL, archival_fund INTEGER NOT NULL) STRICT;
  `,
  case_closing: ({ table, index }) => `
  CREATE TABLE ${table} (
    -- Last case of a chain of carried ones: it was closed, and they with it.
    case_id TEXT PRIMARY KEY, closed_with TEXT NOT NULL, finished_on TEXT NOT NULL, closed_on TEXT NOT NULL, closed_by TEXT NOT NULL, term_rule TEXT NOT NULL, pack_version TEXT NOT NULL,
    certifier_name TEXT NOT NULL, certifier_position TEXT NOT NULL,
    -- Of the closing in the log: by them it is known which desk had seen it.
    closing_place INTEGER NOT NULL, closing_desk TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('case_closing_by_last')} ON ${table} (closed_with);
  `,
  /** What the certifying note of a closed volume says. */
  volume_note: ({ table }) => `
  CREATE TABLE ${table} (case_id TEXT NOT NULL, volume INTEGER NOT NULL, documents INTEGER NOT NULL, files INTEGER NOT NULL, sheets INTEGER, PRIMARY KEY (case_id, volume)) STRICT, WITHOUT ROWID;
  `,
  case_event: ({ table }) => `
  CREATE TABLE ${table} (case_id TEXT PRIMARY KEY, happened_on TEXT NOT NULL, basis TEXT NOT NULL, term_rule TEXT NOT NULL, pack_version TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  retention_decision: ({ table, index }) => `
  CREATE TABLE ${table} (decision_id TEXT PRIMARY KEY, case_id TEXT NOT NULL, ground TEXT NOT NULL, before TEXT, after TEXT NOT NULL, basis TEXT NOT NULL, protocol_id TEXT, list TEXT, listed TEXT, decided_at TEXT NOT NULL, decided_by TEXT NOT NULL) STRICT;
  CREATE INDEX ${index('retention_decision_by_case')} ON ${table} (case_id);
  `,
  /** The term of each closed case as the facts give it; read by the calendar and the proposals of destruction. */
  case_term: ({ table, index }) => `
  CREATE TABLE ${table} (case_id TEXT PRIMARY KEY, period_class TEXT, starts_on TEXT, ends_on TEXT, destroyable_from INTEGER, reason TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('case_term_by_year')} ON ${table} (destroyable_from, period_class) WHERE destroyable_from IS NOT NULL;
  CREATE INDEX ${index('case_term_without_year')} ON ${table} (reason) WHERE destroyable_from IS NULL;
  `,
});

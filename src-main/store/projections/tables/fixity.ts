import { defineTables } from './define.ts';

export const fixityTables = defineTables({
  fixity_schedule: ({ table }) => `
  CREATE TABLE ${table} (one INTEGER PRIMARY KEY CHECK (one = 1), every_days INTEGER NOT NULL) STRICT;
  `,
  fixity_report: ({ table, index }) => `
  CREATE TABLE ${table} (
    report_id TEXT PRIMARY KEY, desk TEXT NOT NULL, desk_code TEXT NOT NULL, begun_at TEXT NOT NULL, ended_at TEXT NOT NULL, files INTEGER NOT NULL, bytes INTEGER NOT NULL,
    problems INTEGER NOT NULL, listed TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('fixity_report_by_end')} ON ${table} (ended_at);
  `,
});

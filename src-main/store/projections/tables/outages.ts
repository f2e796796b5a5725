import { defineTables } from './define.ts';

export const outagesTables = defineTables({
  outage: ({ table }) => `
  CREATE TABLE ${table} (
    outage_id TEXT PRIMARY KEY, cause TEXT NOT NULL, from_time TEXT NOT NULL, until_time TEXT, expected_until TEXT, note TEXT NOT NULL
  ) STRICT;
  `,
  outage_report: ({ table, index }) => `
  CREATE TABLE ${table} (
    report_id TEXT PRIMARY KEY, outage_id TEXT, units TEXT NOT NULL, position TEXT NOT NULL, name TEXT NOT NULL, reasons TEXT NOT NULL,
    from_time TEXT NOT NULL, until_time TEXT, way TEXT NOT NULL, reported_at TEXT NOT NULL, recorded_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('outage_report_by_outage')} ON ${table} (outage_id, reported_at);
  `,
  outage_notice: ({ table, index }) => `
  CREATE TABLE ${table} (
    notice_id TEXT PRIMARY KEY, outage_id TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL,
    queued_at TEXT NOT NULL, queued_by TEXT NOT NULL, sent_at TEXT, sent_by TEXT
  ) STRICT;
  CREATE INDEX ${index('outage_notice_by_outage')} ON ${table} (outage_id, queued_at);
  `,
});

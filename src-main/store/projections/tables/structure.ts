import { defineTables } from './define.ts';

export const structureTables = defineTables({
  delegation: ({ table, index }) => `
  CREATE TABLE ${table} (
    delegation_id TEXT PRIMARY KEY, principal_person_id TEXT NOT NULL, deputy_person_id TEXT NOT NULL, capacity TEXT NOT NULL,
    basis TEXT NOT NULL, actions TEXT NOT NULL, kind_ids TEXT, journal_ids TEXT, from_time TEXT NOT NULL, until_time TEXT,
    granted_at TEXT NOT NULL, granted_by TEXT NOT NULL, removed_at TEXT, removed_by TEXT
  ) STRICT;
  CREATE INDEX ${index('delegation_by_deputy')} ON ${table} (deputy_person_id);
  CREATE INDEX ${index('delegation_by_principal')} ON ${table} (principal_person_id);
  `,
  absence: ({ table, index }) => `
  CREATE TABLE ${table} (
    absence_id TEXT PRIMARY KEY, person_id TEXT NOT NULL, reason TEXT NOT NULL, from_time TEXT NOT NULL, to_time TEXT NOT NULL,
    recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL, cancelled_at TEXT
  ) STRICT;
  CREATE INDEX ${index('absence_by_person')} ON ${table} (person_id, from_time);
  `,
  work_plan: ({ table }) => `
  CREATE TABLE ${table} (
    scope_key TEXT PRIMARY KEY, scope TEXT NOT NULL, plan TEXT NOT NULL, version TEXT NOT NULL
  ) STRICT;
  `,
});

import { defineTables } from './define.ts';

export const agreementsTables = defineTables({
  identity_check: ({ table, index }) => `
  CREATE TABLE ${table} (
    check_id TEXT PRIMARY KEY, person_id TEXT NOT NULL, person_name TEXT NOT NULL, way TEXT NOT NULL, proof TEXT NOT NULL, checked_at TEXT NOT NULL, checked_by TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('identity_check_by_person')} ON ${table} (person_id);
  `,
  agreement: ({ table, index }) => `
  CREATE TABLE ${table} (
    agreement_id TEXT PRIMARY KEY, subject TEXT NOT NULL, person_id TEXT NOT NULL, person_name TEXT NOT NULL, post TEXT NOT NULL, form TEXT NOT NULL, number TEXT NOT NULL,
    concluded_on TEXT NOT NULL, in_force_from TEXT NOT NULL, basis_document_id TEXT, basis_sha256 TEXT, way TEXT NOT NULL, check_id TEXT, registered_at TEXT NOT NULL, registered_by TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('agreement_by_person')} ON ${table} (person_id);
  `,
  /** Every end that was entered; the earliest last day counts. */
  agreement_end: ({ table }) => `
  CREATE TABLE ${table} (
    agreement_id TEXT NOT NULL, step_id TEXT NOT NULL, last_day TEXT NOT NULL, reason TEXT NOT NULL, ended_at TEXT NOT NULL, ended_by TEXT NOT NULL,
    PRIMARY KEY (agreement_id, step_id)
  ) STRICT, WITHOUT ROWID;
  `,
});

import { defineTables } from './define.ts';

export const signatureHoldingsTables = defineTables({
  signature_holding: ({ table, index }) => `
  CREATE TABLE ${table} (
    holding_id TEXT PRIMARY KEY, person_id TEXT NOT NULL, person_name TEXT NOT NULL, post TEXT NOT NULL, level TEXT NOT NULL, issuer TEXT NOT NULL, basis TEXT NOT NULL,
    medium TEXT NOT NULL, serial TEXT, certificate_issuer TEXT, valid_until TEXT, issued_at TEXT NOT NULL, issued_by TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('signature_holding_by_person')} ON ${table} (person_id);
  `,
  /** Everything that was told of an entry; the rules say what it comes to. */
  signature_holding_step: ({ table }) => `
  CREATE TABLE ${table} (
    holding_id TEXT NOT NULL, step_id TEXT NOT NULL, kind TEXT NOT NULL, since TEXT NOT NULL, reason TEXT NOT NULL, told_at TEXT NOT NULL, told_by TEXT NOT NULL,
    PRIMARY KEY (holding_id, step_id)
  ) STRICT, WITHOUT ROWID;
  `,
});

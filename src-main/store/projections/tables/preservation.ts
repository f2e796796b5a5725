import { defineTables } from './define.ts';

export const preservationTables = defineTables({
  preservation_settings: ({ table }) => `
  CREATE TABLE ${table} (one INTEGER PRIMARY KEY CHECK (one = 1), keeper TEXT, renew_days INTEGER NOT NULL, revalidate_days INTEGER NOT NULL) STRICT;
  `,
  /** Each signed document that is kept: neither void nor destroyed. Rounds and lists of a large archive read its indexes. */
  document_provable: ({ table, index }) => `
  CREATE TABLE ${table} (
    document_id TEXT PRIMARY KEY, standing TEXT NOT NULL, assessed_at TEXT, until TEXT, verification_id TEXT, stamped_at TEXT, authority_until TEXT, digest TEXT
  ) STRICT;
  CREATE INDEX ${index('document_provable_by_standing')} ON ${table} (standing, until, document_id);
  CREATE INDEX ${index('document_provable_by_end')} ON ${table} (until IS NULL, until, document_id);
  `,
  preserved_evidence: ({ table, index }) => `
  CREATE TABLE ${table} (
    package_id TEXT PRIMARY KEY, document_id TEXT NOT NULL, manifest_name TEXT NOT NULL, manifest_sha256 TEXT NOT NULL, record_name TEXT NOT NULL, record_sha256 TEXT NOT NULL,
    stamped_at TEXT NOT NULL, authority TEXT NOT NULL, authority_until TEXT NOT NULL, digest TEXT NOT NULL, together INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX ${index('preserved_evidence_of_document')} ON ${table} (document_id, stamped_at);
  `,
  preserved_piece: ({ table }) => `
  CREATE TABLE ${table} (package_id TEXT NOT NULL, place INTEGER NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (package_id, place)) STRICT;
  `,
  preservation_report: ({ table, index }) => `
  CREATE TABLE ${table} (
    report_id TEXT PRIMARY KEY, desk TEXT NOT NULL, desk_code TEXT NOT NULL, begun_at TEXT NOT NULL, ended_at TEXT NOT NULL,
    assessed INTEGER NOT NULL, renewed INTEGER NOT NULL, not_passing INTEGER NOT NULL, listed TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('preservation_report_by_end')} ON ${table} (ended_at);
  `,
});

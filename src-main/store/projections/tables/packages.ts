import { defineTables } from './define.ts';

export const packagesTables = defineTables({
  package_made: ({ table, index }) => `
  CREATE TABLE ${table} (
    package_id TEXT PRIMARY KEY, format TEXT NOT NULL, case_ids TEXT NOT NULL, made_for TEXT NOT NULL, permission TEXT, file_name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
    files INTEGER NOT NULL, documents INTEGER NOT NULL, manifest_sha256 TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL, account_id TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('package_made_by_hash')} ON ${table} (sha256);
  `,
  package_imported: ({ table, index }) => `
  CREATE TABLE ${table} (
    package_id TEXT PRIMARY KEY, format TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, identifier TEXT, organisation TEXT,
    documents INTEGER NOT NULL, findings INTEGER NOT NULL, report_sha256 TEXT NOT NULL, imported_at TEXT NOT NULL, imported_by TEXT NOT NULL, account_id TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('package_imported_by_hash')} ON ${table} (sha256);
  `,
  package_taken: ({ table, index }) => `
  CREATE TABLE ${table} (
    letter_id TEXT PRIMARY KEY, package_id TEXT NOT NULL, path TEXT NOT NULL, correspondent TEXT, number TEXT, date TEXT, subject TEXT
  ) STRICT;
  CREATE INDEX ${index('package_taken_by_package')} ON ${table} (package_id, path);
  `,
});

import { defineTables } from './define.ts';

export const paperIntakeTables = defineTables({
  card_stamp: ({ table }) => `
  CREATE TABLE ${table} (
    document_id TEXT NOT NULL, position INTEGER NOT NULL, method TEXT NOT NULL, format TEXT, reason TEXT, placed_at TEXT NOT NULL, placed_by TEXT NOT NULL,
    PRIMARY KEY (document_id, position)
  ) STRICT, WITHOUT ROWID;
  `,
  card_scan: ({ table }) => `
  CREATE TABLE ${table} (
    document_id TEXT NOT NULL, position INTEGER NOT NULL, scan_id TEXT NOT NULL, pages INTEGER, sheets INTEGER, difference_reason TEXT,
    attached_at TEXT NOT NULL, attached_by TEXT NOT NULL,
    PRIMARY KEY (document_id, position)
  ) STRICT, WITHOUT ROWID;
  `,
});

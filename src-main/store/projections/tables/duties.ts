import { defineTables } from './define.ts';

export const dutiesTables = defineTables({
  data_request: ({ table, index }) => `
  CREATE TABLE ${table} (
    request_id TEXT PRIMARY KEY, person_id TEXT NOT NULL, person_name TEXT NOT NULL, post TEXT NOT NULL, subject TEXT NOT NULL, due_on TEXT NOT NULL, asked_at TEXT NOT NULL, asked_by TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('data_request_by_person')} ON ${table} (person_id);
  `,
  /** Every supply that was entered; the earliest day counts. */
  data_supply: ({ table }) => `
  CREATE TABLE ${table} (
    request_id TEXT NOT NULL, step_id TEXT NOT NULL, supplied_on TEXT NOT NULL, answer TEXT NOT NULL, document_id TEXT, supplied_at TEXT NOT NULL, supplied_by TEXT NOT NULL,
    PRIMARY KEY (request_id, step_id)
  ) STRICT, WITHOUT ROWID;
  `,
});

import { defineTables } from './define.ts';

export const accountsTables = defineTables({
  account: ({ table }) => `
  CREATE TABLE ${table} (
    account_id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, roles TEXT NOT NULL,
    -- Null: the person does not work at this desk. Codes of the desks where that is so; null: all of them.
    verifier TEXT, desks TEXT, password_change_due TEXT, locked_reason TEXT, failures INTEGER NOT NULL, created_at TEXT NOT NULL
  ) STRICT;
  `,
  password_used: ({ table }) => `
  CREATE TABLE ${table} (
    account_id TEXT NOT NULL, position INTEGER NOT NULL, verifier TEXT NOT NULL,
    PRIMARY KEY (account_id, position)
  ) STRICT, WITHOUT ROWID;
  `,
});

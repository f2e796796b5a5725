import { defineTables } from './define.ts';

export const conflictsTables = defineTables({
  /**
   * What desks that did not see each other's work leave to a person. Sort `field`: both changed a field. `duplicate`:
   * both registered the same document. `number`: both gave the same number. `command`: something was done to what another
   * had changed meanwhile, and was rejected.
   */
  conflict: ({ table, index }) => `
  CREATE TABLE ${table} (
    conflict_id TEXT PRIMARY KEY, sort TEXT NOT NULL, position INTEGER NOT NULL,
    -- The operation that met the conflict, and the earlier one; what it is about, and the other document of two.
    op_id TEXT NOT NULL, other_op_id TEXT, entity TEXT NOT NULL, other_document_id TEXT, field TEXT, reason TEXT,
    decision TEXT, settled_at TEXT, settled_by TEXT, settled_reason TEXT
  ) STRICT;
  CREATE INDEX ${index('conflict_open')} ON ${table} (position) WHERE decision IS NULL;
  CREATE INDEX ${index('conflict_by_entity')} ON ${table} (entity);
  `,
});

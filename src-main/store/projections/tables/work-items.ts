import { defineTables } from './define.ts';

export const workItemsTables = defineTables({
  /** What waits for a person now: rows go when the matter is done; the rooms' own tables remember it. */
  work_item: ({ table, index }) => `
  CREATE TABLE ${table} (
    item_id TEXT PRIMARY KEY, person_id TEXT NOT NULL, action TEXT NOT NULL, document_id TEXT NOT NULL,
    source_id TEXT NOT NULL, title TEXT NOT NULL, since TEXT NOT NULL, due_at TEXT, urgent INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('work_item_by_person')} ON ${table} (person_id, urgent DESC, due_at);
  CREATE INDEX ${index('work_item_by_source')} ON ${table} (source_id);
  CREATE INDEX ${index('work_item_by_document')} ON ${table} (document_id);
  `,
});

import { defineTables } from './define.ts';

export const routingTables = defineTables({
  route_template: ({ table }) => `
  CREATE TABLE ${table} (
    template_id TEXT NOT NULL, version INTEGER NOT NULL, template TEXT NOT NULL, defined_at TEXT NOT NULL, defined_by TEXT NOT NULL,
    PRIMARY KEY (template_id, version)
  ) STRICT, WITHOUT ROWID;
  `,
  draft_document: ({ table, index }) => `
  CREATE TABLE ${table} (
    document_id TEXT PRIMARY KEY, draft TEXT NOT NULL, author_person_id TEXT NOT NULL, author_name TEXT NOT NULL,
    created_at TEXT NOT NULL, created_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('draft_document_by_author')} ON ${table} (author_person_id, created_at);
  `,
  route: ({ table, index }) => `
  CREATE TABLE ${table} (
    route_id TEXT PRIMARY KEY, document_id TEXT NOT NULL, position INTEGER NOT NULL, template_id TEXT NOT NULL, template_version INTEGER NOT NULL,
    phase TEXT NOT NULL, started_at TEXT NOT NULL, due_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('route_by_document')} ON ${table} (document_id, position);
  `,
  /** What happened on routes, those events too that came too late: \`stale\` says why they do not count. */
  route_event: ({ table, index }) => `
  CREATE TABLE ${table} (
    op_id TEXT PRIMARY KEY, route_id TEXT NOT NULL, document_id TEXT NOT NULL, event_id TEXT NOT NULL, position INTEGER NOT NULL,
    event TEXT NOT NULL, stale TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('route_event_by_route')} ON ${table} (route_id, position);
  CREATE INDEX ${index('route_event_by_document')} ON ${table} (document_id, position);
  `,
  /** Whom a draft came to: they may read it. */
  route_person: ({ table, index }) => `
  CREATE TABLE ${table} (
    document_id TEXT NOT NULL, person_id TEXT NOT NULL, PRIMARY KEY (document_id, person_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('route_person_by_person')} ON ${table} (person_id);
  `,
  /** Contents of a draft, former ones too, and what shows its signatures. */
  draft_file: ({ table, index }) => `
  CREATE TABLE ${table} (
    document_id TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, file_name TEXT NOT NULL, PRIMARY KEY (document_id, sha256)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('draft_file_by_hash')} ON ${table} (sha256);
  `,
  /** Protocols of signatures on its routes. */
  draft_protocol: ({ table, index }) => `
  CREATE TABLE ${table} (
    protocol_id TEXT PRIMARY KEY, document_id TEXT NOT NULL, event_id TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, file_name TEXT NOT NULL,
    verdict TEXT, checked_at TEXT NOT NULL, made_by TEXT NOT NULL, position INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('draft_protocol_by_document')} ON ${table} (document_id, position);
  `,
  /** Cards as which a draft was registered; one of them counts, whatever two desks did at once. */
  draft_card: ({ table, index }) => `
  CREATE TABLE ${table} (
    document_id TEXT NOT NULL, card_id TEXT NOT NULL, counts INTEGER NOT NULL, PRIMARY KEY (document_id, card_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('draft_card_by_card')} ON ${table} (card_id);
  `,
});

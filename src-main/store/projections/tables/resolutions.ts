import { defineTables } from './define.ts';

export const resolutionsTables = defineTables({
  resolution: ({ table, index }) => `
  CREATE TABLE ${table} (
    resolution_id TEXT PRIMARY KEY, document_id TEXT NOT NULL, source TEXT NOT NULL, source_id TEXT NOT NULL,
    author_person_id TEXT NOT NULL, author_name TEXT NOT NULL, text TEXT NOT NULL, due_on TEXT, unit_ids TEXT NOT NULL, executors TEXT NOT NULL,
    on_paper_on TEXT, urgent INTEGER NOT NULL, issued_at TEXT NOT NULL, issued_by TEXT NOT NULL, on_behalf INTEGER NOT NULL,
    superseded_by TEXT, withdrawn INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX ${index('resolution_by_document')} ON ${table} (document_id, issued_at);
  CREATE INDEX ${index('resolution_by_source')} ON ${table} (source_id);
  `,
  assignment: ({ table, index }) => `
  CREATE TABLE ${table} (
    assignment_id TEXT PRIMARY KEY, resolution_id TEXT NOT NULL, document_id TEXT NOT NULL, person_id TEXT NOT NULL,
    person_name TEXT NOT NULL, role TEXT NOT NULL, due_on TEXT, due_at TEXT, due_ground TEXT, calendar_version TEXT,
    review_due_at TEXT, state TEXT NOT NULL, received_at TEXT NOT NULL, executed_at TEXT
  ) STRICT;
  CREATE INDEX ${index('assignment_by_document')} ON ${table} (document_id, role, state, due_at, due_on, person_id);
  CREATE INDEX ${index('assignment_open')} ON ${table} (due_on) WHERE state IN ('open', 'reported');
  CREATE INDEX ${index('assignment_executed')} ON ${table} (due_on) WHERE state = 'executed';
  CREATE INDEX ${index('assignment_by_resolution')} ON ${table} (resolution_id);
  CREATE INDEX ${index('assignment_by_person')} ON ${table} (person_id, state);
  `,
  execution_report: ({ table, index }) => `
  CREATE TABLE ${table} (
    report_id TEXT PRIMARY KEY, assignment_id TEXT NOT NULL, final INTEGER NOT NULL, text TEXT NOT NULL,
    reported_at TEXT NOT NULL, reported_by TEXT NOT NULL, accepted INTEGER, decision_reason TEXT, decided_at TEXT, decided_by TEXT
  ) STRICT;
  CREATE INDEX ${index('execution_report_by_assignment')} ON ${table} (assignment_id, reported_at);
  `,
  extension_request: ({ table, index }) => `
  CREATE TABLE ${table} (
    request_id TEXT PRIMARY KEY, assignment_id TEXT NOT NULL, until TEXT NOT NULL, reason TEXT NOT NULL,
    requested_at TEXT NOT NULL, requested_by TEXT NOT NULL, granted INTEGER, decision_reason TEXT, decided_at TEXT, decided_by TEXT
  ) STRICT;
  CREATE INDEX ${index('extension_request_by_assignment')} ON ${table} (assignment_id, requested_at);
  `,
  document_control: ({ table }) => `
  CREATE TABLE ${table} (
    document_id TEXT PRIMARY KEY, controller_person_id TEXT NOT NULL, controller_name TEXT NOT NULL, set_at TEXT NOT NULL,
    lifted_at TEXT, lifted_by TEXT
  ) STRICT;
  `,
});

import { defineTables } from './define.ts';

export const cardsTables = defineTables({
  card: ({ table, index }) => `
  CREATE TABLE ${table} (
    -- The newest card has the highest, and search walks by it. Place in the log; of cards from old journals see imported-card-key.ts.
    card_key INTEGER PRIMARY KEY, document_id TEXT NOT NULL UNIQUE, request_id TEXT NOT NULL UNIQUE, letter_id TEXT,
    direction TEXT NOT NULL, journal_id TEXT NOT NULL, kind_id TEXT NOT NULL,
    -- The number as it is compared, so that the same letter is found by one look (REG-17).
    correspondent TEXT, correspondent_number TEXT, compared_number TEXT, correspondent_date TEXT,
    subject TEXT NOT NULL, sheets INTEGER, attachment_sheets INTEGER, language TEXT, case_id TEXT,
    addressee TEXT, author TEXT, restricted INTEGER NOT NULL, note TEXT,
    medium TEXT NOT NULL, paper_ground TEXT, delivery TEXT, postal_track TEXT, received_date TEXT, correspondent_id TEXT, unit_id TEXT,
    outage_id TEXT, distribution_barred INTEGER NOT NULL,
    registration_index TEXT NOT NULL, registration_number INTEGER NOT NULL, registration_year INTEGER NOT NULL,
    registration_date TEXT NOT NULL, registered_at TEXT NOT NULL,
    registered_by TEXT NOT NULL, registered_by_name TEXT NOT NULL, registered_desk TEXT NOT NULL,
    state TEXT NOT NULL, verdict TEXT, void_reason TEXT, replaced_by TEXT, replaces TEXT
  ) STRICT;
  CREATE INDEX ${index('card_by_time')} ON ${table} (registered_at);
  CREATE INDEX ${index('card_by_journal')} ON ${table} (journal_id, registration_year, registration_number);
  CREATE INDEX ${index('card_by_index')} ON ${table} (registration_index);
  CREATE INDEX ${index('card_by_case')} ON ${table} (case_id) WHERE case_id IS NOT NULL;
  CREATE INDEX ${index('card_by_foreign_number')} ON ${table} (compared_number, correspondent_date) WHERE compared_number IS NOT NULL;
  CREATE INDEX ${index('card_by_directory')} ON ${table} (correspondent_id) WHERE correspondent_id IS NOT NULL;
  CREATE INDEX ${index('card_by_outage')} ON ${table} (outage_id) WHERE outage_id IS NOT NULL;
  CREATE INDEX ${index('card_by_state')} ON ${table} (state, direction, registered_at);
  CREATE INDEX ${index('card_open_paper')} ON ${table} (state, registered_at) WHERE state = 'registered' AND medium = 'paper';
  CREATE INDEX ${index('card_restricted')} ON ${table} (document_id) WHERE restricted = 1;
  CREATE INDEX ${index('card_by_correspondent')} ON ${table} (correspondent) WHERE correspondent IS NOT NULL;
  `,
  card_reader: ({ table, index }) => `
  CREATE TABLE ${table} (
    account_id TEXT NOT NULL, card_key INTEGER NOT NULL,
    PRIMARY KEY (account_id, card_key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('card_reader_by_card')} ON ${table} (card_key);
  `,
  card_file: ({ table, index }) => `
  CREATE TABLE ${table} (
    document_id TEXT NOT NULL, position INTEGER NOT NULL, sha256 TEXT NOT NULL, file_name TEXT NOT NULL,
    size INTEGER NOT NULL, media_type TEXT NOT NULL, role TEXT NOT NULL,
    PRIMARY KEY (document_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ${index('card_file_by_hash')} ON ${table} (sha256);
  `,
  copy: ({ table, index }) => `
  CREATE TABLE ${table} (
    copy_id TEXT PRIMARY KEY, position INTEGER NOT NULL, document_id TEXT NOT NULL, form TEXT NOT NULL, sha256 TEXT NOT NULL, file_name TEXT NOT NULL,
    size INTEGER NOT NULL, method TEXT NOT NULL, continues TEXT, continued_bytes INTEGER, made_at TEXT NOT NULL, made_by TEXT NOT NULL,
    request_id TEXT, copy_number INTEGER, number_run TEXT, certified_by TEXT, certifier_position TEXT, pages TEXT, permission TEXT
  ) STRICT;
  CREATE INDEX ${index('copy_by_request')} ON ${table} (request_id) WHERE request_id IS NOT NULL;
  CREATE INDEX ${index('copy_by_document')} ON ${table} (document_id, position);
  CREATE INDEX ${index('copy_by_hash')} ON ${table} (sha256);
  `,
});

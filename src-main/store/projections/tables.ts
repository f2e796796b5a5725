import type { DeskDatabase } from '../database.ts';

/** Raised whenever tables or the way they are filled change; the desk then rebuilds them from the log. */
export const PROJECTIONS_VERSION = 3;

/** Tables that are nothing but a reading of the log, in an order in which they can be made. */
export const PROJECTION_TABLES = [
  'office',
  'account',
  'password_used',
  'journal',
  'reg_number',
  'document_kind',
  'case_file',
  'unit',
  'person',
  'letter',
  'letter_file',
  'card',
  'card_file',
  'verification',
  'verification_missing',
  'verification_evidence',
  'file_content',
  'copy',
  'trust_entry',
  'evidence',
  'evidence_key',
  'evidence_setting',
  'made_signature',
  'signing_setting',
] as const;
export type ProjectionTable = (typeof PROJECTION_TABLES)[number];

/** Names of a set of tables: the ones in use, or those of a rebuild that is under way. */
export interface TableSet {
  readonly name: (table: ProjectionTable) => string;
  /** Ending of index names, which SQLite keeps through a renaming of their table. */
  readonly generation: number;
}

export function liveTables(generation: number): TableSet {
  return { name: (table) => table, generation };
}

export function shadowTables(generation: number): TableSet {
  return { name: (table) => `rebuild_${table}`, generation };
}

/** Makes the empty tables of a set. Lists and sets of small values are JSON text. */
export function createTables(database: DeskDatabase, set: TableSet): void {
  const t = set.name;
  const index = (name: string): string => `${name}_g${set.generation}`;
  database.exec(`
    CREATE TABLE ${t('office')} (
      office_id TEXT PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, document_languages TEXT NOT NULL,
      zone TEXT NOT NULL, desk_code TEXT NOT NULL, rule_pack TEXT NOT NULL, demonstration INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE ${t('account')} (
      account_id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, roles TEXT NOT NULL,
      verifier TEXT NOT NULL, password_change_due TEXT, locked_reason TEXT, failures INTEGER NOT NULL, created_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE ${t('password_used')} (
      account_id TEXT NOT NULL, position INTEGER NOT NULL, verifier TEXT NOT NULL,
      PRIMARY KEY (account_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE ${t('journal')} (
      journal_id TEXT PRIMARY KEY, position INTEGER NOT NULL, direction TEXT NOT NULL, names TEXT NOT NULL, pattern TEXT NOT NULL
    ) STRICT;

    CREATE TABLE ${t('reg_number')} (
      journal_id TEXT NOT NULL, year INTEGER NOT NULL, number INTEGER NOT NULL, document_id TEXT NOT NULL,
      PRIMARY KEY (journal_id, year, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE ${t('document_kind')} (
      kind_id TEXT PRIMARY KEY, position INTEGER NOT NULL, directions TEXT NOT NULL, names TEXT NOT NULL,
      letter TEXT NOT NULL, mandatory TEXT NOT NULL
    ) STRICT;

    CREATE TABLE ${t('case_file')} (
      case_id TEXT PRIMARY KEY, case_index TEXT NOT NULL, title TEXT NOT NULL, retention TEXT NOT NULL
    ) STRICT;

    CREATE TABLE ${t('unit')} (unit_id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;

    CREATE TABLE ${t('person')} (
      person_id TEXT PRIMARY KEY, name TEXT NOT NULL, position TEXT NOT NULL, unit_id TEXT
    ) STRICT;

    CREATE TABLE ${t('letter')} (
      letter_id TEXT PRIMARY KEY, position INTEGER NOT NULL, received_at TEXT NOT NULL, received_by TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'registered', 'joined', 'discarded')),
      document_id TEXT
    ) STRICT;
    CREATE INDEX ${index('letter_by_state')} ON ${t('letter')} (state, position);

    CREATE TABLE ${t('letter_file')} (
      letter_id TEXT NOT NULL, position INTEGER NOT NULL, sha256 TEXT NOT NULL, file_name TEXT NOT NULL,
      size INTEGER NOT NULL, media_type TEXT NOT NULL, role TEXT NOT NULL,
      PRIMARY KEY (letter_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE ${t('card')} (
      document_id TEXT PRIMARY KEY, request_id TEXT NOT NULL UNIQUE, letter_id TEXT,
      direction TEXT NOT NULL, journal_id TEXT NOT NULL, kind_id TEXT NOT NULL,
      correspondent TEXT, correspondent_number TEXT, correspondent_date TEXT,
      subject TEXT NOT NULL, sheets INTEGER, attachment_sheets INTEGER, language TEXT, case_id TEXT,
      addressee TEXT, author TEXT, restricted INTEGER NOT NULL, note TEXT,
      registration_index TEXT NOT NULL, registration_number INTEGER NOT NULL, registration_year INTEGER NOT NULL,
      registration_date TEXT NOT NULL, registered_at TEXT NOT NULL,
      registered_by TEXT NOT NULL, registered_by_name TEXT NOT NULL,
      state TEXT NOT NULL, verdict TEXT
    ) STRICT;
    CREATE INDEX ${index('card_by_registration')} ON ${t('card')} (direction, registered_at);
    CREATE INDEX ${index('card_by_time')} ON ${t('card')} (registered_at);
    CREATE INDEX ${index('card_by_index')} ON ${t('card')} (registration_index);
    CREATE INDEX ${index('card_by_correspondent')} ON ${t('card')} (correspondent) WHERE correspondent IS NOT NULL;

    CREATE TABLE ${t('card_file')} (
      document_id TEXT NOT NULL, position INTEGER NOT NULL, sha256 TEXT NOT NULL, file_name TEXT NOT NULL,
      size INTEGER NOT NULL, media_type TEXT NOT NULL, role TEXT NOT NULL,
      PRIMARY KEY (document_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX ${index('card_file_by_hash')} ON ${t('card_file')} (sha256);

    CREATE TABLE ${t('verification')} (
      verification_id TEXT PRIMARY KEY, letter_id TEXT, document_id TEXT, verdict TEXT NOT NULL,
      reports_sha256 TEXT NOT NULL, suggestions TEXT NOT NULL, checked_at TEXT NOT NULL,
      position INTEGER NOT NULL, cause TEXT NOT NULL, missing TEXT NOT NULL
    ) STRICT;
    CREATE INDEX ${index('verification_by_letter')} ON ${t('verification')} (letter_id, position);
    CREATE INDEX ${index('verification_by_document')} ON ${t('verification')} (document_id, position);
    CREATE INDEX ${index('verification_undetermined')} ON ${t('verification')} (position) WHERE verdict = 'undetermined';

    CREATE TABLE ${t('verification_missing')} (
      key TEXT NOT NULL, verification_id TEXT NOT NULL,
      PRIMARY KEY (key, verification_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE ${t('verification_evidence')} (
      verification_id TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL, obtained_at TEXT,
      PRIMARY KEY (verification_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE ${t('file_content')} (
      of_sha256 TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, media_type TEXT NOT NULL
    ) STRICT;
    CREATE INDEX ${index('file_content_by_hash')} ON ${t('file_content')} (sha256);

    CREATE TABLE ${t('copy')} (
      copy_id TEXT PRIMARY KEY, document_id TEXT NOT NULL, form TEXT NOT NULL, sha256 TEXT NOT NULL, file_name TEXT NOT NULL,
      size INTEGER NOT NULL, method TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL
    ) STRICT;
    CREATE INDEX ${index('copy_by_document')} ON ${t('copy')} (document_id, made_at);

    CREATE TABLE ${t('trust_entry')} (
      entry_id TEXT PRIMARY KEY, kind TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
      description TEXT NOT NULL, added_at TEXT NOT NULL, added_by TEXT NOT NULL
    ) STRICT;

    CREATE TABLE ${t('evidence')} (
      evidence_id TEXT PRIMARY KEY, position INTEGER NOT NULL, slot TEXT NOT NULL, in_use INTEGER NOT NULL,
      kind TEXT NOT NULL, url TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, obtained_at TEXT NOT NULL,
      this_update TEXT, next_update TEXT, description TEXT NOT NULL
    ) STRICT;
    CREATE INDEX ${index('evidence_by_slot')} ON ${t('evidence')} (slot, in_use);
    CREATE INDEX ${index('evidence_by_hash')} ON ${t('evidence')} (sha256);

    CREATE TABLE ${t('evidence_key')} (
      key TEXT NOT NULL, evidence_id TEXT NOT NULL,
      PRIMARY KEY (key, evidence_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE ${t('evidence_setting')} (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1), fetch INTEGER NOT NULL, allowed_hosts TEXT NOT NULL, proxy TEXT
    ) STRICT;

    CREATE TABLE ${t('made_signature')} (
      signature_id TEXT PRIMARY KEY, position INTEGER NOT NULL, letter_id TEXT, document_id TEXT, of_sha256 TEXT NOT NULL,
      sha256 TEXT NOT NULL, file_name TEXT NOT NULL, size INTEGER NOT NULL, media_type TEXT NOT NULL, role TEXT NOT NULL,
      signer TEXT NOT NULL, timestamp TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL
    ) STRICT;
    CREATE INDEX ${index('made_signature_by_letter')} ON ${t('made_signature')} (letter_id);
    CREATE INDEX ${index('made_signature_by_document')} ON ${t('made_signature')} (document_id);
    CREATE INDEX ${index('made_signature_pending')} ON ${t('made_signature')} (position) WHERE timestamp = 'pending';

    CREATE TABLE ${t('signing_setting')} (
      only_row INTEGER PRIMARY KEY CHECK (only_row = 1), timestamp_authority TEXT
    ) STRICT;
  `);
}

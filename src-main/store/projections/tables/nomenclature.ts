import { defineTables } from './define.ts';

export const nomenclatureTables = defineTables({
  nomenclature: ({ table }) => `
  CREATE TABLE ${table} (
    nomenclature_id TEXT PRIMARY KEY, year INTEGER NOT NULL, state TEXT NOT NULL, initial INTEGER NOT NULL, copied_from TEXT,
    protocol_number TEXT, protocol_date TEXT, approved_by TEXT, approved_on TEXT, in_use_from TEXT, summarised_on TEXT, totals TEXT
  ) STRICT;
  `,
  nomenclature_section: ({ table, index }) => `
  CREATE TABLE ${table} (
    section_id TEXT NOT NULL, nomenclature_id TEXT NOT NULL, section_index TEXT NOT NULL, title TEXT NOT NULL, owner TEXT,
    PRIMARY KEY (nomenclature_id, section_id)
  ) STRICT;
  CREATE INDEX ${index('nomenclature_section_by_index')} ON ${table} (nomenclature_id, section_index);
  `,
  case_file: ({ table, index }) => `
  CREATE TABLE ${table} (
    case_id TEXT PRIMARY KEY, nomenclature_id TEXT NOT NULL, section_id TEXT NOT NULL, case_index TEXT NOT NULL, title TEXT NOT NULL,
    retention TEXT, retention_text TEXT NOT NULL, medium TEXT NOT NULL, note TEXT NOT NULL, owner TEXT, transit INTEGER NOT NULL,
    discontinued INTEGER NOT NULL, former_case_id TEXT, carried_volumes INTEGER NOT NULL, basis TEXT
  ) STRICT;
  CREATE INDEX ${index('case_file_by_nomenclature')} ON ${table} (nomenclature_id, case_index);
  CREATE INDEX ${index('case_file_by_section')} ON ${table} (nomenclature_id, section_id);
  `,
  case_volume: ({ table }) => `
  CREATE TABLE ${table} (case_id TEXT NOT NULL, volume INTEGER NOT NULL, opened_on TEXT NOT NULL, PRIMARY KEY (case_id, volume)) STRICT, WITHOUT ROWID;
  `,
  filed_document: ({ table, index }) => `
  CREATE TABLE ${table} (
    document_id TEXT PRIMARY KEY, case_id TEXT NOT NULL, volume INTEGER NOT NULL, filed_at TEXT NOT NULL, filed_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('filed_document_by_case')} ON ${table} (case_id, volume);
  `,
  nomenclature_print: ({ table, index }) => `
  CREATE TABLE ${table} (
    print_id TEXT PRIMARY KEY, nomenclature_id TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, file_name TEXT NOT NULL, language TEXT NOT NULL,
    made_at TEXT NOT NULL, made_by TEXT NOT NULL
  ) STRICT;
  CREATE INDEX ${index('nomenclature_print_by_hash')} ON ${table} (sha256);
  `,
  retention_list: ({ table }) => `
  CREATE TABLE ${table} (
    list_id TEXT PRIMARY KEY, version INTEGER NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL, effective_from TEXT NOT NULL,
    file_name TEXT NOT NULL, imported_at TEXT NOT NULL, imported_by TEXT NOT NULL
  ) STRICT;
  `,
  retention_article: ({ table }) => `
  CREATE TABLE ${table} (
    list_id TEXT NOT NULL, position INTEGER NOT NULL, article TEXT, title TEXT NOT NULL, period TEXT NOT NULL, other_period TEXT, note TEXT NOT NULL,
    PRIMARY KEY (list_id, position)
  ) STRICT, WITHOUT ROWID;
  `,
});

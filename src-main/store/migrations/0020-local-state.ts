import type { Migration } from '../migrate.ts';

/**
 * What belongs to this desk alone and is not rebuilt from the log: version of the projections, the text
 * taken from documents for search, the queue of the indexer.
 */
export const localState: Migration = {
  version: 20,
  name: 'local state',
  up(database) {
    database.exec(`
      CREATE TABLE projection_state (
        only_row   INTEGER PRIMARY KEY CHECK (only_row = 1),
        version    INTEGER NOT NULL,
        generation INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE document_text (
        sha256 TEXT PRIMARY KEY,
        text   TEXT NOT NULL
      ) STRICT;

      CREATE TABLE index_queue (
        document_id TEXT PRIMARY KEY
      ) STRICT;

      CREATE TABLE search_document (
        search_id   INTEGER PRIMARY KEY,
        document_id TEXT NOT NULL UNIQUE
      ) STRICT;
      CREATE VIRTUAL TABLE card_search USING fts5 (
        words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0"
      );
    `);
  },
};

import type { Migration } from '../migrate.ts';

/**
 * The search index by the card's key, with stems, fragments of numbers and marks to filter by, and saved
 * searches' place in it. The words of version 0020 were whole words: every card is indexed anew from the
 * queue, newest first, while the desk works.
 */
export const searchIndex: Migration = {
  version: 60,
  name: 'search index',
  up(database) {
    database.exec(`
      DROP TABLE card_search;
      DROP TABLE search_document;
      DROP TABLE index_queue;
      -- The queue's own number is its order: what came last is indexed first.
      CREATE TABLE index_queue (
        place       INTEGER PRIMARY KEY,
        document_id TEXT NOT NULL UNIQUE
      ) STRICT;
      CREATE VIRTUAL TABLE card_search USING fts5 (
        number, subject, card, text, mark,
        content = '', contentless_delete = 1, prefix = '3', tokenize = "ascii tokenchars '-._:'"
      );
    `);
    const hasCards = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'card'").get() !== undefined;
    if (hasCards) database.exec('INSERT INTO index_queue (document_id) SELECT document_id FROM card ORDER BY registered_at');
  },
};

import type { Migration } from '../migrate.ts';

/**
 * The search index made anew: cards of old journals have other keys than before, and one letter folds otherwise.
 * Every card is indexed from the queue, newest first, while the desk works. A card may stand in the queue several
 * times; to keep it out would cost every registration a page of an index.
 */
export const searchIndexAnew: Migration = {
  version: 80,
  name: 'search index anew',
  up(database) {
    database.exec(`
      DROP TABLE card_search;
      DROP TABLE index_queue;
      -- The queue's own number is its order: what came last is indexed first.
      CREATE TABLE index_queue (
        place       INTEGER PRIMARY KEY,
        document_id TEXT NOT NULL
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

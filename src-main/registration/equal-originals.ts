import type { DeskDatabase } from '../store/database.ts';

/**
 * Which cards are originals of equal force (REG-18; X5): the pair, and every other one that stands beside the same
 * original. A card that was moved to another journal is what its new number is.
 */
export class EqualOriginals {
  readonly #of;

  constructor(database: DeskDatabase) {
    this.#of = database.prepare<[string, string], { id: string }>(`
      WITH RECURSIVE together (id) AS (
        VALUES (?)
        UNION SELECT to_document FROM together JOIN card_link ON from_document = id WHERE relation IN ('equal-original', 'supersedes')
        UNION SELECT from_document FROM together JOIN card_link ON to_document = id WHERE relation IN ('equal-original', 'supersedes')
      )
      SELECT id FROM together WHERE id <> ? ORDER BY id`);
  }

  /** Ids of the other cards, void ones among them. */
  of(documentId: string): string[] {
    return this.#of.all(documentId, documentId).map(({ id }) => id);
  }
}

import type { DeskDatabase } from '../store/database.ts';

/**
 * Which cards are originals of equal force (REG-18; X5): the pair, and every other one that stands beside the same
 * original. A card that was moved to another journal is what its new number is.
 */
export class EqualOriginals {
  readonly #of;
  readonly #onItsWay;

  constructor(database: DeskDatabase) {
    const together = `
      WITH RECURSIVE together (id) AS (
        VALUES (?)
        UNION SELECT to_document FROM together JOIN card_link ON from_document = id WHERE relation IN ('equal-original', 'supersedes')
        UNION SELECT from_document FROM together JOIN card_link ON to_document = id WHERE relation IN ('equal-original', 'supersedes')
      )`;
    this.#of = database.prepare<[string, string], { id: string }>(`${together} SELECT id FROM together WHERE id <> ? ORDER BY id`);
    this.#onItsWay = database.prepare<[string], { id: string }>(`${together}
      SELECT id FROM together JOIN card ON document_id = id
      WHERE state = 'review' OR (state <> 'void' AND EXISTS (SELECT 1 FROM resolution WHERE resolution.document_id = id AND withdrawn = 0 AND superseded_by IS NULL))`);
  }

  /** Ids of the other cards, void ones among them. */
  of(documentId: string): string[] {
    return this.#of.all(documentId, documentId).map(({ id }) => id);
  }

  /** Which of them, the card itself among them, was passed to its review or sent to executors by a list: one alone may be (X5). */
  onItsWay(documentId: string): ReadonlySet<string> {
    return new Set(this.#onItsWay.all(documentId).map(({ id }) => id));
  }

  /** Whether another one goes its way already, so that this one stays where it is. */
  isOtherOnItsWay(documentId: string): boolean {
    return [...this.onItsWay(documentId)].some((id) => id !== documentId);
  }
}

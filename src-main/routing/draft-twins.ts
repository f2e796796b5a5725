import type { DeskDatabase } from '../store/database.ts';

/**
 * Whether another card stands as the card of the same signed draft: as `isTwinOfDraft` of the projections says. The other may be
 * a card that this desk has not got, such as a restricted one.
 */
export function isTwinOfDraft(database: DeskDatabase, cardId: string): boolean {
  return (
    database
      .prepare<[string]>("SELECT 1 FROM draft_card AS late JOIN draft_card AS first ON first.document_id = late.document_id AND first.counts = 1 LEFT JOIN card ON card.document_id = first.card_id WHERE late.card_id = ? AND late.counts = 0 AND coalesce(card.state, '') <> 'void'")
      .get(cardId) !== undefined
  );
}

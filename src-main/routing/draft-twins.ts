import type { DeskDatabase } from '../store/database.ts';

/** Whether another card stands as the card of the same signed draft: as `isTwinOfDraft` of the projections says. */
export function isTwinOfDraft(database: DeskDatabase, cardId: string): boolean {
  return (
    database
      .prepare<[string]>("SELECT 1 FROM draft_card AS late JOIN draft_card AS first ON first.document_id = late.document_id AND first.counts = 1 JOIN card ON card.document_id = first.card_id AND card.state <> 'void' WHERE late.card_id = ? AND late.counts = 0")
      .get(cardId) !== undefined
  );
}

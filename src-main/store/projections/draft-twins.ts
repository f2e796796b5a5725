import type { RowWriter } from './project.ts';

/**
 * Whether another card stands as the card of the same signed draft: two desks registered it at once, and this one came
 * later in the order (ROUTE-18). What its desk sent on with it reaches nobody a second time. Where the other's number was
 * made void, this card is the document.
 */
export function isTwinOfDraft(rows: RowWriter, cardId: string): boolean {
  return rows
    .list('draft_card', ['document_id'], { card_id: cardId, counts: 0 })
    .flatMap(({ document_id: draftId }) => rows.list('draft_card', ['card_id'], { document_id: draftId, counts: 1 }))
    .some(({ card_id: other }) => rows.text('card', 'state', { document_id: other }) !== 'void');
}

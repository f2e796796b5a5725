import type { DeskDatabase } from '../store/database.ts';
import type { rowRightsSql } from '../registration/row-rights.ts';

/**
 * Registered documents that nobody reviews yet, oldest first: what came in (REG-09), and what was written to the head
 * and has no resolution or list of executors yet. The card of a draft that another card was registered of first is no
 * document of its own.
 */
const WAITING = `card.state = 'registered' AND (card.direction = 'incoming' OR (
  card.direction = 'internal' AND card.kind_id IN (SELECT value FROM json_each(?))
  AND NOT EXISTS (SELECT 1 FROM resolution WHERE resolution.document_id = card.document_id AND resolution.withdrawn = 0)
  AND NOT EXISTS (SELECT 1 FROM draft_card WHERE draft_card.card_id = card.document_id AND draft_card.counts = 0)))`;

/** @param kindsToHead kinds that are written to the head for his resolution */
export function documentsToPass(database: DeskDatabase, kindsToHead: readonly string[], rights: ReturnType<typeof rowRightsSql>, limit: number): { readonly ids: readonly string[]; readonly total: number } {
  const given = [JSON.stringify(kindsToHead), ...rights.params];
  const ids = database.prepare<unknown[], { id: string }>(`SELECT card.document_id AS id FROM card WHERE ${WAITING} AND ${rights.sql} ORDER BY card.registered_at, card.document_id LIMIT ?`).all(...given, limit);
  const total = database.prepare<unknown[], { n: number }>(`SELECT count(*) AS n FROM card WHERE ${WAITING} AND ${rights.sql}`).get(...given)?.n ?? 0;
  return { ids: ids.map(({ id }) => id), total };
}

import { DELIVERY_WAYS, type Direction } from '#shared/domain/registration-card.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../store/database.ts';
import { rowRightsSql } from './row-rights.ts';

const columns = z.object({
  registrationIndex: z.string(),
  caseId: z.string().nullable(),
  addressee: z.string().nullable(),
  delivery: z.enum(DELIVERY_WAYS).nullable(),
  language: z.string().nullable(),
});
export type EarlierCard = z.output<typeof columns>;

/** The newest card of the same correspondent, for values that usually repeat (CARD-04). */
export function earlierCard(database: DeskDatabase, given: { readonly direction: Direction; readonly correspondent: string }, actor: Actor): EarlierCard | null {
  const rights = rowRightsSql(actor);
  const row = database
    .prepare(
      `SELECT registration_index AS registrationIndex, case_id AS caseId, addressee, delivery, language FROM card INDEXED BY ${correspondentIndex(database)}
       WHERE card.correspondent = ? AND card.direction = ? AND card.state <> 'void' AND ${rights.sql} ORDER BY card.card_key DESC LIMIT 1`,
    )
    .get(given.correspondent, given.direction, ...rights.params);
  return row === undefined ? null : columns.parse(row);
}

/** Index names bear the generation of the tables; without the hint SQLite may walk all cards newest first. */
function correspondentIndex(database: DeskDatabase): string {
  const found = database.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'card_by_correspondent_g%'").get();
  if (found === undefined) throw new Error('the index of correspondents is missing');
  return found.name;
}

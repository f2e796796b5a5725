import type { FoundRow } from '#shared/contract/search.ts';
import { CARD_STATES, DIRECTIONS } from '#shared/domain/registration-card.ts';
import { z } from 'zod';

/** Columns of a found card, in the order of {@link foundRowOf}. */
export const FOUND_COLUMNS =
  'card.card_key, card.document_id, card.registration_index, card.registration_number, card.registration_year, card.registration_date, card.direction, card.journal_id, card.kind_id, card.correspondent, card.correspondent_number, card.correspondent_date, card.subject, card.verdict, card.restricted, card.registered_by_name, card.state';

const foundColumns = z.object({
  card_key: z.number(),
  document_id: z.string(),
  registration_index: z.string(),
  registration_number: z.number(),
  registration_year: z.number(),
  registration_date: z.string(),
  direction: z.enum(DIRECTIONS),
  journal_id: z.string(),
  kind_id: z.string(),
  correspondent: z.string().nullable(),
  correspondent_number: z.string().nullable(),
  correspondent_date: z.string().nullable(),
  subject: z.string(),
  verdict: z.enum(['passed', 'failed', 'undetermined', 'unsigned']).nullable(),
  restricted: z.number(),
  registered_by_name: z.string(),
  state: z.enum(CARD_STATES),
});
export type FoundColumns = z.output<typeof foundColumns>;

export function foundColumnsOf(row: unknown): FoundColumns {
  return foundColumns.parse(row);
}

export function foundRowOf(row: FoundColumns): FoundRow {
  return {
    documentId: row.document_id,
    registrationIndex: row.registration_index,
    registrationNumber: row.registration_number,
    registrationYear: row.registration_year,
    registrationDate: row.registration_date,
    direction: row.direction,
    journalId: row.journal_id,
    kindId: row.kind_id,
    correspondent: row.correspondent,
    correspondentNumber: row.correspondent_number,
    correspondentDate: row.correspondent_date,
    subject: row.subject,
    verdict: row.verdict,
    restricted: row.restricted === 1,
    registeredBy: row.registered_by_name,
    state: row.state,
  };
}

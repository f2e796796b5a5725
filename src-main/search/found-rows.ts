import { ARCHIVE_CHOICES, type FoundRow } from '#shared/contract/search.ts';
import { z } from 'zod';
import { cardColumns } from '../registration/card-columns.ts';
import { ARCHIVE_STATE } from './archive-state.ts';

const ofCard = cardColumns.pick({
  card_key: true,
  document_id: true,
  registration_index: true,
  registration_number: true,
  registration_year: true,
  registration_date: true,
  direction: true,
  journal_id: true,
  kind_id: true,
  correspondent: true,
  correspondent_number: true,
  correspondent_date: true,
  subject: true,
  verdict: true,
  restricted: true,
  registered_by_name: true,
  state: true,
});
const foundColumns = ofCard.extend({ archive: z.enum(ARCHIVE_CHOICES).nullable() });

/** Columns of a found card, for the select list. */
export const FOUND_COLUMNS = [...Object.keys(ofCard.shape).map((column) => `card.${column}`), `${ARCHIVE_STATE} AS archive`].join(', ');

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
    archive: row.archive,
  };
}

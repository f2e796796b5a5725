import type { Handover } from '#shared/contract/day-papers.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { z } from 'zod';
import { rowRightsSql } from '../registration/row-rights.ts';
import type { DeskDatabase } from '../store/database.ts';

const columns = z.object({
  handover_id: z.string(),
  day: z.string(),
  to_name: z.string(),
  person_id: z.string().nullable(),
  note: z.string(),
  made_at: z.string(),
  made_by: z.string(),
  signed_at: z.string().nullable(),
  signed_by: z.string().nullable(),
});
const documentColumns = z.object({ documentId: z.string(), registrationIndex: z.string(), registrationDate: z.string(), subject: z.string().nullable() });

/** Reads hand-overs as one person may see them. */
export class HandoverRecords {
  readonly #database: DeskDatabase;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  byId(handoverId: string, actor: Actor): Handover | null {
    const row = this.#database.prepare<[string]>('SELECT * FROM handover WHERE handover_id = ?').get(handoverId);
    return row === undefined ? null : this.#whole(row, actor);
  }

  ofDay(day: string, actor: Actor): Handover[] {
    return this.#database.prepare<[string]>('SELECT * FROM handover WHERE day = ? ORDER BY made_at, handover_id').all(day).map((row) => this.#whole(row, actor));
  }

  #whole(found: unknown, actor: Actor): Handover {
    const row = columns.parse(found);
    const rights = rowRightsSql(actor);
    const documents = this.#database
      .prepare(
        `SELECT card.document_id AS documentId, registration_index AS registrationIndex, registration_date AS registrationDate, CASE WHEN ${rights.sql} THEN subject END AS subject
         FROM handover_document JOIN card ON card.document_id = handover_document.document_id WHERE handover_id = ? ORDER BY position`,
      )
      .all(...rights.params, row.handover_id)
      .map((document) => documentColumns.parse(document));
    return { handoverId: row.handover_id, day: row.day, toName: row.to_name, personId: row.person_id, note: row.note, madeAt: row.made_at, madeBy: row.made_by, signedAt: row.signed_at, signedBy: row.signed_by, documents };
  }
}

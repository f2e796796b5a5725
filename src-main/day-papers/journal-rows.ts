import type { Actor } from '#shared/domain/rights.ts';
import { z } from 'zod';
import { JournalPages } from '../search/journal-pages.ts';
import type { DeskDatabase } from '../store/database.ts';

/** Cards read at a time. */
const PAGE = 200;

export interface PrintedRow {
  readonly number: number;
  readonly index: string;
  readonly date: string;
  readonly correspondent: string | null;
  readonly correspondentNumber: string | null;
  readonly correspondentDate: string | null;
  readonly subject: string;
  readonly author: string | null;
  readonly sheets: number | null;
  readonly attachmentSheets: number | null;
  readonly caseIndex: string | null;
  readonly passedTo: string | null;
  readonly note: string | null;
  /** Null: the number is in force. */
  readonly voidReason: string | null;
}

const details = z.object({
  author: z.string().nullable(),
  sheets: z.number().nullable(),
  attachmentSheets: z.number().nullable(),
  caseIndex: z.string().nullable(),
  passedTo: z.string().nullable(),
  note: z.string().nullable(),
  voidReason: z.string().nullable(),
});

export interface JournalPeriod {
  readonly journalId: string;
  /** Calendar days, both included. */
  readonly from: string;
  readonly to: string;
}

/** Entries of a journal in the order of their numbers, page by page. */
export class JournalRows {
  readonly #pages: JournalPages;
  readonly #details;

  constructor(database: DeskDatabase) {
    this.#pages = new JournalPages(database);
    this.#details = database.prepare<[string]>(
      `SELECT author, sheets, attachment_sheets AS attachmentSheets, note, void_reason AS voidReason,
         (SELECT case_index FROM case_file WHERE case_file.case_id = card.case_id) AS caseIndex,
         (SELECT reviewer_name FROM document_pass WHERE document_pass.document_id = card.document_id ORDER BY passed_at DESC LIMIT 1) AS passedTo
       FROM card WHERE document_id = ?`,
    );
  }

  *read(period: JournalPeriod, actor: Actor): Generator<PrintedRow> {
    const [firstYear, lastYear] = [Number(period.from.slice(0, 4)), Number(period.to.slice(0, 4))];
    for (let year = firstYear; year <= lastYear; year += 1) yield* this.#ofYear(period, year, actor);
  }

  *#ofYear({ journalId, from, to }: JournalPeriod, year: number, actor: Actor): Generator<PrintedRow> {
    const begin = from.startsWith(String(year)) ? from : `${year}-01-01`;
    let place: Parameters<JournalPages['page']>[0]['place'] = { at: 'day', day: begin };
    for (;;) {
      const page = this.#pages.page({ journalId, year, order: 'ascending', place, limit: PAGE }, actor);
      for (const row of page.rows) {
        if (row.registrationDate > to) return;
        if (row.registrationDate < begin) continue;
        const more = details.parse(this.#details.get(row.documentId));
        yield { number: row.registrationNumber, index: row.registrationIndex, date: row.registrationDate, correspondent: row.correspondent, correspondentNumber: row.correspondentNumber, correspondentDate: row.correspondentDate, subject: row.subject, ...more };
      }
      const last = page.rows.at(-1);
      if (last === undefined || !page.more) return;
      place = { at: 'after', number: last.registrationNumber };
    }
  }
}

import { type HandedOver, OPEN_PAPERS_LIMIT } from '#shared/contract/session.ts';
import { keptDraft } from '#shared/contract/drafts.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import { z } from 'zod';
import { rowRightsSql } from '../registration/row-rights.ts';
import type { DeskDatabase } from '../store/database.ts';

/** Of the papers that are registered and no further only so many of the newest are looked at: older ones are no matter of a shift. */
const PAPERS_LOOKED_AT = 2000;

const paperColumns = z.object({ documentId: z.string(), registrationIndex: z.string(), subject: z.string().nullable(), missing: z.enum(['stamp', 'scan']) });

/** Reads what lies open at a desk, and moves the drafts of who leaves to who comes. */
export class ShiftHandover {
  readonly #database: DeskDatabase;
  readonly #waiting;
  readonly #notPassed;
  readonly #drafts;
  readonly #move;

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#waiting = database.prepare<[], { count: number }>("SELECT count(*) AS count FROM letter WHERE state = 'waiting'");
    this.#notPassed = database.prepare<[], { count: number }>("SELECT count(*) AS count FROM card WHERE state = 'registered' AND direction = 'incoming'");
    // A letter of which the new person has a draft already stays with each its own.
    this.#drafts = database.prepare<[string, string], { body: string }>(
      'SELECT body FROM draft WHERE account_id = ? AND NOT EXISTS (SELECT 1 FROM draft AS theirs WHERE theirs.account_id = ? AND theirs.draft_key = draft.draft_key) ORDER BY kept_at, draft_key',
    );
    this.#move = database.prepare<[string, string]>('UPDATE OR IGNORE draft SET account_id = ? WHERE account_id = ?');
  }

  read(from: Actor, to: Actor): HandedOver {
    const rights = rowRightsSql(to);
    const papers = this.#database
      .prepare(
        `SELECT document_id AS documentId, registration_index AS registrationIndex, CASE WHEN ${rights.sql} THEN subject END AS subject,
           CASE WHEN NOT EXISTS (SELECT 1 FROM card_stamp WHERE card_stamp.document_id = card.document_id) THEN 'stamp' ELSE 'scan' END AS missing
         FROM (SELECT * FROM card WHERE state = 'registered' AND medium = 'paper' ORDER BY registered_at DESC LIMIT ?) AS card
         WHERE (NOT EXISTS (SELECT 1 FROM card_stamp WHERE card_stamp.document_id = card.document_id) OR NOT EXISTS (SELECT 1 FROM card_scan WHERE card_scan.document_id = card.document_id))
           AND NOT EXISTS (SELECT 1 FROM import_row WHERE import_row.document_id = card.document_id)
         LIMIT ?`,
      )
      .all(...rights.params, PAPERS_LOOKED_AT, OPEN_PAPERS_LIMIT)
      .map((row) => paperColumns.parse(row));
    return {
      fromName: from.name,
      waitingLetters: this.#waiting.get()?.count ?? 0,
      drafts: hasRight(to, 'card.register') ? this.#draftsOf(from.accountId, to.accountId) : [],
      papers,
      notPassed: this.#notPassed.get()?.count ?? 0,
    };
  }

  /** Inside the transaction of the change. */
  moveDrafts(from: Actor, to: Actor): void {
    if (hasRight(to, 'card.register')) this.#move.run(to.accountId, from.accountId);
  }

  #draftsOf(from: string, to: string): HandedOver['drafts'] {
    return this.#drafts.all(from, to).flatMap(({ body }) => {
      const read = keptDraft.safeParse(JSON.parse(body));
      return read.success ? [{ key: read.data.key, correspondent: read.data.requisites.correspondent, subject: read.data.requisites.subject }] : [];
    });
  }
}

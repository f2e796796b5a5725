import type { Card, Copy, CopyForm, Destruction } from '#shared/contract/registration.ts';
import { copyNumberText } from '#shared/domain/copy-register.ts';
import { FILE_ROLES } from '#shared/domain/registration-card.ts';
import { type Actor, mayReadCard } from '#shared/domain/rights.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../store/database.ts';
import { cardColumns } from './card-columns.ts';
import { rowRightsSql } from './row-rights.ts';

interface FileColumns {
  readonly sha256: string;
  readonly file_name: string;
  readonly size: number;
  readonly media_type: string;
  readonly role: string;
}

interface CopyColumns {
  readonly copy_id: string;
  readonly document_id: string;
  readonly form: CopyForm;
  readonly sha256: string;
  readonly file_name: string;
  readonly size: number;
  readonly method: 'incremental' | 'full-save';
  readonly made_at: string;
  readonly made_by: string;
  readonly copy_number: number | null;
  readonly number_run: string | null;
  readonly pages: string | null;
}

const storedPersons = z.array(z.object({ name: z.string() }));

/** Files as the contract shows them, from rows of `letter_file` or `card_file`. */
export function filesFromRows(rows: readonly FileColumns[]): Card['files'] {
  return rows.map((row) => ({ sha256: row.sha256, fileName: row.file_name, size: row.size, mediaType: row.media_type, role: z.enum(FILE_ROLES).parse(row.role) }));
}

/** Reads cards, their files and copies from the projections. */
export class CardRecords {
  readonly #database: DeskDatabase;
  readonly #byId;
  readonly #byRequest;
  readonly #filesOf;
  readonly #copiesOf;
  readonly #withFile;
  readonly #letterOf;
  readonly #passedTo;
  readonly #destruction;
  readonly #closedCase;

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#byId = database.prepare<[string]>('SELECT * FROM card WHERE document_id = ?');
    this.#byRequest = database.prepare<[string]>('SELECT * FROM card WHERE request_id = ?');
    this.#filesOf = database.prepare<[string], FileColumns>('SELECT * FROM card_file WHERE document_id = +? ORDER BY position');
    this.#copiesOf = database.prepare<[string], CopyColumns>('SELECT * FROM copy WHERE document_id = ? ORDER BY position DESC');
    this.#letterOf = database.prepare<[string], { letter_id: string | null }>('SELECT letter_id FROM card WHERE document_id = ?');
    this.#passedTo = database.prepare<[string, string]>('SELECT 1 FROM card JOIN card_reader USING (card_key) WHERE document_id = ? AND account_id = ?');
    this.#destruction = database.prepare<[string], { case_id: string; act_number: string; destroyed_on: string; method: string; persons: string }>('SELECT destroyed_case.* FROM filed_document JOIN destroyed_case USING (case_id) WHERE document_id = ?');
    this.#closedCase = database
      .prepare<[string, string], string>(
        'SELECT case_index FROM case_closing JOIN case_file USING (case_id) WHERE case_id IN (SELECT case_id FROM filed_document WHERE document_id = ? UNION ALL SELECT case_id FROM card WHERE document_id = ?)',
      )
      .pluck();
    this.#withFile = database.prepare<[string], { documentId: string; registrationIndex: string }>(
      "SELECT DISTINCT card.document_id AS documentId, card.registration_index AS registrationIndex FROM card_file JOIN card USING (document_id) WHERE card_file.sha256 = +? AND card.state <> 'void' ORDER BY card.registered_at",
    );
  }

  byId(documentId: string): Card | null {
    return this.#card(this.#byId.get(documentId));
  }

  /** The card that was just written. */
  written(documentId: string): Card {
    const card = this.byId(documentId);
    if (card === null) throw new Error('a card that was just written is not there');
    return card;
  }

  byRequest(requestId: string): Card | null {
    return this.#card(this.#byRequest.get(requestId));
  }

  /** The letter that the document was registered from; null: a card alone. */
  letterOf(documentId: string): string | null {
    return this.#letterOf.get(documentId)?.letter_id ?? null;
  }

  /** Whether the person may read the card: the row rights, with those to whom it was passed. */
  isReadable(card: Pick<Card, 'documentId' | 'restricted' | 'registeredBy'>, actor: Actor): boolean {
    const passedTo = this.#passedTo.get(card.documentId, actor.accountId) !== undefined;
    return mayReadCard(actor, { restricted: card.restricted, registeredBy: card.registeredBy.accountId, passedTo });
  }

  /** By which act the document was destroyed with its case (ARC-04); null: it was not. */
  destructionOf(documentId: string): (Destruction & { readonly caseId: string }) | null {
    const row = this.#destruction.get(documentId);
    return row === undefined ? null : { caseId: row.case_id, actNumber: row.act_number, on: row.destroyed_on, method: row.method, persons: storedPersons.parse(JSON.parse(row.persons)).map(({ name }) => name) };
  }

  /** Index of the closed case in which the document lies, or into which its card points; null: none is closed. */
  closedCaseOf(documentId: string): string | null {
    return this.#closedCase.get(documentId, documentId) ?? null;
  }

  copiesOf(documentId: string): Copy[] {
    const rows = this.#copiesOf.all(documentId);
    return rows.map((row) => ({ copyId: row.copy_id, documentId: row.document_id, form: row.form, sha256: row.sha256, fileName: row.file_name, size: row.size, madeAt: row.made_at, madeBy: row.made_by, method: row.method, certified: row.copy_number === null ? null : { number: copyNumberText({ copyNumber: row.copy_number, numberRun: row.number_run ?? '' }), pages: row.pages } }));
  }

  /** Cards that hold a file with these bytes (REG-17). */
  withFile(sha256: string): { documentId: string; registrationIndex: string }[] {
    return this.#withFile.all(sha256);
  }

  /** Cards that were made on paper in an outage, newest first. */
  ofOutage(outageId: string, actor: Actor): { rows: { documentId: string; registrationIndex: string; registrationDate: string; correspondent: string | null; subject: string }[]; total: number } {
    const rights = rowRightsSql(actor);
    const where = `card.outage_id = ? AND ${rights.sql}`;
    const total = this.#database.prepare<unknown[], { n: number }>(`SELECT count(*) AS n FROM card WHERE ${where}`).get(outageId, ...rights.params)?.n ?? 0;
    const rows = this.#database
      .prepare<unknown[], { documentId: string; registrationIndex: string; registrationDate: string; correspondent: string | null; subject: string }>(
        `SELECT document_id AS documentId, registration_index AS registrationIndex, registration_date AS registrationDate, correspondent, subject FROM card WHERE ${where} ORDER BY card.card_key DESC LIMIT 500`,
      )
      .all(outageId, ...rights.params);
    return { rows, total };
  }

  #card(found: unknown): Card | null {
    if (found === undefined) return null;
    const row = cardColumns.parse(found);
    const files = this.#filesOf.all(row.document_id);
    return {
      documentId: row.document_id,
      direction: row.direction,
      journalId: row.journal_id,
      kindId: row.kind_id,
      correspondent: row.correspondent,
      correspondentNumber: row.correspondent_number,
      correspondentDate: row.correspondent_date,
      subject: row.subject,
      sheets: row.sheets,
      attachmentSheets: row.attachment_sheets,
      language: row.language,
      caseId: row.case_id,
      addressee: row.addressee,
      author: row.author,
      restricted: row.restricted === 1,
      note: row.note,
      medium: row.medium,
      paperGround: row.paper_ground,
      delivery: row.delivery,
      postalTrack: row.postal_track,
      receivedDate: row.received_date,
      correspondentId: row.correspondent_id,
      unitId: row.unit_id,
      outageId: row.outage_id,
      distributionBarred: row.distribution_barred === 1,
      registrationIndex: row.registration_index,
      registrationNumber: row.registration_number,
      registrationYear: row.registration_year,
      registrationDate: row.registration_date,
      registeredAt: row.registered_at,
      registeredBy: { accountId: row.registered_by, name: row.registered_by_name },
      state: row.state,
      files: filesFromRows(files),
      verdict: row.verdict,
      voidReason: row.void_reason,
      replacedBy: row.replaced_by,
      replaces: row.replaces,
    };
  }
}

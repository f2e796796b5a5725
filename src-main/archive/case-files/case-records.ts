import type { CaseContent, CasePage, DueDuplicate } from '#shared/contract/case-files.ts';
import { CONTENTS_PAGE, REOPEN_BARRIERS } from '#shared/contract/case-files.ts';
import { HOLD_GROUNDS } from '#shared/domain/holds.ts';
import { PERIOD_CLASSES } from '#shared/domain/retention.ts';
import { TERM_REASONS } from '#shared/domain/retention-terms.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { z } from 'zod';
import { rowRightsSql } from '../../registration/row-rights.ts';
import type { DeskDatabase } from '../../store/database.ts';

const count = z.object({ n: z.number() });
const other = z.object({ caseId: z.string(), index: z.string(), year: z.number() });
export type OtherCase = z.output<typeof other>;

const closingRow = z.object({ closedWith: z.string(), finishedOn: z.string(), closedOn: z.string(), by: z.string(), name: z.string(), position: z.string() });
const termRow = z.object({ periodClass: z.enum(PERIOD_CLASSES).nullable(), startsOn: z.string().nullable(), endsOn: z.string().nullable(), destroyableFrom: z.number().nullable(), reason: z.enum(TERM_REASONS) });
const holdRow = z.object({ ground: z.enum(HOLD_GROUNDS), reason: z.string() });
const destroyedRow = z.object({ on: z.string(), actNumber: z.string(), method: z.string() });
const barrierRow = z.object({ barrier: z.enum(REOPEN_BARRIERS) });

const OTHER = 'case_file.case_id AS caseId, case_index AS "index", year';
const LISTED = 'IN (SELECT value FROM json_each(?))';
/** Within the volumes, as the sheets are numbered: in the order of registration. */
const ORDER = 'volume IS NULL, volume, registration_date, registration_number, card.card_key';
const FILED = 'LEFT JOIN filed_document ON filed_document.document_id = card.document_id AND filed_document.case_id = card.case_id';

/** Reads from the projections how cases stand to their closing. */
export class CaseRecords {
  readonly #database: DeskDatabase;
  readonly #former;
  readonly #closedWith;
  readonly #successor;
  readonly #closing;
  readonly #other;
  readonly #notes;
  readonly #term;
  readonly #holds;
  readonly #destroyed;
  readonly #barrier;

  constructor(database: DeskDatabase) {
    this.#database = database;
    // Only a transit case goes on: one that was copied into the next year's list ended with its own year.
    this.#former = database.prepare<[string]>(
      `WITH RECURSIVE chain(case_id, depth) AS (
         SELECT former_case_id, 1 FROM case_file WHERE case_id = ? AND former_case_id IS NOT NULL
         UNION ALL SELECT former_case_id, depth + 1 FROM chain JOIN case_file USING (case_id) WHERE transit = 1 AND former_case_id IS NOT NULL AND depth < 100
       )
       SELECT ${OTHER} FROM chain JOIN case_file USING (case_id) JOIN nomenclature USING (nomenclature_id)
       WHERE transit = 1 AND NOT EXISTS (SELECT 1 FROM case_closing WHERE case_closing.case_id = case_file.case_id) ORDER BY depth`,
    );
    this.#closedWith = database.prepare<[string, string]>(`SELECT ${OTHER} FROM case_closing JOIN case_file USING (case_id) JOIN nomenclature USING (nomenclature_id) WHERE closed_with = ? AND case_closing.case_id <> ? ORDER BY year DESC`);
    this.#successor = database.prepare<[string]>(
      `SELECT ${OTHER} FROM case_file JOIN nomenclature USING (nomenclature_id) WHERE former_case_id = ? AND EXISTS (SELECT 1 FROM case_file AS own WHERE own.case_id = case_file.former_case_id AND own.transit = 1) ORDER BY year LIMIT 1`,
    );
    this.#closing = database.prepare<[string]>('SELECT closed_with AS closedWith, finished_on AS finishedOn, closed_on AS closedOn, closed_by AS "by", certifier_name AS name, certifier_position AS position FROM case_closing WHERE case_id = ?');
    this.#other = database.prepare<[string]>(`SELECT ${OTHER} FROM case_file JOIN nomenclature USING (nomenclature_id) WHERE case_id = ?`);
    this.#notes = database.prepare<[string], { volume: number; documents: number; sheets: number | null }>('SELECT volume, documents, sheets FROM volume_note WHERE case_id = ?');
    this.#term = database.prepare<[string]>('SELECT period_class AS periodClass, starts_on AS startsOn, ends_on AS endsOn, destroyable_from AS destroyableFrom, reason FROM case_term WHERE case_id = ?');
    this.#holds = database.prepare<[string, string]>(
      `SELECT ground, reason FROM hold WHERE lifted_at IS NULL AND (hold_id IN (SELECT hold_id FROM held_case WHERE case_id ${LISTED})
         OR hold_id IN (SELECT hold_id FROM held_document JOIN filed_document USING (document_id) WHERE case_id ${LISTED})) ORDER BY placed_at, hold_id`,
    );
    this.#destroyed = database.prepare<[string]>('SELECT destroyed_on AS "on", act_number AS actNumber, method FROM destroyed_case WHERE case_id = ?');
    this.#barrier = database.prepare<[string, string, string]>(
      `SELECT 'destroyed' AS barrier FROM destroyed_case WHERE case_id ${LISTED}
       UNION ALL SELECT 'inAct' FROM destruction_case JOIN destruction_act USING (act_id) WHERE state <> 'draft' AND case_id ${LISTED}
       UNION ALL SELECT 'inInventory' FROM inventory_entry JOIN inventory USING (inventory_id) WHERE state <> 'draft' AND case_id ${LISTED} LIMIT 1`,
    );
  }

  /** Cases of former years that end with the case, the newest first: of an open case those that it carries on, of a closed one those that were closed with it. */
  formerOf(caseId: string): OtherCase[] {
    return other.array().parse(this.closingOf(caseId) === null ? this.#former.all(caseId) : this.#closedWith.all(caseId, caseId));
  }

  /** The case of the next list in which a transit case goes on; null: it does not. */
  successorOf(caseId: string): OtherCase | null {
    return parsed(other, this.#successor.get(caseId));
  }

  closingOf(caseId: string): CasePage['closing'] {
    const row = parsed(closingRow, this.#closing.get(caseId));
    if (row === null) return null;
    const { closedWith, name, position, ...closing } = row;
    return { ...closing, closedWith: closedWith === caseId ? null : parsed(other, this.#other.get(closedWith)), certifiedBy: { name, position } };
  }

  /** What the certifying notes of a closed case say. */
  notesOf(caseId: string): { readonly volume: number; readonly documents: number; readonly sheets: number | null }[] {
    return this.#notes.all(caseId);
  }

  termOf(caseId: string): CasePage['term'] {
    return parsed(termRow, this.#term.get(caseId));
  }

  /** Holds that stand on one of the cases, or on a document in it. */
  holdsOf(caseIds: readonly string[]): CasePage['holds'] {
    const list = JSON.stringify(caseIds);
    return holdRow.array().parse(this.#holds.all(list, list));
  }

  destroyed(caseId: string): CasePage['destroyed'] {
    return parsed(destroyedRow, this.#destroyed.get(caseId));
  }

  reopenBarrier(caseIds: readonly string[]): CasePage['reopenBarrier'] {
    const list = JSON.stringify(caseIds);
    return parsed(barrierRow, this.#barrier.get(list, list, list))?.barrier ?? null;
  }

  /** Those of the documents that the person may read. */
  readableAmong(documentIds: readonly string[], actor: Actor): ReadonlySet<string> {
    const rights = rowRightsSql(actor);
    const rows = this.#database.prepare<unknown[], { id: string }>(`SELECT document_id AS id FROM card WHERE document_id ${LISTED} AND ${rights.sql}`).all(JSON.stringify(documentIds), ...rights.params);
    return new Set(rows.map(({ id }) => id));
  }

  /** Documents of the cases that the person may read, a page of them, with how many there are and how many he may not read. */
  contents(caseIds: readonly string[], actor: Actor, offset: number): { readonly rows: CaseContent[]; readonly readable: number; readonly hidden: number } {
    const list = JSON.stringify(caseIds);
    const rights = rowRightsSql(actor);
    const from = `FROM card ${FILED} WHERE card.state <> 'void' AND card.case_id ${LISTED}`;
    const all = count.parse(this.#database.prepare(`SELECT count(*) AS n ${from}`).get(list)).n;
    const readable = count.parse(this.#database.prepare(`SELECT count(*) AS n ${from} AND ${rights.sql}`).get(list, ...rights.params)).n;
    const rows = this.#database
      .prepare<unknown[], CaseContent>(
        `SELECT card.document_id AS documentId, nomenclature.year AS year, registration_index AS registrationIndex, registration_date AS registrationDate, kind_id AS kindId, correspondent, subject,
           card.medium AS medium, volume, (SELECT count(*) FROM card_file WHERE card_file.document_id = card.document_id) AS files,
           CASE WHEN sheets IS NULL AND attachment_sheets IS NULL THEN NULL ELSE coalesce(sheets, 0) + coalesce(attachment_sheets, 0) END AS sheets,
           (SELECT place FROM paper_duplicate WHERE paper_duplicate.document_id = card.document_id) AS duplicate
         FROM card ${FILED} JOIN case_file ON case_file.case_id = card.case_id JOIN nomenclature USING (nomenclature_id)
         WHERE card.state <> 'void' AND card.case_id ${LISTED} AND ${rights.sql} ORDER BY ${ORDER} LIMIT ${CONTENTS_PAGE} OFFSET ?`,
      )
      .all(list, ...rights.params, offset);
    return { rows, readable, hidden: all - readable };
  }

  /** Electronic documents of the cases without a duplicate, as far as the person may read them. */
  withoutDuplicate(caseIds: readonly string[], actor: Actor, offset: number): { readonly documents: DueDuplicate[]; readonly total: number } {
    const list = JSON.stringify(caseIds);
    const rights = rowRightsSql(actor);
    const from = `FROM card ${FILED} JOIN case_file ON case_file.case_id = card.case_id JOIN nomenclature USING (nomenclature_id)
      WHERE card.state <> 'void' AND card.medium = 'electronic' AND card.case_id ${LISTED} AND NOT EXISTS (SELECT 1 FROM paper_duplicate WHERE paper_duplicate.document_id = card.document_id) AND ${rights.sql}`;
    const total = count.parse(this.#database.prepare(`SELECT count(*) AS n ${from}`).get(list, ...rights.params)).n;
    const documents = this.#database
      .prepare<unknown[], DueDuplicate>(
        `SELECT card.document_id AS documentId, registration_index AS registrationIndex, registration_date AS registrationDate, subject, card.case_id AS caseId, case_index AS caseIndex, year,
           retention_text AS retentionText, volume,
           (SELECT place FROM paper_duplicate JOIN card AS laid USING (document_id) WHERE laid.case_id = card.case_id ORDER BY recorded_at DESC LIMIT 1) AS place
         ${from} ORDER BY year, case_index, ${ORDER} LIMIT ${CONTENTS_PAGE} OFFSET ?`,
      )
      .all(list, ...rights.params, offset);
    return { documents, total };
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, row: unknown): z.output<Schema> | null {
  return row === undefined ? null : schema.parse(row);
}

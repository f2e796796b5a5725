import { z } from 'zod';
import type { Hold, HoldSubject } from '#shared/contract/holds.ts';
import { HOLD_GROUNDS } from '#shared/domain/holds.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { rowRightsSql } from '../../registration/row-rights.ts';
import type { DeskDatabase } from '../../store/database.ts';
import { HELD_CASES, HOLDS_OF_CASE } from './held-cases.ts';

const holdRow = z.object({
  position: z.number(),
  hold_id: z.string(),
  ground: z.enum(HOLD_GROUNDS),
  reason: z.string(),
  reference: z.string().nullable(),
  placed_at: z.string(),
  placed_by: z.string(),
  lifted_at: z.string().nullable(),
  lifted_by: z.string().nullable(),
  lift_reason: z.string().nullable(),
});

interface SubjectRow {
  readonly kind: 'case' | 'document';
  readonly subject_id: string;
}

interface CaseRow {
  readonly caseId: string;
  readonly index: string;
  readonly title: string;
  readonly year: number | null;
}

interface CardRow {
  readonly documentId: string;
  readonly index: string;
  readonly subject: string;
}

/** What a search for something to hold shows of each sort. */
const FOUND = 20;

const CASE = 'SELECT case_id AS caseId, case_index AS "index", title, year FROM case_file JOIN nomenclature USING (nomenclature_id)';

/** Reads holds with what they name, and tells what they keep. */
export class HoldRecords {
  readonly #database: DeskDatabase;
  readonly #subjects;
  readonly #case;
  readonly #isHeld;

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#subjects = database.prepare<[string], SubjectRow>('SELECT kind, subject_id FROM hold_subject WHERE hold_id = ? ORDER BY kind, subject_id');
    this.#case = database.prepare<[string], CaseRow>(`${CASE} WHERE case_id = ?`);
    this.#isHeld = database.prepare<[string, string, string]>(`${HOLDS_OF_CASE} LIMIT 1`);
  }

  byId(holdId: string, actor: Actor): Hold | null {
    return this.#read('WHERE hold_id = ?', [holdId], actor)[0] ?? null;
  }

  /** One more than the limit, so that the caller knows whether there are others. */
  page({ lifted, after, limit }: { readonly lifted: boolean; readonly after: string | null; readonly limit: number }, actor: Actor): Hold[] {
    const before = after === null ? '' : 'AND position < (SELECT position FROM hold WHERE hold_id = ?)';
    return this.#read(`WHERE lifted_at IS ${lifted ? 'NOT NULL' : 'NULL'} ${before} ORDER BY position DESC LIMIT ?`, [...(after === null ? [] : [after]), limit + 1], actor);
  }

  counts(): { standing: number; lifted: number } {
    const row = this.#database.prepare<[], { standing: number; all: number }>('SELECT count(*) FILTER (WHERE lifted_at IS NULL) AS standing, count(*) AS "all" FROM hold').get();
    return { standing: row?.standing ?? 0, lifted: (row?.all ?? 0) - (row?.standing ?? 0) };
  }

  /** Holds that stand over a case, its own and those of its documents, the newest first. */
  ofCase(caseId: string, actor: Actor): Hold[] {
    return this.#read(`WHERE hold_id IN (${HOLDS_OF_CASE}) ORDER BY position DESC`, [caseId, caseId, caseId], actor);
  }

  ofDocument(documentId: string, actor: Actor): Hold[] {
    return this.#read('WHERE hold_id IN (SELECT hold_id FROM held_document WHERE document_id = ?) ORDER BY position DESC', [documentId], actor);
  }

  /** Whether a hold keeps the case from being destroyed (C.7.5e). */
  isHeld(caseId: string): boolean {
    return this.#isHeld.get(caseId, caseId, caseId) !== undefined;
  }

  heldCaseIds(): Set<string> {
    return new Set(this.#database.prepare<[], string>(HELD_CASES).pluck().all());
  }

  /** Cases in which a document lies: filed, or by its card. */
  casesOfDocument(documentId: string): string[] {
    return this.#database.prepare<[string, string], string>('SELECT case_id FROM filed_document WHERE document_id = ? UNION SELECT case_id FROM card WHERE document_id = ? AND case_id IS NOT NULL').pluck().all(documentId, documentId);
  }

  /** Holds that stand over the document and do not name the case in which it is filed. */
  holdsWithoutCase(documentId: string, caseId: string): string[] {
    return this.#database
      .prepare<[string, string], string>("SELECT hold_id FROM held_document WHERE document_id = ? AND NOT EXISTS (SELECT 1 FROM hold_subject WHERE hold_subject.hold_id = held_document.hold_id AND kind = 'case' AND subject_id = ?)")
      .pluck()
      .all(documentId, caseId);
  }

  find(text: string, actor: Actor): HoldSubject[] {
    const cases = this.#database
      .prepare<[string, number], CaseRow>(`${CASE} WHERE instr(case_index, ?) > 0 AND NOT EXISTS (SELECT 1 FROM destroyed_case WHERE destroyed_case.case_id = case_file.case_id) ORDER BY year DESC, case_index, case_id LIMIT ?`)
      .all(text, FOUND);
    const rights = rowRightsSql(actor);
    // The beginning of a number is found by its index; a fragment of it would read a million cards.
    const cards = this.#database
      .prepare<unknown[], CardRow>(`SELECT document_id AS documentId, registration_index AS "index", subject FROM card WHERE registration_index >= ? AND registration_index < ? AND ${rights.sql} ORDER BY registration_index, card_key DESC LIMIT ?`)
      .all(text, `${text}\u{10FFFF}`, ...rights.params, FOUND);
    return [...cases.map((found) => ({ kind: 'case' as const, ...found })), ...cards.map((found) => ({ kind: 'document' as const, ...found }))];
  }

  #read(where: string, params: readonly (string | number)[], actor: Actor): Hold[] {
    return this.#database
      .prepare(`SELECT * FROM hold ${where}`)
      .all(...params)
      .map((found) => {
        const row = holdRow.parse(found);
        return {
          holdId: row.hold_id,
          ground: row.ground,
          reason: row.reason,
          reference: row.reference,
          placedAt: row.placed_at,
          placedBy: row.placed_by,
          subjects: this.#subjects.all(row.hold_id).map((subject) => this.#subject(subject, actor)),
          lifted: row.lifted_at === null ? null : { at: row.lifted_at, by: row.lifted_by ?? '', reason: row.lift_reason ?? '' },
        };
      });
  }

  #subject({ kind, subject_id: subjectId }: SubjectRow, actor: Actor): HoldSubject {
    if (kind === 'case') return { kind, ...(this.#case.get(subjectId) ?? { caseId: subjectId, index: '', title: '', year: null }) };
    const rights = rowRightsSql(actor);
    const card = this.#database.prepare<unknown[], CardRow>(`SELECT document_id AS documentId, registration_index AS "index", subject FROM card WHERE document_id = ? AND ${rights.sql}`).get(subjectId, ...rights.params);
    return { kind, ...(card ?? { documentId: subjectId, index: null, subject: '' }) };
  }
}

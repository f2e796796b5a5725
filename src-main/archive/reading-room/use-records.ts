import type { ArchivedCase, ArchiveUse, CopyOfCase } from '#shared/contract/reading-room.ts';
import { copyNumberText } from '#shared/domain/copy-register.ts';
import { isUseOverdue, USE_FORMS } from '#shared/domain/reading-room.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { foldText } from '#shared/domain/search-folding.ts';
import { z } from 'zod';
import { rowRightsSql } from '../../registration/row-rights.ts';
import type { DeskDatabase } from '../../store/database.ts';

interface UseRow {
  readonly use_id: string;
  readonly case_id: string;
  readonly case_index: string | null;
  readonly title: string | null;
  readonly volume: number | null;
  readonly form: string;
  readonly reader: string;
  readonly reader_of: string;
  readonly purpose: string;
  readonly given_on: string;
  readonly due_on: string | null;
  readonly proof: string;
  readonly copy_number: number | null;
  readonly number_run: string | null;
  readonly registration_index: string | null;
  readonly given_by: string;
  readonly returned_on: string | null;
  readonly returned_by: string | null;
  readonly return_note: string | null;
}

interface CaseRow {
  readonly case_id: string;
  readonly case_index: string;
  readonly title: string;
  readonly year: number;
  readonly volumes: number;
  readonly closed: number;
  readonly destroyed: number;
}

export interface UsesAsked {
  readonly shown: 'out' | 'all';
  readonly caseId: string | null;
  readonly text: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly before: string | null;
}

const USES = `SELECT archive_use.*, case_file.case_index, case_file.title, copy.copy_number, copy.number_run, card.registration_index
  FROM archive_use LEFT JOIN case_file USING (case_id) LEFT JOIN copy USING (copy_id) LEFT JOIN card ON card.document_id = copy.document_id`;
/** SQL name of the search's folding: SQLite itself knows upper and lower case of Latin letters only. */
const FOLDED = 'use_folded';
const OUT = "archive_use.form = 'original' AND returned_on IS NULL";
const CASES = `SELECT case_file.case_id, case_index, title, year, carried_volumes + max(1, (SELECT count(*) FROM case_volume WHERE case_volume.case_id = case_file.case_id)) AS volumes,
  EXISTS (SELECT 1 FROM case_closing WHERE case_closing.case_id = case_file.case_id) AS closed, EXISTS (SELECT 1 FROM destroyed_case WHERE destroyed_case.case_id = case_file.case_id) AS destroyed
  FROM case_file JOIN nomenclature USING (nomenclature_id)`;

/** Reads the log of use, and the cases that may be asked for. */
export class UseRecords {
  readonly #database: DeskDatabase;
  readonly #titles;

  constructor(database: DeskDatabase) {
    this.#database = database;
    database.function(FOLDED, { deterministic: true }, (text: unknown) => (typeof text === 'string' ? foldText(text) : ''));
    this.#titles = database.prepare<[], Pick<CaseRow, 'case_id' | 'case_index' | 'title'>>('SELECT case_id, case_index, title FROM nomenclature JOIN case_file USING (nomenclature_id) ORDER BY year DESC, case_index, case_id');
  }

  of(useId: string, today: string): ArchiveUse | null {
    const row = this.#database.prepare<[string], UseRow>(`${USES} WHERE use_id = ?`).get(useId);
    return row === undefined ? null : toUse(row, today);
  }

  /** Newest first. */
  page({ shown, caseId, text, from, to, before }: UsesAsked, limit: number, today: string): { readonly uses: ArchiveUse[]; readonly more: boolean } {
    const words = foldText(text).split(' ').filter((word) => word !== '');
    const conditions: readonly (readonly [sql: string, value: string | null])[] = [
      ['archive_use.case_id = ?', caseId],
      ['given_on >= ?', from],
      ['given_on <= ?', to],
      ['archive_use.position < (SELECT position FROM archive_use WHERE use_id = ?)', before],
      ...words.map((word): [string, string] => [`instr(${FOLDED}(reader || ' ' || reader_of || ' ' || coalesce(case_index, '') || ' ' || coalesce(title, '')), ?) > 0`, word]),
    ];
    const given = conditions.flatMap(([sql, value]) => (value === null ? [] : [{ sql, value }]));
    const where = [...(shown === 'out' ? [OUT] : []), ...given.map(({ sql }) => sql)];
    const rows = this.#database
      .prepare<unknown[], UseRow>(`${USES}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`} ORDER BY archive_use.position DESC LIMIT ?`)
      .all(...given.map(({ value }) => value), limit + 1);
    return { uses: rows.slice(0, limit).map((row) => toUse(row, today)), more: rows.length > limit };
  }

  /** Certified copies of documents that lie in a case, by the caller's rights to these, the newest first. */
  copiesOf(caseId: string, actor: Actor): CopyOfCase[] {
    const rights = rowRightsSql(actor);
    return this.#database
      .prepare<unknown[], { copy_id: string; copy_number: number; number_run: string; registration_index: string; requester: string; pages: string | null }>(
        `SELECT copy.copy_id, copy_number, number_run, registration_index, requester, pages FROM filed_document JOIN card USING (document_id) JOIN copy USING (document_id) JOIN copy_request ON copy_request.request_id = copy.request_id
         WHERE filed_document.case_id = ? AND ${rights.sql} ORDER BY copy.position DESC`,
      )
      .all(caseId, ...rights.params)
      .map(({ copy_id: copyId, copy_number: copyNumber, number_run: numberRun, registration_index: registrationIndex, requester, pages }) => ({ copyId, number: copyNumberText({ copyNumber, numberRun }), registrationIndex, requester, pages }));
  }

  /** Whether a certified copy was made of a document that lies in the case. */
  isCopyOf(copyId: string, caseId: string): boolean {
    return this.#database.prepare<[string, string]>('SELECT 1 FROM copy JOIN filed_document USING (document_id) WHERE copy_id = ? AND case_id = ? AND request_id IS NOT NULL').get(copyId, caseId) !== undefined;
  }

  counts(today: string): { readonly out: number; readonly overdue: number } {
    return this.#database.prepare<[string], { out: number; overdue: number }>(`SELECT count(*) AS out, coalesce(sum(due_on < ?), 0) AS overdue FROM archive_use WHERE ${OUT}`).get(today) ?? { out: 0, overdue: 0 };
  }

  /** Whether the paper of the case, or of one of its volumes that the asked one means, is with a reader. */
  isOut(caseId: string, volume: number | null): boolean {
    return this.#database.prepare<[string, number | null, number | null]>(`SELECT 1 FROM archive_use WHERE case_id = ? AND ${OUT} AND (volume IS NULL OR ? IS NULL OR volume = ?) LIMIT 1`).get(caseId, volume, volume) !== undefined;
  }

  caseById(caseId: string): ArchivedCase | null {
    const row = this.#database.prepare<[string], CaseRow>(`${CASES} WHERE case_file.case_id = ?`).get(caseId);
    return row === undefined ? null : toCase(row);
  }

  /** By the beginning of the index or words of the title; what is told of a case is read for those alone that were found. */
  find(text: string, limit: number): { readonly cases: ArchivedCase[]; readonly more: boolean } {
    const words = text.toLowerCase().split(/\s+/u);
    const found: string[] = [];
    for (const { case_id, case_index, title } of this.#titles.iterate()) {
      const lower = title.toLowerCase();
      if (!case_index.startsWith(text) && !words.every((word) => lower.includes(word))) continue;
      found.push(case_id);
      if (found.length > limit) break;
    }
    return { cases: found.slice(0, limit).map((caseId) => this.caseById(caseId)).filter((entry) => entry !== null), more: found.length > limit };
  }
}

function toCase({ case_id, case_index, title, year, volumes, closed, destroyed }: CaseRow): ArchivedCase {
  return { caseId: case_id, index: case_index, title, year, volumes, closed: closed === 1, destroyed: destroyed === 1 };
}

function toUse(row: UseRow, today: string): ArchiveUse {
  const form = z.enum(USE_FORMS).parse(row.form);
  return {
    useId: row.use_id,
    caseId: row.case_id,
    index: row.case_index ?? row.case_id,
    title: row.title ?? '',
    volume: row.volume,
    form,
    reader: row.reader,
    readerOf: row.reader_of,
    purpose: row.purpose,
    givenOn: row.given_on,
    dueOn: row.due_on,
    overdue: isUseOverdue({ form, dueOn: row.due_on, returnedOn: row.returned_on }, today),
    proof: row.proof,
    copy: row.copy_number === null ? null : { number: copyNumberText({ copyNumber: row.copy_number, numberRun: row.number_run ?? '' }), registrationIndex: row.registration_index ?? '' },
    givenBy: row.given_by,
    returned: row.returned_on === null ? null : { on: row.returned_on, by: row.returned_by ?? '', note: row.return_note ?? '' },
  };
}

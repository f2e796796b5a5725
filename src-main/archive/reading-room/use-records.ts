import type { ArchivedCase, ArchiveUse } from '#shared/contract/reading-room.ts';
import { isUseOverdue, USE_FORMS } from '#shared/domain/reading-room.ts';
import { z } from 'zod';
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
  readonly before: string | null;
}

const USES = 'SELECT archive_use.*, case_file.case_index, case_file.title FROM archive_use LEFT JOIN case_file USING (case_id)';
const OUT = "form = 'original' AND returned_on IS NULL";
const CASES = `SELECT case_file.case_id, case_index, title, year, carried_volumes + max(1, (SELECT count(*) FROM case_volume WHERE case_volume.case_id = case_file.case_id)) AS volumes,
  EXISTS (SELECT 1 FROM case_closing WHERE case_closing.case_id = case_file.case_id) AS closed, EXISTS (SELECT 1 FROM destroyed_case WHERE destroyed_case.case_id = case_file.case_id) AS destroyed
  FROM case_file JOIN nomenclature USING (nomenclature_id)`;

/** Reads the log of use, and the cases that may be asked for. */
export class UseRecords {
  readonly #database: DeskDatabase;
  readonly #titles;

  constructor(database: DeskDatabase) {
    this.#database = database;
    this.#titles = database.prepare<[], Pick<CaseRow, 'case_id' | 'case_index' | 'title'>>('SELECT case_id, case_index, title FROM nomenclature JOIN case_file USING (nomenclature_id) ORDER BY year DESC, case_index, case_id');
  }

  of(useId: string, today: string): ArchiveUse | null {
    const row = this.#database.prepare<[string], UseRow>(`${USES} WHERE use_id = ?`).get(useId);
    return row === undefined ? null : toUse(row, today);
  }

  page({ shown, caseId, before }: UsesAsked, limit: number, today: string): { readonly uses: ArchiveUse[]; readonly more: boolean } {
    const conditions = [...(shown === 'out' ? [OUT] : []), ...(caseId === null ? [] : ['archive_use.case_id = ?']), ...(before === null ? [] : ['position < (SELECT position FROM archive_use WHERE use_id = ?)'])];
    const rows = this.#database
      .prepare<unknown[], UseRow>(`${USES}${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`} ORDER BY position DESC LIMIT ?`)
      .all(...[caseId, before].filter((value) => value !== null), limit + 1);
    return { uses: rows.slice(0, limit).map((row) => toUse(row, today)), more: rows.length > limit };
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
    givenBy: row.given_by,
    returned: row.returned_on === null ? null : { on: row.returned_on, by: row.returned_by ?? '', note: row.return_note ?? '' },
  };
}

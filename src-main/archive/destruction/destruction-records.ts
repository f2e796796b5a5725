import type { DestructionAct } from '#shared/contract/destruction.ts';
import { retention as retentionSchema } from '#shared/contract/nomenclature.ts';
import { APPRAISAL_DECISIONS, type AppraisalDecision } from '#shared/domain/appraisal.ts';
import { ACT_STATES, OBSTACLES, type ObstacleCode } from '#shared/domain/destruction.ts';
import type { Retention } from '#shared/domain/retention.ts';
import { TERM_REASONS, type TermReason } from '#shared/domain/retention-terms.ts';
import { z } from 'zod';
import type { DeskDatabase } from '../../store/database.ts';

interface ActRow {
  readonly act_id: string;
  readonly number: string;
  readonly year: number;
  readonly drawn_up_on: string;
  readonly drawn_up_by: string;
  readonly state: string;
  readonly commission_number: string | null;
  readonly commission_date: string | null;
  readonly archive_number: string | null;
  readonly archive_date: string | null;
  readonly approved_by: string | null;
  readonly approved_on: string | null;
  readonly method: string | null;
  readonly begun_at: string | null;
  readonly begun_by: string | null;
  readonly begun_account: string | null;
  readonly confirmed_at: string | null;
  readonly confirmed_by: string | null;
  readonly confirmed_account: string | null;
  readonly resumed: string;
  readonly cases: number;
  readonly destroyed: number;
}

interface CaseRow {
  readonly case_id: string;
  readonly case_index: string;
  readonly title: string;
  readonly retention: string | null;
  readonly retention_text: string;
  readonly year: number | null;
  readonly section: string | null;
  readonly finished_on: string | null;
  readonly closed_with: string | null;
  readonly term_reason: string | null;
  readonly destroyable_from: number | null;
  readonly decision: string | null;
  readonly destroyed_by: string | null;
  readonly volumes: number;
  readonly documents: number | null;
}

/** A case with what the law asks of it, as the tables have it. */
export interface CaseRecord {
  readonly caseId: string;
  readonly index: string;
  readonly title: string;
  readonly year: number;
  readonly section: string;
  readonly retention: Retention | null;
  readonly retentionText: string;
  readonly finishedOn: string | null;
  readonly closedWith: string | null;
  readonly term: { readonly reason: TermReason; readonly destroyableFrom: number | null } | null;
  readonly appraisal: AppraisalDecision | null;
  readonly destroyedBy: string | null;
  readonly volumes: number;
  readonly documents: number;
}

const resumedRow = z.object({ at: z.string(), by: z.string() });
const stayedRow = z.object({ caseId: z.string(), obstacle: z.enum(OBSTACLES) });

const ACTS = `SELECT destruction_act.*,
  (SELECT json_group_array(json_object('at', resumed_at, 'by', name) ORDER BY resumed_at, account_id) FROM destruction_resumption WHERE destruction_resumption.act_id = destruction_act.act_id) AS resumed,
  (SELECT count(*) FROM destruction_case WHERE destruction_case.act_id = destruction_act.act_id) AS cases,
  (SELECT count(*) FROM destroyed_case WHERE destroyed_case.act_id = destruction_act.act_id) AS destroyed
  FROM destruction_act`;

// One statement for all cases of a proposal: an office of many years has tens of thousands of them.
const CASES = `SELECT case_file.case_id, case_index, case_file.title, retention, retention_text, nomenclature.year, section_index || ' ' || nomenclature_section.title AS section,
  finished_on, closed_with, case_term.reason AS term_reason, destroyable_from, decision, act_number AS destroyed_by,
  (SELECT count(*) FROM volume_note WHERE volume_note.case_id = case_file.case_id) AS volumes,
  (SELECT sum(documents) FROM volume_note WHERE volume_note.case_id = case_file.case_id) AS documents
  FROM case_file
  LEFT JOIN nomenclature USING (nomenclature_id)
  LEFT JOIN nomenclature_section ON nomenclature_section.nomenclature_id = case_file.nomenclature_id AND nomenclature_section.section_id = case_file.section_id
  LEFT JOIN case_closing USING (case_id) LEFT JOIN case_term USING (case_id) LEFT JOIN appraised_case USING (case_id) LEFT JOIN destroyed_case USING (case_id)`;
const ORDER = 'ORDER BY section_index, case_index, nomenclature.year, case_file.case_id';

/** Reads acts of destruction and the cases that they name or might name. */
export class DestructionRecords {
  readonly #database: DeskDatabase;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  acts(): DestructionAct[] {
    return this.#database.prepare<[], ActRow>(`${ACTS} ORDER BY year DESC, drawn_up_on DESC, number DESC`).all().map(toAct);
  }

  act(actId: string): DestructionAct | null {
    const row = this.#database.prepare<[string], ActRow>(`${ACTS} WHERE act_id = ?`).get(actId);
    return row === undefined ? null : toAct(row);
  }

  isNumberTaken(number: string, year: number): boolean {
    return this.#database.prepare<[string, number]>('SELECT 1 FROM destruction_act WHERE number = ? AND year = ?').get(number, year) !== undefined;
  }

  /** Cases whose period is over before the year and that are still there. */
  overBefore(year: number): CaseRecord[] {
    return this.#database.prepare<[number], CaseRow>(`${CASES} WHERE case_file.case_id IN (SELECT case_id FROM case_term WHERE destroyable_from <= ?) AND destroyed_case.case_id IS NULL ${ORDER}`).all(year).map(toCase);
  }

  ofAct(actId: string): CaseRecord[] {
    return this.#database.prepare<[string], CaseRow>(`${CASES} WHERE case_file.case_id IN (SELECT case_id FROM destruction_case WHERE act_id = ?) ${ORDER}`).all(actId).map(toCase);
  }

  caseIdsOf(actId: string): string[] {
    return this.#database.prepare<[string], string>('SELECT case_id FROM destruction_case WHERE act_id = ?').pluck().all(actId);
  }

  /** Whether an act is confirmed whose cases are not all destroyed yet. */
  get isAnyExecuting(): boolean {
    return this.#database.prepare("SELECT 1 FROM destruction_act WHERE state = 'executing' LIMIT 1").get() !== undefined;
  }

  /** Cases that an act names and that are still there. */
  notDestroyed(actId: string): CaseRecord[] {
    return this.#database.prepare<[string], CaseRow>(`${CASES} WHERE case_file.case_id IN (SELECT case_id FROM destruction_case WHERE act_id = ?) AND destroyed_case.case_id IS NULL ${ORDER}`).all(actId).map(toCase);
  }

  /** What stood against cases of a completed act. */
  obstaclesOf(actId: string): ReadonlyMap<string, ObstacleCode> {
    const rows = this.#database.prepare<[string]>('SELECT case_id AS caseId, stayed AS obstacle FROM destruction_case WHERE act_id = ? AND stayed IS NOT NULL').all(actId);
    return new Map(stayedRow.array().parse(rows).map(({ caseId, obstacle }) => [caseId, obstacle]));
  }

  byIds(caseIds: readonly string[]): CaseRecord[] {
    return this.#database.prepare<[string], CaseRow>(`${CASES} WHERE case_file.case_id IN (SELECT value FROM json_each(?)) ${ORDER}`).all(JSON.stringify(caseIds)).map(toCase);
  }

  /** Holds of every held case, by itself or by a document that lies in it, as people know them. */
  holds(): ReadonlyMap<string, readonly string[]> {
    const rows = this.#database
      .prepare<[], { case_id: string; reason: string; reference: string | null }>(
        `SELECT kept.case_id, hold.reason, hold.reference FROM (
           SELECT case_id, hold_id FROM held_case UNION SELECT filed_document.case_id, hold_id FROM held_document JOIN filed_document USING (document_id)
         ) AS kept JOIN hold USING (hold_id) ORDER BY hold.placed_at, hold_id`,
      )
      .all();
    return listed(rows, (row) => [row.case_id, row.reference === null ? row.reason : `${row.reason}, ${row.reference}`]);
  }

  /** Acts that are not executed, by the cases that they name. */
  openActs(): ReadonlyMap<string, readonly { readonly actId: string; readonly number: string }[]> {
    const rows = this.#database.prepare<[], { case_id: string; act_id: string; number: string }>("SELECT case_id, act_id, number FROM destruction_case JOIN destruction_act USING (act_id) WHERE state <> 'executed' ORDER BY number").all();
    return listed(rows, (row) => [row.case_id, { actId: row.act_id, number: row.number }]);
  }

  /** Cases that were closed as one, by the last of them. */
  chains(): ReadonlyMap<string, readonly { readonly caseId: string; readonly index: string }[]> {
    const rows = this.#database
      .prepare<[], { closed_with: string; case_id: string; case_index: string | null }>(
        'SELECT closed_with, case_id, case_index FROM case_closing LEFT JOIN case_file USING (case_id) WHERE closed_with IN (SELECT closed_with FROM case_closing GROUP BY closed_with HAVING count(*) > 1) ORDER BY case_index',
      )
      .all();
    return listed(rows, (row) => [row.closed_with, { caseId: row.case_id, index: row.case_index ?? row.case_id }]);
  }

  /** What the office decided of the archive's agreement; null: nothing yet. */
  archivalFund(): boolean | null {
    const row = this.#database.prepare<[], { archival_fund: number }>('SELECT archival_fund FROM archive_settings').get();
    return row === undefined ? null : row.archival_fund === 1;
  }

  reports(actId: string): { readonly place: string; readonly cases: number; readonly filesRemoved: number; readonly filesKept: number; readonly at: string }[] {
    return this.#database
      .prepare<[string], { place: string; cases: number; filesRemoved: number; filesKept: number; at: string }>('SELECT place, cases, files_removed AS filesRemoved, files_kept AS filesKept, reported_at AS at FROM destruction_report WHERE act_id = ? ORDER BY place_key')
      .all(actId);
  }

  /** Why an operation had no effect, as people are told; null: they are not. */
  refusalOf(opId: string): string | null {
    return this.#database.prepare<[string], { reason: string | null }>('SELECT reason FROM conflict WHERE op_id = ?').get(opId)?.reason ?? null;
  }
}

function listed<Row, Value>(rows: readonly Row[], entryOf: (row: Row) => readonly [string, Value]): ReadonlyMap<string, readonly Value[]> {
  const lists = new Map<string, Value[]>();
  for (const row of rows) {
    const [key, value] = entryOf(row);
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [value]);
    else list.push(value);
  }
  return lists;
}

function toAct(row: ActRow): DestructionAct {
  return {
    actId: row.act_id,
    number: row.number,
    year: row.year,
    drawnUpOn: row.drawn_up_on,
    drawnUpBy: row.drawn_up_by,
    state: z.enum(ACT_STATES).parse(row.state),
    commission: row.commission_number === null || row.commission_date === null ? null : { number: row.commission_number, date: row.commission_date },
    archive: row.archive_number === null || row.archive_date === null ? null : { number: row.archive_number, date: row.archive_date },
    approved: row.approved_by === null || row.approved_on === null ? null : { by: row.approved_by, on: row.approved_on },
    method: row.method,
    begun: row.begun_at === null || row.begun_by === null || row.begun_account === null ? null : { at: row.begun_at, by: row.begun_by, accountId: row.begun_account },
    confirmed: row.confirmed_at === null || row.confirmed_by === null || row.confirmed_account === null ? null : { at: row.confirmed_at, by: row.confirmed_by, accountId: row.confirmed_account },
    resumed: resumedRow.array().parse(JSON.parse(row.resumed)),
    cases: row.cases,
    destroyed: row.destroyed,
  };
}

function toCase(row: CaseRow): CaseRecord {
  return {
    caseId: row.case_id,
    index: row.case_index,
    title: row.title,
    year: row.year ?? 0,
    section: row.section ?? '',
    retention: row.retention === null ? null : retentionSchema.parse(JSON.parse(row.retention)),
    retentionText: row.retention_text,
    finishedOn: row.finished_on,
    closedWith: row.closed_with,
    term: row.term_reason === null ? null : { reason: z.enum(TERM_REASONS).parse(row.term_reason), destroyableFrom: row.destroyable_from },
    appraisal: row.decision === null ? null : z.enum(APPRAISAL_DECISIONS).parse(row.decision),
    destroyedBy: row.destroyed_by,
    volumes: row.volumes,
    documents: row.documents ?? 0,
  };
}

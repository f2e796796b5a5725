import { z } from 'zod';
import { retention as retentionSchema } from '#shared/contract/nomenclature.ts';
import type { CaseTerm, TermCalendar, TermFilter, TermOfCase, TermPart } from '#shared/contract/retention-terms.ts';
import { MEDIA } from '#shared/domain/nomenclature.ts';
import { PERIOD_CLASSES } from '#shared/domain/retention.ts';
import { DECISION_GROUNDS } from '#shared/domain/retention-decisions.ts';
import { TERM_REASONS, TERM_STARTS } from '#shared/domain/retention-terms.ts';
import { WITHOUT_YEAR } from '#shared/domain/term-calendar.ts';
import type { SqlCondition } from '../../registration/row-rights.ts';
import type { DeskDatabase } from '../../store/database.ts';
import { HELD_CASES } from '../holds/held-cases.ts';

const yearCount = z.object({ year: z.number(), periodClass: z.enum(PERIOD_CLASSES), cases: z.number() });
const reasonCount = z.object({ reason: z.enum(WITHOUT_YEAR), cases: z.number() });

const termRow = z.object({
  case_id: z.string(),
  case_index: z.string(),
  title: z.string(),
  year: z.number(),
  retention: z.string().nullable(),
  retention_text: z.string(),
  medium: z.enum(MEDIA),
  finished_on: z.string(),
  period_class: z.enum(PERIOD_CLASSES).nullable(),
  starts_on: z.string().nullable(),
  ends_on: z.string().nullable(),
  destroyable_from: z.number().nullable(),
  reason: z.enum(TERM_REASONS),
});

const ruleRow = z.object({ finished_on: z.string(), term_rule: z.enum(TERM_STARTS), pack_version: z.string() });
const eventRow = z.object({ happened_on: z.string(), basis: z.string(), term_rule: z.enum(TERM_STARTS), pack_version: z.string(), recorded_at: z.string(), recorded_by: z.string() });
const decisionRow = z.object({ ground: z.enum(DECISION_GROUNDS), before: z.string().nullable(), after: z.string(), basis: z.string(), list: z.string().nullable(), decided_at: z.string(), decided_by: z.string(), number: z.string().nullable(), date: z.string().nullable() });

/** Of what is destroyed nothing ends any more. */
const KEPT = 'NOT EXISTS (SELECT 1 FROM destroyed_case WHERE destroyed_case.case_id = case_term.case_id)';
/** Walked from the section: its cases are few beside all terms. */
const OF_SECTION = 'case_term.case_id IN (SELECT case_id FROM nomenclature_section CROSS JOIN case_file USING (nomenclature_id, section_id) WHERE section_index = ?)';

/** What the term of one case rests on, as it is stored. */
export interface StoredTermFacts {
  readonly closing: z.output<typeof ruleRow> | null;
  readonly event: z.output<typeof eventRow> | null;
}

/** Reads the terms of closed cases and what was decided of them. */
export class TermRecords {
  readonly #database: DeskDatabase;

  constructor(database: DeskDatabase) {
    this.#database = database;
  }

  calendar(filter: TermFilter): Pick<TermCalendar, 'years' | 'withoutYear'> {
    const where = whereOf(filter);
    const counts = <Row extends { readonly cases: number }>(sql: (table: string) => string, row: z.ZodType<Row>, keyOf: (row: Row) => string): (Row & { held: number })[] => {
      const read = (table: string): Row[] => this.#database.prepare(sql(table)).all(...where.params).map((found) => row.parse(found));
      // Few cases are held: they are walked by themselves, not looked for beside each of the others.
      const held = new Map(read(`(${HELD_CASES}) AS held CROSS JOIN case_term USING (case_id)`).map((one) => [keyOf(one), one.cases]));
      return read('case_term').map((one) => ({ ...one, held: held.get(keyOf(one)) ?? 0 }));
    };
    return {
      years: counts((table) => `SELECT destroyable_from - 1 AS year, period_class AS periodClass, count(*) AS cases FROM ${table} WHERE destroyable_from IS NOT NULL AND ${where.sql} GROUP BY destroyable_from, period_class`, yearCount, ({ year, periodClass }) => `${year} ${periodClass}`),
      withoutYear: counts((table) => `SELECT reason, count(*) AS cases FROM ${table} WHERE destroyable_from IS NULL AND ${where.sql} GROUP BY reason`, reasonCount, ({ reason }) => reason),
    };
  }

  /** Sections that have closed cases, over all years; a title that changed is that of the newest year. */
  sections(): { index: string; title: string }[] {
    return this.#database
      .prepare<[], { index: string; title: string; year: number }>('SELECT section_index AS "index", title, max(year) AS year FROM nomenclature_section JOIN nomenclature USING (nomenclature_id) GROUP BY section_index ORDER BY section_index')
      .all()
      .map(({ index, title }) => ({ index, title }));
  }

  /** Cases of a part of the calendar by index; one more than the limit, so that the caller knows whether there are others. */
  cases(part: TermPart, filter: TermFilter, after: { readonly index: string; readonly caseId: string } | null, limit: number): CaseTerm[] {
    const where = whereOf(filter);
    const ofPart: SqlCondition = typeof part === 'number' ? { sql: 'destroyable_from = ?', params: [part + 1] } : { sql: 'destroyable_from IS NULL AND reason = ?', params: [part] };
    const beyond: SqlCondition = after === null ? { sql: '1', params: [] } : { sql: '(case_index, case_term.case_id) > (?, ?)', params: [after.index, after.caseId] };
    const held = new Set(this.#database.prepare<[], string>(HELD_CASES).pluck().all());
    return this.#database
      .prepare(
        `SELECT case_term.*, case_index, case_file.title, year, retention, retention_text, medium, finished_on
         FROM case_term JOIN case_file USING (case_id) JOIN nomenclature USING (nomenclature_id) JOIN case_closing USING (case_id)
         WHERE ${ofPart.sql} AND ${where.sql} AND ${beyond.sql} ORDER BY case_index, case_term.case_id LIMIT ?`,
      )
      .all(...ofPart.params, ...where.params, ...beyond.params, limit + 1)
      .map((found) => toCaseTerm(termRow.parse(found), held));
  }

  factsOf(caseId: string): StoredTermFacts {
    const closing = this.#database.prepare<[string]>('SELECT finished_on, term_rule, pack_version FROM case_closing WHERE case_id = ?').get(caseId);
    const event = this.#database.prepare<[string]>('SELECT * FROM case_event WHERE case_id = ?').get(caseId);
    return { closing: closing === undefined ? null : ruleRow.parse(closing), event: event === undefined ? null : eventRow.parse(event) };
  }

  decisionsOf(caseId: string): TermOfCase['decisions'] {
    return this.#database
      .prepare<[string]>('SELECT retention_decision.*, number, date FROM retention_decision LEFT JOIN appraisal USING (protocol_id) WHERE case_id = ? ORDER BY decided_at, decision_id')
      .all(caseId)
      .map((found) => {
        const row = decisionRow.parse(found);
        return { ground: row.ground, before: row.before, after: row.after, basis: row.basis, protocol: row.number === null ? null : { number: row.number, date: row.date ?? '' }, list: row.list, at: row.decided_at, by: row.decided_by };
      });
  }

  protocols(): TermOfCase['protocols'] {
    return this.#database.prepare<[], { protocolId: string; number: string; date: string }>('SELECT protocol_id AS protocolId, number, date FROM appraisal ORDER BY date DESC, number DESC LIMIT 50').all();
  }

  isProtocol(protocolId: string): boolean {
    return this.#database.prepare<[string]>('SELECT 1 FROM appraisal WHERE protocol_id = ?').get(protocolId) !== undefined;
  }

  isDestroyed(caseId: string): boolean {
    return this.#database.prepare<[string]>('SELECT 1 FROM destroyed_case WHERE case_id = ?').get(caseId) !== undefined;
  }

  /** Whether an approved inventory lists the case. */
  isInventoried(caseId: string): boolean {
    return this.#database.prepare<[string]>("SELECT 1 FROM inventory_entry JOIN inventory USING (inventory_id) WHERE case_id = ? AND state = 'approved' LIMIT 1").get(caseId) !== undefined;
  }
}

function whereOf({ periodClass, section, held }: TermFilter): SqlCondition {
  const parts: SqlCondition[] = [
    { sql: KEPT, params: [] },
    ...(periodClass === null ? [] : [{ sql: 'period_class = ?', params: [periodClass] }]),
    ...(section === null ? [] : [{ sql: OF_SECTION, params: [section] }]),
    ...(held ? [{ sql: `case_term.case_id IN (${HELD_CASES})`, params: [] }] : []),
  ];
  return { sql: parts.map(({ sql }) => sql).join(' AND '), params: parts.flatMap(({ params }) => params) };
}

function toCaseTerm(row: z.output<typeof termRow>, held: ReadonlySet<string>): CaseTerm {
  return {
    caseId: row.case_id,
    index: row.case_index,
    title: row.title,
    year: row.year,
    retentionText: row.retention_text,
    periodClass: row.period_class,
    medium: row.medium,
    expertMark: row.retention !== null && retentionSchema.parse(JSON.parse(row.retention)).expertMark,
    finishedOn: row.finished_on,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    destroyableFrom: row.destroyable_from,
    reason: row.reason,
    held: held.has(row.case_id),
  };
}

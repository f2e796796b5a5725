import { z } from 'zod';
import { CONTROL_SCOPES, type ControlledAssignment, type ControlScope, type ControlShown, type DisciplineRow, LATE_LIMIT, type LateAssignment } from '#shared/contract/execution-control.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import { ASSIGNMENT_STATES, disciplineShare, type TimelinessBounds, timelinessBounds, timelinessOf } from '#shared/domain/execution.ts';
import type { Subordination } from '#shared/domain/office-structure.ts';
import { EXECUTOR_ROLES } from '#shared/domain/resolutions.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import type { WorkingCalendar } from '#shared/domain/working-calendar.ts';
import { dayNumber } from '#shared/domain/working-day.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { type Environment, isoInstant } from '../environment.ts';
import { rowRightsSql, type SqlCondition } from '../registration/row-rights.ts';
import type { DeskDatabase } from '../store/database.ts';
import type { LateMemo } from './late-memo.ts';

export interface ExecutionControlOptions {
  readonly database: DeskDatabase;
  readonly environment: Environment;
  readonly calendar: () => WorkingCalendar;
  readonly subordination: () => Subordination;
  readonly people: () => readonly { readonly personId: string }[];
  /** People of the office who sign in with the account. */
  readonly personsOf: (actor: Actor) => readonly { readonly personId: string }[];
  readonly memo: LateMemo;
  /** When this desk last exchanged with the server; null where it has none, and then its own state is all there is. */
  readonly lastExchange: () => string | null;
}

const row = z.object({
  assignment_id: z.string(),
  document_id: z.string(),
  registration_index: z.string(),
  registration_date: z.string(),
  subject: z.string(),
  text: z.string(),
  person_id: z.string(),
  person_name: z.string(),
  unit_name: z.string().nullable(),
  role: z.enum(EXECUTOR_ROLES),
  author_name: z.string(),
  controller_name: z.string().nullable(),
  due_on: z.string(),
  due_at: z.string(),
  state: z.enum(ASSIGNMENT_STATES),
  executed_at: z.string().nullable(),
});

const lateRow = row.pick({ assignment_id: true, document_id: true, registration_index: true, registration_date: true, text: true, person_name: true, unit_name: true, due_on: true, executed_at: true });
const countsRow = z.object({ open: z.number(), atRisk: z.number(), overdue: z.number(), reported: z.number(), executed: z.number() });
const disciplineRows = z.array(z.object({ id: z.string().nullable(), name: z.string().nullable(), open: z.number(), overdue: z.number(), executedInTime: z.number(), executedLate: z.number() }));

/** What counting needs; what is shown beside is looked up for the rows of one page alone. */
const joined = (table: string): string => `JOIN card ON card.document_id = ${table}.document_id
  LEFT JOIN document_control ON document_control.document_id = ${table}.document_id AND document_control.lifted_at IS NULL`;
const JOINED = joined('assignment');
const WITH_UNIT = `LEFT JOIN person ON person.person_id = assignment.person_id LEFT JOIN unit ON unit.unit_id = person.unit_id`;
/** Those who only get to know execute nothing, and what was withdrawn is nobody’s any more. */
const COUNTED = "assignment.role <> 'information' AND assignment.state <> 'withdrawn' AND assignment.due_at IS NOT NULL";
/** As the index of open assignments says it: SQLite takes an index with a condition where the query repeats it. */
const OPEN = "assignment.state IN ('open', 'reported')";

/** The control board: state of execution by scope, and discipline (CTRL-01 … CTRL-08). */
export class ExecutionControlRoom {
  readonly #options: ExecutionControlOptions;

  constructor(options: ExecutionControlOptions) {
    this.#options = options;
  }

  readonly handlers: RoomHandlers<'executionControl'> = {
    board: (input, { actor }) => this.#board(input, actor),
    discipline: (input, { actor }) => this.#discipline(input, actor),
    late: (input, { actor }) => this.#late(input, actor),
    lateMemo: (input, call) => this.#options.memo.make({ ...input, ...this.#late(input, call.actor), persons: this.#personsOf(call.actor) }, call),
  };

  #board({ scope, shown, after, limit }: MethodCheckedInput<'executionControl.board'>, actor: Actor): MethodOutput<'executionControl.board'> {
    const { database } = this.#options;
    const bounds = this.#bounds();
    const where = this.#where(scope, actor);
    const chosen = shownSql(shown, bounds);
    const { assignments, documents } = this.#conditions(scope, actor);
    // Documents are looked at once each, however many people execute them.
    const counts = countsRow.parse(
      database
        .prepare(
          `WITH by_document AS (
            SELECT document_id, sum(${OPEN}) AS open, sum(${OPEN} AND due_at >= ? AND due_on <= ?) AS at_risk, sum(${OPEN} AND due_at < ?) AS overdue,
              sum(state = 'reported') AS reported, sum(state = 'executed') AS executed
            FROM assignment WHERE ${assignments.sql} GROUP BY document_id)
          SELECT coalesce(sum(open), 0) AS open, coalesce(sum(at_risk), 0) AS atRisk, coalesce(sum(overdue), 0) AS overdue, coalesce(sum(reported), 0) AS reported, coalesce(sum(executed), 0) AS executed
          FROM by_document ${joined('by_document')} WHERE ${documents.sql}`,
        )
        .get(bounds.now, bounds.atRiskUntil, bounds.now, ...assignments.params, ...documents.params),
    );
    const rows = row.array().parse(
      database
        .prepare(
          `WITH page AS (SELECT assignment.rowid AS key FROM assignment ${JOINED} WHERE ${where.sql} AND ${chosen.sql} ORDER BY assignment.due_on, assignment.rowid LIMIT ? OFFSET ?)
          SELECT assignment.*, registration_index, registration_date, subject, resolution.text, unit.name AS unit_name, author_name, controller_name
          FROM page JOIN assignment ON assignment.rowid = page.key JOIN resolution USING (resolution_id) ${JOINED} ${WITH_UNIT}
          ORDER BY assignment.due_on, assignment.rowid`,
        )
        .all(...where.params, ...chosen.params, limit, after),
    );
    return { scopes: this.#scopes(actor), rows: rows.map((one) => controlled(one, bounds)), total: counts[shown], counts, asOf: this.#asOf(bounds.now) };
  }

  #discipline({ scope, from, to }: MethodCheckedInput<'executionControl.discipline'>, actor: Actor): MethodOutput<'executionControl.discipline'> {
    const bounds = this.#bounds();
    const where = this.#where(scope, actor);
    const by = (id: string, name: string): DisciplineRow[] =>
      disciplineRows
        .parse(
          this.#options.database
            .prepare(
              `SELECT ${id} AS id, ${name} AS name, sum(assignment.state <> 'executed' AND due_at >= ?) AS open, sum(assignment.state <> 'executed' AND due_at < ?) AS overdue,
                sum(assignment.state = 'executed' AND executed_at <= due_at) AS executedInTime, sum(assignment.state = 'executed' AND executed_at > due_at) AS executedLate
              FROM assignment ${JOINED} ${WITH_UNIT} WHERE ${where.sql} AND assignment.due_on BETWEEN ? AND ? GROUP BY 1 ORDER BY overdue DESC, executedLate DESC, name`,
            )
            .all(bounds.now, bounds.now, ...where.params, from, to),
        )
        .map(({ id: found, name: called, ...counts }) => ({ id: found ?? '', name: called ?? '', ...counts, share: disciplineShare(counts) }));
    return { units: by('unit.unit_id', 'max(unit.name)'), people: by('assignment.person_id', 'max(person_name)'), asOf: this.#asOf(bounds.now) };
  }

  #late({ scope, unitId, from, to }: MethodCheckedInput<'executionControl.late'>, actor: Actor): MethodOutput<'executionControl.late'> {
    const { database, calendar } = this.#options;
    const bounds = this.#bounds();
    const where = this.#where(scope, actor);
    const late = `FROM assignment JOIN resolution USING (resolution_id) ${JOINED} ${WITH_UNIT} WHERE ${where.sql} AND assignment.due_on BETWEEN ? AND ?
      AND ((assignment.state IN ('open', 'reported') AND due_at < ?) OR (assignment.state = 'executed' AND executed_at > due_at))`;
    const params = [...where.params, from, to, bounds.now];
    const ofUnit = unitId === null ? { sql: '', params: [] } : { sql: ' AND unit.unit_id = ?', params: [unitId] };
    const rows = lateRow.array().parse(
      database
        .prepare(
          `SELECT assignment.assignment_id, assignment.document_id, registration_index, registration_date, resolution.text, person_name, unit.name AS unit_name, assignment.due_on, executed_at
          ${late}${ofUnit.sql}
          ORDER BY unit.name IS NULL, unit.name, person_name, assignment.due_on, assignment.assignment_id LIMIT ?`,
        )
        .all(...params, ...ofUnit.params, LATE_LIMIT),
    );
    const total = Number(database.prepare(`SELECT count(*) ${late}${ofUnit.sql}`).pluck().get(...params, ...ofUnit.params));
    const units = z.array(z.object({ unitId: z.string(), name: z.string() })).parse(database.prepare(`SELECT DISTINCT unit.unit_id AS unitId, unit.name AS name ${late} AND unit.unit_id IS NOT NULL ORDER BY unit.name`).all(...params));
    const { zone } = calendar();
    return { rows: rows.map((one) => lateAssignment(one, bounds, zone)), total, units, asOf: this.#asOf(bounds.now) };
  }

  #bounds(): TimelinessBounds {
    const { calendar, environment } = this.#options;
    return timelinessBounds(calendar(), isoInstant(environment.now()));
  }

  #asOf(now: string): string {
    return this.#options.lastExchange() ?? now;
  }

  #personsOf(actor: Actor): string[] {
    return this.#options.personsOf(actor).map(({ personId }) => personId);
  }

  /** CTRL-02, CTRL-03, CTRL-07: heads see those below them, controllers what they control, whoever may read all cards everything. */
  #scopes(actor: Actor): ControlScope[] {
    const tree = this.#options.subordination();
    const leads = this.#personsOf(actor).some((personId) => tree.postOf(personId) !== 'specialist');
    return CONTROL_SCOPES.filter((scope) => (scope === 'subordinate' ? leads : scope === 'all' ? hasRight(actor, 'card.read') : true));
  }

  #where(scope: ControlScope, actor: Actor): SqlCondition {
    const { assignments, documents } = this.#conditions(scope, actor);
    return { sql: `${assignments.sql} AND ${documents.sql}`, params: [...assignments.params, ...documents.params] };
  }

  /** What of the scope and of the actor's rights is said of an assignment, and what of its document. */
  #conditions(scope: ControlScope, actor: Actor): { readonly assignments: SqlCondition; readonly documents: SqlCondition } {
    const rights = rowRightsSql(actor);
    const whose = this.#scopeSql(scope, actor);
    const readable: SqlCondition = { sql: `card.state <> 'void' AND ${rights.sql}`, params: rights.params };
    return scope === 'controlled'
      ? { assignments: { sql: COUNTED, params: [] }, documents: { sql: `${readable.sql} AND ${whose.sql}`, params: [...readable.params, ...whose.params] } }
      : { assignments: { sql: `${COUNTED} AND ${whose.sql}`, params: whose.params }, documents: readable };
  }

  #scopeSql(scope: ControlScope, actor: Actor): SqlCondition {
    const persons = this.#personsOf(actor);
    const within = (column: string, ids: readonly string[]): SqlCondition => ({ sql: `${column} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(ids)] });
    switch (scope) {
      case 'mine':
        return within('assignment.person_id', persons);
      case 'controlled':
        return within('document_control.controller_person_id', persons);
      case 'subordinate': {
        const tree = this.#options.subordination();
        return within('assignment.person_id', this.#options.people().map(({ personId }) => personId).filter((personId) => persons.some((superior) => tree.isSubordinate(personId, superior))));
      }
      case 'all':
        return { sql: '1', params: [] };
    }
  }
}

function lateAssignment(found: z.output<typeof lateRow>, { today }: TimelinessBounds, zone: string): LateAssignment {
  const executedOn = found.executed_at === null ? null : dayInZone(zone, found.executed_at);
  return {
    assignmentId: found.assignment_id,
    documentId: found.document_id,
    registrationIndex: found.registration_index,
    registrationDate: found.registration_date,
    text: found.text,
    personName: found.person_name,
    unitName: found.unit_name,
    dueOn: found.due_on,
    executedOn,
    daysLate: Math.max(0, dayNumber(executedOn ?? today) - dayNumber(found.due_on)),
  };
}

function shownSql(shown: ControlShown, { now, atRiskUntil }: TimelinessBounds): SqlCondition {
  switch (shown) {
    case 'open':
      return { sql: OPEN, params: [] };
    case 'atRisk':
      return { sql: `${OPEN} AND due_at >= ? AND assignment.due_on <= ?`, params: [now, atRiskUntil] };
    case 'overdue':
      return { sql: `${OPEN} AND due_at < ?`, params: [now] };
    case 'reported':
      return { sql: `${OPEN} AND assignment.state = 'reported'`, params: [] };
    case 'executed':
      return { sql: "assignment.state = 'executed'", params: [] };
  }
}

function controlled(found: z.output<typeof row>, bounds: TimelinessBounds): ControlledAssignment {
  return {
    assignmentId: found.assignment_id,
    documentId: found.document_id,
    registrationIndex: found.registration_index,
    registrationDate: found.registration_date,
    subject: found.subject,
    text: found.text,
    personId: found.person_id,
    personName: found.person_name,
    unitName: found.unit_name,
    role: found.role,
    authorName: found.author_name,
    controllerName: found.controller_name,
    dueOn: found.due_on,
    state: found.state,
    timeliness: timelinessOf({ dueOn: found.due_on, dueAt: found.due_at, executedAt: found.executed_at }, bounds),
    executedAt: found.executed_at,
  };
}

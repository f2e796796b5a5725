import { z } from 'zod';
import { ASSIGNMENT_STATES, TIMELINESS } from '../domain/execution.ts';
import { EXECUTOR_ROLES } from '../domain/resolutions.ts';
import { day, id, instant, language } from './common.ts';
import { method } from './define.ts';

/** Whose execution a list shows: `mine`, of those below the person, under the person’s control, or all that he may read. */
export const CONTROL_SCOPES = ['mine', 'subordinate', 'controlled', 'all'] as const;
export type ControlScope = (typeof CONTROL_SCOPES)[number];
/** What of it: everything open, or only what calls for attention. */
export const CONTROL_SHOWN = ['open', 'atRisk', 'overdue', 'reported', 'executed'] as const;
export type ControlShown = (typeof CONTROL_SHOWN)[number];

export const controlledAssignment = z.object({
  assignmentId: id,
  documentId: id,
  registrationIndex: z.string(),
  registrationDate: day,
  subject: z.string(),
  text: z.string(),
  personId: z.string(),
  personName: z.string(),
  unitName: z.string().nullable(),
  role: z.enum(EXECUTOR_ROLES),
  authorName: z.string(),
  controllerName: z.string().nullable(),
  dueOn: day.nullable(),
  state: z.enum(ASSIGNMENT_STATES),
  timeliness: z.enum(TIMELINESS),
  executedAt: instant.nullable(),
});
export type ControlledAssignment = z.output<typeof controlledAssignment>;

const counts = z.object({ open: z.number().int(), overdue: z.number().int(), executedInTime: z.number().int(), executedLate: z.number().int() });

/** Discipline of one unit or person over a period of last days. */
export const disciplineRow = counts.extend({ id: z.string(), name: z.string(), share: z.number().nullable() });
export type DisciplineRow = z.output<typeof disciplineRow>;

/** An assignment that was not executed in time: still open past its day, or reported after it. */
export const lateAssignment = z.object({
  assignmentId: id,
  documentId: id,
  registrationIndex: z.string(),
  registrationDate: day,
  text: z.string(),
  personName: z.string(),
  unitName: z.string().nullable(),
  dueOn: day,
  /** Day on which the report that was accepted was entered; null: nothing was. */
  executedOn: day.nullable(),
  /** Calendar days after the last one, up to the report or to now. */
  daysLate: z.number().int().min(0),
});
export type LateAssignment = z.output<typeof lateAssignment>;

/** Lines of a memo at most; whoever has more takes a shorter period or one unit. */
export const LATE_LIMIT = 500;

/** Whose, of which unit (null: of all), due from one day to another. */
const latePeriod = z.object({ scope: z.enum(CONTROL_SCOPES), unitId: z.string().nullable(), from: day, to: day });

export const executionControl = {
  /** Assignments that were executed late or not at all, by unit and executor, for the memo to the head of the office (CTRL-11). */
  late: method('card.readOwn', latePeriod, z.object({ rows: z.array(lateAssignment), total: z.number().int(), units: z.array(z.object({ unitId: z.string(), name: z.string() })), asOf: instant })),
  /** The memo as PDF/A, made for this window and kept nowhere: it holds what this person may read. */
  lateMemo: method('card.readOwn', latePeriod.extend({ language: language.nullable() }), z.object({ fileName: z.string(), bytes: z.instanceof(Uint8Array), pages: z.number().int(), rows: z.number().int() }), { long: true }),
  /** Scopes that the person has, and how many of each are open and overdue. */
  board: method(
    'card.readOwn',
    z.object({ scope: z.enum(CONTROL_SCOPES), shown: z.enum(CONTROL_SHOWN), after: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(300).default(100) }),
    z.object({
      scopes: z.array(z.enum(CONTROL_SCOPES)),
      rows: z.array(controlledAssignment),
      total: z.number().int(),
      counts: z.object({ open: z.number().int(), atRisk: z.number().int(), overdue: z.number().int(), reported: z.number().int(), executed: z.number().int() }),
      /** The instant of which the state is: that of the last exchange where there is a server, otherwise now (CTRL-07). */
      asOf: instant,
    }),
  ),
  /** Discipline by unit and by executor, of what was due from one day to another. */
  discipline: method('card.readOwn', z.object({ scope: z.enum(CONTROL_SCOPES), from: day, to: day }), z.object({ units: z.array(disciplineRow), people: z.array(disciplineRow), asOf: instant })),
};

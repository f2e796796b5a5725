import { z } from 'zod';
import { ASSIGNMENT_STATES, TIMELINESS } from '../domain/execution.ts';
import { EXECUTOR_ROLES } from '../domain/resolutions.ts';
import { day, id, instant } from './common.ts';
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

export const executionControl = {
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

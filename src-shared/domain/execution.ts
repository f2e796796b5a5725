/**
 * Execution of assignments and its control (OKPU 6.4, KhAI 5.1–5.6: RES-16, CTRL-01 … CTRL-10). An
 * assignment is closed by an execution report that somebody else accepted, never by its executor alone.
 */
import type { ExecutorRole } from './resolutions.ts';
import { addWorkingDays } from './working-time.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { dayInZone } from './working-zone.ts';

/** `noted`: somebody who only gets to know has looked. `withdrawn`: another resolution took its place without this executor. */
export const ASSIGNMENT_STATES = ['open', 'reported', 'executed', 'noted', 'withdrawn'] as const;
export type AssignmentState = (typeof ASSIGNMENT_STATES)[number];

/** What may be done to an assignment. */
export const ASSIGNMENT_ACTIONS = ['note', 'interimReport', 'executionReport', 'requestExtension', 'accept', 'return', 'decideExtension', 'issueResolution'] as const;
export type AssignmentAction = (typeof ASSIGNMENT_ACTIONS)[number];

export interface AssignmentFacts {
  readonly state: AssignmentState;
  readonly role: ExecutorRole;
  /** A request for a later day waits for its decision. */
  readonly extensionAsked: boolean;
}

/** What the state of an assignment allows, whoever asks: an executed or withdrawn one is history. */
export function assignmentAllows(action: AssignmentAction, { state, role, extensionAsked }: AssignmentFacts): boolean {
  switch (action) {
    case 'note':
      return role === 'information' && state === 'open';
    case 'interimReport':
    case 'executionReport':
      return role !== 'information' && state === 'open';
    case 'requestExtension':
      return role !== 'information' && state === 'open' && !extensionAsked;
    case 'issueResolution':
      return role !== 'information' && state === 'open';
    case 'accept':
    case 'return':
      return state === 'reported';
    case 'decideExtension':
      return extensionAsked && (state === 'open' || state === 'reported');
  }
}

/** Who decides about a report or a request: the author of the resolution or the controller, never the executor himself. */
export function mayDecideExecution(persons: ReadonlySet<string>, who: { readonly executorPersonId: string; readonly authorPersonId: string; readonly controllerPersonId: string | null }): boolean {
  if (persons.has(who.executorPersonId)) return false;
  return persons.has(who.authorPersonId) || (who.controllerPersonId !== null && persons.has(who.controllerPersonId));
}

/** How an assignment stands to its last day (CTRL-05, NOT-06). */
export const TIMELINESS = ['inTime', 'atRisk', 'dueToday', 'overdue', 'executedInTime', 'executedLate'] as const;
export type Timeliness = (typeof TIMELINESS)[number];

export interface TimelinessBounds {
  readonly now: string;
  /** The office’s day. */
  readonly today: string;
  /** What is due up to this day is at risk. */
  readonly atRiskUntil: string;
}

/** Days before the last one on which the desk warns (NOT-06). */
export const AT_RISK_WORKING_DAYS = 2;

/** Bounds for a list, computed once: the calendar is not asked for each line. */
export function timelinessBounds(calendar: WorkingCalendar, now: string): TimelinessBounds {
  const today = dayInZone(calendar.zone, now);
  return { now, today, atRiskUntil: addWorkingDays(calendar, today, AT_RISK_WORKING_DAYS).day };
}

export interface DatedExecution {
  readonly dueOn: string;
  readonly dueAt: string;
  /** Instant at which the report that was accepted was submitted; null while none was. */
  readonly executedAt: string | null;
}

export function timelinessOf({ dueOn, dueAt, executedAt }: DatedExecution, { now, today, atRiskUntil }: TimelinessBounds): Timeliness {
  if (executedAt !== null) return executedAt <= dueAt ? 'executedInTime' : 'executedLate';
  if (dueAt < now) return 'overdue';
  if (dueOn === today) return 'dueToday';
  return dueOn <= atRiskUntil ? 'atRisk' : 'inTime';
}

/** Discipline of a unit or a person: what was executed in time of all that was due (KhAI 5.4). */
export interface Discipline {
  readonly open: number;
  readonly overdue: number;
  readonly executedInTime: number;
  readonly executedLate: number;
}

/** Share of what was due that was executed in time, 0 … 1; null while nothing was due. */
export function disciplineShare({ overdue, executedInTime, executedLate }: Discipline): number | null {
  const due = overdue + executedInTime + executedLate;
  return due === 0 ? null : executedInTime / due;
}

/**
 * Whether a document is executed, and may be taken off control: the reports of the main executors of its first
 * resolutions were accepted (RES-16). What stands below them is theirs to see to.
 */
export function isExecuted(firstMains: readonly { readonly state: AssignmentState }[]): boolean {
  return firstMains.length > 0 && firstMains.every(({ state }) => state === 'executed');
}

/**
 * Resolutions (KhAI 3.4: RES-01 … RES-09): who may be an executor of whose resolution, what a resolution
 * must hold, and by when it has to be worked on. A resolution is never deleted: another takes its place.
 */
import type { AbsencePeriod } from './working-time.ts';
import { addCalendarDays, addWorkingMinutes, type EndRule, workingMinutesBetween } from './working-time.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { plusDays } from './working-day.ts';
import { instantMs, instantOf } from './working-zone.ts';
import type { Subordination } from './office-structure.ts';

/** `main` organises the execution and answers for it (головний виконавець), `co` takes part, `information` only gets to know (до відома). */
export const EXECUTOR_ROLES = ['main', 'co', 'information'] as const;
export type ExecutorRole = (typeof EXECUTOR_ROLES)[number];

/**
 * What a resolution follows from: the primary review, an assignment of a higher resolution (RES-04), or an order or
 * directive of the office itself, whose distribution list its author or the registrar makes (ROUTE-17, CTRL-06).
 */
export const RESOLUTION_SOURCES = ['pass', 'assignment', 'order'] as const;
export type ResolutionSource = (typeof RESOLUTION_SOURCES)[number];

/** How well somebody fits as an executor: as the rule says, as the exception that it allows, or not at all. */
export const CANDIDATE_FITS = ['proper', 'exception', 'none'] as const;
export type CandidateFit = (typeof CANDIDATE_FITS)[number];

/**
 * Whether a person may execute a resolution of the author.
 *
 * - The head's: deputy heads, the head's assistants, heads of units (RES-05); any other subordinate as an exception (RES-08).
 * - A deputy head's: heads of units that he coordinates (RES-06); any other subordinate as an exception (RES-08, X6).
 * - A unit head's: those of the unit (RES-07), with the heads of the units within it; no exception.
 *
 * @param assistants people whom the author appointed as assistants (RES-12)
 */
export function candidateFit(subordination: Subordination, authorPersonId: string, personId: string, assistants: ReadonlySet<string>): CandidateFit {
  if (personId === authorPersonId) return 'none';
  const subordinate = subordination.isSubordinate(personId, authorPersonId);
  const post = subordination.postOf(personId);
  switch (subordination.postOf(authorPersonId)) {
    case 'head':
      return post === 'deputyHead' || post === 'unitHead' || assistants.has(personId) ? 'proper' : 'exception';
    case 'deputyHead':
      if (!subordinate) return 'none';
      return post === 'unitHead' ? 'proper' : 'exception';
    case 'unitHead':
      return subordinate ? 'proper' : 'none';
    case 'specialist':
      return 'none';
  }
}

export interface ExecutorWish {
  readonly personId: string;
  readonly role: ExecutorRole;
  /** Last day for this executor (RES-09); null: as the resolution says. */
  readonly dueOn: string | null;
}

export interface ResolutionWish {
  readonly authorPersonId: string;
  readonly text: string;
  readonly executors: readonly ExecutorWish[];
  /** Units that take part in processing and in agreeing the draft of an answer (RES-02). */
  readonly unitIds: readonly string[];
  readonly dueOn: string | null;
  /** The author confirms executors whom the rule only allows as an exception (X6). */
  readonly exceptionsConfirmed: boolean;
}

export const RESOLUTION_FAULTS = [
  'noText',
  'noMainExecutor',
  'severalMainExecutors',
  'executorTwice',
  'executorOutside',
  'exceptionNotConfirmed',
  'unitMissing',
  'dueBeforeToday',
  'dueAfterHigher',
  'authorHasNoSubordinates',
] as const;
export type ResolutionFault = (typeof RESOLUTION_FAULTS)[number];

export interface ResolutionFacts {
  readonly subordination: Subordination;
  readonly assistants: ReadonlySet<string>;
  readonly today: string;
  /** Last day of the assignment that the resolution follows from; null where there is none. */
  readonly higherDueOn: string | null;
  /** Executors whom a resolution that is replaced named with the same last day: their past day is no new fault. */
  readonly keptDays: ReadonlySet<string>;
  /** A list made by the registrar for an order of the office reaches whom the order names, whatever the subordination (ROUTE-17). */
  readonly byOrder: boolean;
}

/** A fault and whom it is about; `personId` null: the resolution as a whole. */
export interface FoundFault {
  readonly fault: ResolutionFault;
  readonly personId: string | null;
}

/** Everything that keeps the resolution from being laid on the document; empty: nothing does. */
export function resolutionFaults(wish: ResolutionWish, facts: ResolutionFacts): FoundFault[] {
  const found: FoundFault[] = [];
  const add = (fault: ResolutionFault, personId: string | null = null): void => void found.push({ fault, personId });
  if (wish.text.trim() === '') add('noText');
  const mains = wish.executors.filter(({ role }) => role === 'main');
  if (mains.length === 0) add('noMainExecutor');
  if (mains.length > 1) add('severalMainExecutors');
  const seen = new Set<string>();
  for (const { personId } of wish.executors) {
    if (seen.has(personId)) add('executorTwice', personId);
    seen.add(personId);
  }
  if (!facts.byOrder) found.push(...candidateFaults(wish, facts));
  found.push(...unitFaults(wish, facts.subordination), ...dayFaults(wish, facts));
  return found;
}

function candidateFaults(wish: ResolutionWish, { subordination, assistants }: ResolutionFacts): FoundFault[] {
  if (subordination.postOf(wish.authorPersonId) === 'specialist') return [{ fault: 'authorHasNoSubordinates', personId: null }];
  return wish.executors.flatMap(({ personId, role }): FoundFault[] => {
    // Anybody of the office may get to know.
    if (role === 'information') return [];
    const fit = candidateFit(subordination, wish.authorPersonId, personId, assistants);
    if (fit === 'none') return [{ fault: 'executorOutside', personId }];
    return fit === 'exception' && !wish.exceptionsConfirmed ? [{ fault: 'exceptionNotConfirmed', personId }] : [];
  });
}

/** RES-02: the unit of every executor stands in the list. */
function unitFaults(wish: ResolutionWish, subordination: Subordination): FoundFault[] {
  return wish.executors
    .filter(({ role }) => role !== 'information')
    .filter(({ personId }) => unitsOfExecutor(subordination, personId).every((unitId) => !wish.unitIds.includes(unitId)))
    .filter(({ personId }) => unitsOfExecutor(subordination, personId).length > 0)
    .map(({ personId }) => ({ fault: 'unitMissing', personId }));
}

/** The unit in which a person takes part: his own, or those that he heads where he stands in none. */
export function unitsOfExecutor(subordination: Subordination, personId: string): readonly string[] {
  const own = subordination.unitOf(personId);
  return own === null ? subordination.unitsHeadedBy(personId) : [own];
}

function dayFaults(wish: ResolutionWish, { today, higherDueOn, keptDays }: ResolutionFacts): FoundFault[] {
  const faultOf = (day: string): ResolutionFault | null => {
    if (day < today && !keptDays.has(day)) return 'dueBeforeToday';
    return higherDueOn !== null && day > higherDueOn ? 'dueAfterHigher' : null;
  };
  const days: readonly (readonly [string | null, string | null])[] = [[wish.dueOn, null], ...wish.executors.map(({ dueOn, personId }) => [dueOn, personId] as const)];
  return days.flatMap(([day, personId]) => {
    const fault = day === null ? null : faultOf(day);
    return fault === null ? [] : [{ fault, personId }];
  });
}

/** From where the last day of an assignment comes. */
export const DUE_GROUNDS = ['executor', 'resolution', 'higher', 'default'] as const;
export type DueGround = (typeof DUE_GROUNDS)[number];

export interface AssignmentDue {
  readonly dueOn: string;
  /** End of that day’s working hours, or midnight where nobody works then. */
  readonly dueAt: string;
  readonly ground: DueGround;
  /** Calendar by which it was computed (D.1 “Freeze”). */
  readonly calendarVersion: string;
}

export interface DueWishes {
  readonly executorDueOn: string | null;
  readonly resolutionDueOn: string | null;
  readonly higherDueOn: string | null;
  readonly registrationDate: string;
  /** Term of documents without a day of their own, in calendar days from registration (CTRL-04: 30). */
  readonly defaultDays: number;
  /** Where the default term ends on a day off (D.1). */
  readonly endRule: EndRule;
}

/** The last day of an assignment: its own, the resolution’s, the higher assignment’s, or the default from the day of registration (CTRL-04). */
export function assignmentDue(calendar: WorkingCalendar, wishes: DueWishes): AssignmentDue {
  const stated: readonly (readonly [string | null, DueGround])[] = [[wishes.executorDueOn, 'executor'], [wishes.resolutionDueOn, 'resolution'], [wishes.higherDueOn, 'higher']];
  for (const [day, ground] of stated) {
    if (day === null) continue;
    const due = addCalendarDays(calendar, plusDays(day, -1), 1, 'keep');
    return { dueOn: day, dueAt: due.at, ground, calendarVersion: due.calendarVersion };
  }
  const due = addCalendarDays(calendar, wishes.registrationDate, wishes.defaultDays, wishes.endRule);
  return { dueOn: due.day, dueAt: due.at, ground: 'default', calendarVersion: due.calendarVersion };
}

/** Working minutes of a term in working hours. */
export interface ReviewLimits {
  /** RES-10: 4 working hours. */
  readonly present: number;
  /** RES-11: 8 working hours where the person is away for less than a working day. */
  readonly brieflyAbsent: number;
}

export interface ReviewTerm {
  readonly at: string;
  readonly calendarVersion: string;
  /** `longAbsence`: away for a working day or longer; a deputy is needed, and the controller is warned (X7). */
  readonly ground: 'present' | 'brieflyAbsent' | 'longAbsence';
}

/**
 * By when a document that was passed, or a resolution that was received, has to be worked on (KhAI 4.4: RES-10, RES-11).
 * The clock starts at the transfer and does not stop for an absence: a brief one lengthens the term, a long one asks
 * for a deputy.
 */
export function reviewTerm(calendar: WorkingCalendar, transferredAt: string, limits: ReviewLimits, absences: readonly AbsencePeriod[]): ReviewTerm {
  const due = addWorkingMinutes(calendar, transferredAt, limits.present);
  const touching = absences.filter(({ from, to }) => instantMs(from) < instantMs(due.at) && instantMs(to) > instantMs(transferredAt));
  if (touching.length === 0) return { at: due.at, calendarVersion: due.calendarVersion, ground: 'present' };
  const brief = touching.every(({ from, to }) => isBrief(calendar, from, to));
  if (!brief) return { at: due.at, calendarVersion: due.calendarVersion, ground: 'longAbsence' };
  const longer = addWorkingMinutes(calendar, transferredAt, limits.brieflyAbsent);
  return { at: longer.at, calendarVersion: longer.calendarVersion, ground: 'brieflyAbsent' };
}

/** Whether an absence takes less than one working day: less working time than the day on which it begins has (RES-11). */
function isBrief(calendar: WorkingCalendar, from: string, to: string): boolean {
  const { minutes } = workingMinutesBetween(calendar, from, to);
  const next = addWorkingMinutes(calendar, from, 1).day;
  const midnight = new Date(instantOf(calendar.zone, { day: next, minute: 0 }, 'first')).toISOString();
  const after = new Date(instantOf(calendar.zone, { day: plusDays(next, 1), minute: 0 }, 'first')).toISOString();
  return minutes < workingMinutesBetween(calendar, midnight, after).minutes;
}

/**
 * Absences of people (requirements D.1): leave, trips, sickness. A brief one lengthens the term of a resolution
 * (RES-11), a long one asks for a deputy (X7), and during any of them the person's clock stands still (ACK-07).
 */
import type { Delegation } from './delegation.ts';
import { dayShape, type WorkingCalendar } from './working-calendar.ts';
import { plusDays } from './working-day.ts';
import { type AbsencePeriod, workingMinutesBetween } from './working-time.ts';
import { dayInZone } from './working-zone.ts';

export const ABSENCE_REASONS = ['leave', 'trip', 'sick', 'other'] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

/** Longest absence that is recorded, in days: ten years. Arithmetic over more is a mistake of whoever typed the year. */
export const ABSENCE_DAYS_LIMIT = 3653;

export interface Absence extends AbsencePeriod {
  readonly absenceId: string;
  readonly personId: string;
  readonly reason: AbsenceReason;
  /** Instant; null: it stands. */
  readonly cancelledAt: string | null;
}

/** `none`: no working time is lost. `brief`: less than one working day (RES-11). `long`: one working day or more (X7). */
export const ABSENCE_LENGTHS = ['none', 'brief', 'long'] as const;
export type AbsenceLength = (typeof ABSENCE_LENGTHS)[number];

/** The absence of the person at an instant, the earliest begun of several; null: he is there. */
export function absentAt(absences: readonly Absence[], personId: string, at: string): Absence | null {
  const instant = Date.parse(at);
  return standing(absences, personId).find(({ from, to }) => Date.parse(from) <= instant && instant < Date.parse(to)) ?? null;
}

/**
 * The whole time around an instant for which the person is away: absences between which he works not a minute are one.
 * A leave entered day by day is as long as the leave. Null: he is there. Throws like {@link workingMinutesBetween}.
 */
export function timeAway(calendar: WorkingCalendar, absences: readonly Absence[], personId: string, at: string): AbsencePeriod | null {
  const instant = Date.parse(at);
  let run: AbsencePeriod | null = null;
  for (const { from, to } of standing(absences, personId)) {
    if (run !== null && isContinued(calendar, run.to, from)) {
      run = { from: run.from, to: Date.parse(to) > Date.parse(run.to) ? to : run.to };
      continue;
    }
    if (run !== null && isIn(run, instant)) return run;
    run = { from, to };
  }
  return run !== null && isIn(run, instant) ? run : null;
}

/** No country is off for a month: a longer gap is one without looking at the calendar. */
const GAP_MS = 31 * 86_400_000;

function isContinued(calendar: WorkingCalendar, end: string, from: string): boolean {
  const gap = Date.parse(from) - Date.parse(end);
  return gap <= 0 || (gap <= GAP_MS && workingMinutesBetween(calendar, end, from).minutes === 0);
}

function isIn({ from, to }: AbsencePeriod, instant: number): boolean {
  return Date.parse(from) <= instant && instant < Date.parse(to);
}

function standing(absences: readonly Absence[], personId: string): Absence[] {
  return absences
    .filter((absence) => absence.personId === personId && absence.cancelledAt === null && Date.parse(absence.to) > Date.parse(absence.from))
    .sort((one, other) => Date.parse(one.from) - Date.parse(other.from) || (one.absenceId < other.absenceId ? -1 : 1));
}

/**
 * How long an absence is, measured against the first day on which it takes working time: a whole short day is a working
 * day too. Throws like {@link workingMinutesBetween}.
 */
export function absenceLength(calendar: WorkingCalendar, period: AbsencePeriod): AbsenceLength {
  const lost = workingMinutesBetween(calendar, period.from, period.to).minutes;
  if (lost === 0) return 'none';
  return lost < firstWorkingDayMinutes(calendar, period) ? 'brief' : 'long';
}

function firstWorkingDayMinutes(calendar: WorkingCalendar, { from, to }: AbsencePeriod): number {
  const last = dayInZone(calendar.zone, to);
  for (let day = dayInZone(calendar.zone, from); day <= last; day = plusDays(day, 1)) {
    const minutes = dayShape(calendar, day).intervals.reduce((sum, interval) => sum + interval.end - interval.start, 0);
    if (minutes > 0) return minutes;
  }
  return 0;
}

/** Whether the person is away for less than one working day, so that a resolution may wait longer (RES-11). */
export function briefAbsence(calendar: WorkingCalendar, period: AbsencePeriod): boolean {
  return absenceLength(calendar, period) === 'brief';
}

/**
 * Whether a long absence leaves working time in which nobody reviews or resolves all documents for the person (X7).
 * Throws like {@link workingMinutesBetween}.
 */
export function needsDeputy(calendar: WorkingCalendar, absence: AbsencePeriod & { readonly personId: string }, delegations: readonly Delegation[]): boolean {
  if (absenceLength(calendar, absence) !== 'long') return false;
  const covered = delegations
    .filter(({ principalPersonId, actions, kindIds, journalIds }) => principalPersonId === absence.personId && kindIds === null && journalIds === null && (actions.includes('review') || actions.includes('resolve')))
    .map(({ from, until, removedAt }) => ({ from, to: earliest(until, removedAt, absence.to) }))
    .filter(({ from, to }) => Date.parse(from) < Date.parse(to));
  return workingMinutesBetween(calendar, absence.from, absence.to, { absences: covered }).minutes > 0;
}

function earliest(until: string | null, removedAt: string | null, end: string): string {
  return [until, removedAt].reduce<string>((least, one) => (one !== null && Date.parse(one) < Date.parse(least) ? one : least), end);
}

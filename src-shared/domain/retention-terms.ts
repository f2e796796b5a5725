import { isCalendarDay } from './working-day.ts';
import { periodClassOf, type PeriodClass, type Retention } from './retention.ts';

/**
 * From when a period counts: `january-after`, from 1 January of the year after the case was finished or its event
 * happened (C.1, list 578/5); `next-day`, from the day after. Which one holds on a day is data of the rule pack.
 */
export const TERM_STARTS = ['january-after', 'next-day'] as const;
export type TermStart = (typeof TERM_STARTS)[number];

/** Why a term is as it is, as a code that the window puts in words. */
export const TERM_REASONS = ['notClosed', 'noRetention', 'permanent', 'awaitsEvent', 'afterClosing', 'afterEvent'] as const;
export type TermReason = (typeof TERM_REASONS)[number];

export interface TermFacts {
  readonly retention: Retention | null;
  /** Day on which the case was finished in the office; null while it is open. */
  readonly finishedOn: string | null;
  /** Day of the event from which the period counts; null while it has not happened. */
  readonly eventOn: string | null;
  readonly start: TermStart;
}

export interface RetentionTerm {
  /** Null where the case has no period yet. */
  readonly periodClass: PeriodClass | null;
  /** First and last day of the period; null where none runs. */
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  /** First year in which an act of destruction may name the case: its period has to be over before 1 January of it (C.1). Null: no year yet, or none ever. */
  readonly destroyableFrom: number | null;
  readonly reason: TermReason;
}

/** The term of a case, from the facts alone (NOM-03, ARC-03, C.7): `earliest year of the act = year of closing + period + 1`. */
export function retentionTermOf({ retention, finishedOn, eventOn, start }: TermFacts): RetentionTerm {
  const none = (reason: TermReason): RetentionTerm => ({ periodClass: retention === null ? null : periodClassOf(retention), startsOn: null, endsOn: null, destroyableFrom: null, reason });
  if (retention === null) return none('noRetention');
  if (finishedOn === null) return none('notClosed');
  if (retention.period === 'permanent') return none('permanent');
  const counted = retention.period === 'years' || retention.period === 'personnel';
  if (!counted && eventOn === null) return none('awaitsEvent');
  // An event before the case was finished starts nothing earlier: its last document has to be kept as long.
  const from = !counted && eventOn !== null && eventOn > finishedOn ? eventOn : finishedOn;
  const startsOn = start === 'january-after' ? `${Number(from.slice(0, 4)) + 1}-01-01` : dayAfter(from);
  const endsOn = dayBefore(yearsLater(startsOn, retention.years ?? 0));
  return { periodClass: periodClassOf(retention), startsOn, endsOn, destroyableFrom: Number(endsOn.slice(0, 4)) + 1, reason: counted ? 'afterClosing' : 'afterEvent' };
}

/** The same day of another year; 29 February of a year that has none is 1 March. */
function yearsLater(day: string, years: number): string {
  const moved = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
  return isCalendarDay(moved) ? moved : `${moved.slice(0, 4)}-03-01`;
}

function dayAfter(day: string): string {
  return shifted(day, 1);
}

function dayBefore(day: string): string {
  return shifted(day, -1);
}

function shifted(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

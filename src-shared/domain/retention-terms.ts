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

/** Whether the article counts from an event that somebody has to record; all others count from closing. */
export function countsFromEvent({ period }: Pick<Retention, 'period'>): boolean {
  return period === 'event' || period === 'until-need-passes' || period === 'until-replaced' || period === 'until-liquidation';
}

/**
 * Whether it is the event that begins the period, not the closing of the case: the rule of the rule pack is then that
 * of events. An event before the case was finished begins nothing earlier: its last document has to be kept as long.
 */
export function beginsWithEvent({ retention, finishedOn, eventOn }: Omit<TermFacts, 'start'>): boolean {
  return retention !== null && countsFromEvent(retention) && finishedOn !== null && eventOn !== null && eventOn > finishedOn;
}

/**
 * The term of a case, from the facts alone (NOM-03, ARC-03, C.7): `earliest year of the act = year of closing + period + 1`.
 * Whether the case is on paper is none of the facts: an e-document is kept as long as a paper one.
 */
export function retentionTermOf({ retention, finishedOn, eventOn, start }: TermFacts): RetentionTerm {
  const none = (reason: TermReason): RetentionTerm => ({ periodClass: retention === null ? null : periodClassOf(retention), startsOn: null, endsOn: null, destroyableFrom: null, reason });
  if (retention === null) return none('noRetention');
  if (finishedOn === null) return none('notClosed');
  if (retention.period === 'permanent') return none('permanent');
  const awaited = countsFromEvent(retention);
  if (awaited && eventOn === null) return none('awaitsEvent');
  const from = beginsWithEvent({ retention, finishedOn, eventOn }) ? (eventOn ?? finishedOn) : finishedOn;
  const [startsOn, endsOn] = retention.years === null ? [finishedOn, from] : yearsFrom(from, retention.years, start);
  return { periodClass: periodClassOf(retention), startsOn, endsOn, destroyableFrom: Number(endsOn.slice(0, 4)) + 1, reason: awaited ? 'afterEvent' : 'afterClosing' };
}

/** First and last day of so many whole years that begin after the day. */
function yearsFrom(day: string, years: number, start: TermStart): readonly [string, string] {
  const startsOn = start === 'january-after' ? `${Number(day.slice(0, 4)) + 1}-01-01` : dayAfter(day);
  return [startsOn, dayBefore(yearsLater(startsOn, years))];
}

export const TERM_POINTS = ['finished', 'happened', 'starts', 'ends', 'destroyable'] as const;
/** One point of the way to a term, with what it rests on. */
export interface TermPoint {
  readonly point: (typeof TERM_POINTS)[number];
  /** The day; of `destroyable` the first day of the year. */
  readonly on: string;
  /** Why it is this day, with `starts` only: the rule by which it counts. */
  readonly rule: TermStart | null;
}

/** How the term of a case comes about, in the order of time: what happened, from when it counts, when it is over. */
export function termsExplained(facts: TermFacts): { readonly term: RetentionTerm; readonly points: readonly TermPoint[] } {
  const term = retentionTermOf(facts);
  const { retention, finishedOn, eventOn, start } = facts;
  const point = (name: TermPoint['point'], on: string | null, rule: TermStart | null = null): TermPoint[] => (on === null ? [] : [{ point: name, on, rule }]);
  const happened = [...point('finished', finishedOn), ...(retention !== null && countsFromEvent(retention) ? point('happened', eventOn) : [])];
  // Without years nothing begins to count: the need ends with the event itself.
  const counted = retention === null || retention.years === null ? [] : point('starts', term.startsOn, start);
  return {
    term,
    points: [
      ...happened.toSorted((one, other) => one.on.localeCompare(other.on)),
      ...counted,
      ...point('ends', term.endsOn),
      ...point('destroyable', term.destroyableFrom === null ? null : `${term.destroyableFrom}-01-01`),
    ],
  };
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

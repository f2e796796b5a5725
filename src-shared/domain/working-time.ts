/**
 * Arithmetic of terms (requirements D.1): working hours, working days and calendar days over a table
 * calendar. Days count from the next day; hours run from the instant of transfer, cut to the minute, and
 * an instant outside working time starts at the next working start. Every result names the calendar that
 * it was computed with and the days of the table that are not certain.
 */
import { type DayDoubt, dayShape, type WorkingCalendar } from './working-calendar.ts';
import { dayNumber, dayOfNumber, plusDays } from './working-day.ts';
import { instantMs, instantOf, wallClockOf } from './working-zone.ts';

/** A person's leave, trip or sickness: instants (ISO 8601), `to` excluded. */
export interface AbsencePeriod {
  readonly from: string;
  readonly to: string;
}

export interface WorkingTimeOptions {
  /** Time in which the person does not work; the clock stands still (KSTU R1-2.1.7). */
  readonly absences?: readonly AbsencePeriod[];
}

/** Where the last calendar day is not a working day: the working day before, after, or that day itself. */
export const END_RULES = ['previous', 'next', 'keep'] as const;
export type EndRule = (typeof END_RULES)[number];

export interface CalendarDoubt {
  readonly day: string;
  readonly doubt: DayDoubt;
}

interface Computed {
  /** {@link WorkingCalendar.version} */
  readonly calendarVersion: string;
  /** Days on the way that the table does not know for certain; the office should look at them. */
  readonly doubts: readonly CalendarDoubt[];
}

export interface DueTime extends Computed {
  /** Instant when the term ends, UTC, to the minute. */
  readonly at: string;
  /** The same as a calendar day in the calendar's zone. */
  readonly day: string;
}

export interface WorkingDuration extends Computed {
  readonly minutes: number;
}

/** The calendar has no working time within ten years of the start: the term has no end. */
export class TermWithoutEnd extends Error {
  constructor(calendarVersion: string, from: string) {
    super(`no end of the term within ten years of ${from} in calendar ${calendarVersion}`);
    this.name = 'TermWithoutEnd';
  }
}

const MINUTE_MS = 60_000;
const SEARCH_DAYS = 3660;
/** Twenty years; a longer span is a mistake of the caller and would only burn time. */
const SPAN_DAYS = 7305;

interface Span {
  readonly start: number;
  readonly end: number;
}

const toMinute = (at: number): number => Math.floor(at / MINUTE_MS) * MINUTE_MS;

function withoutAbsences(spans: readonly Span[], absences: readonly Span[]): Span[] {
  let left: Span[] = [...spans];
  for (const absence of absences) {
    left = left.flatMap((span) => {
      if (absence.end <= span.start || span.end <= absence.start) return [span];
      const parts = [{ start: span.start, end: absence.start }, { start: absence.end, end: span.end }];
      return parts.filter((part) => part.end > part.start);
    });
  }
  return left;
}

function absenceSpans(options: WorkingTimeOptions): Span[] {
  return (options.absences ?? []).map(({ from, to }) => {
    const span = { start: toMinute(instantMs(from)), end: toMinute(instantMs(to)) };
    if (span.end < span.start) throw new RangeError(`absence ends before it begins: ${from} … ${to}`);
    return span;
  });
}

/** Walks over days, turns their working hours into instants and gathers what is doubtful on the way. */
class Walk {
  readonly doubts: CalendarDoubt[] = [];
  readonly #calendar: WorkingCalendar;
  readonly #absences: readonly Span[];

  constructor(calendar: WorkingCalendar, options: WorkingTimeOptions) {
    this.#calendar = calendar;
    this.#absences = absenceSpans(options);
  }

  /** Working time of a day as instants, ordered, absences taken out. */
  spansOf(day: string): Span[] {
    const { zone } = this.#calendar;
    const shape = dayShape(this.#calendar, day);
    if (shape.doubt !== null) this.doubts.push({ day, doubt: shape.doubt });
    const spans: Span[] = [];
    for (const { start, end } of shape.intervals) {
      const span = { start: instantOf(zone, { day, minute: start }, 'first'), end: instantOf(zone, { day, minute: end }, 'second') };
      // Intervals that meet inside an hour that comes twice would count that hour twice.
      const begin = Math.max(span.start, spans.at(-1)?.end ?? span.start);
      if (span.end > begin) spans.push({ start: begin, end: span.end });
    }
    return withoutAbsences(spans, this.#absences);
  }

  isWorkingDay(day: string): boolean {
    return this.spansOf(day).length > 0;
  }

  /** End of the day's working hours whoever is absent; midnight at its end where nobody works. */
  endOf(day: string): number {
    const last = dayShape(this.#calendar, day).intervals.at(-1);
    return instantOf(this.#calendar.zone, { day, minute: last?.end ?? 1440 }, 'second');
  }

  computed(): Computed {
    return { calendarVersion: this.#calendar.version, doubts: this.doubts };
  }

  due(day: string, at: number): DueTime {
    return { at: new Date(at).toISOString(), day, ...this.computed() };
  }
}

function wholeNumber(value: number, least: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`${name} must be a whole number from ${least}: ${value}`);
}

/**
 * The instant when so many working minutes after `start` have passed. Zero minutes give the working
 * instant at which the clock starts. A term that ends with an interval ends there, not at the next start.
 * Throws RangeError for bad input, {@link TermWithoutEnd} where the calendar never works.
 */
export function addWorkingMinutes(calendar: WorkingCalendar, start: string, minutes: number, options: WorkingTimeOptions = {}): DueTime {
  wholeNumber(minutes, 0, 'minutes');
  const walk = new Walk(calendar, options);
  const from = toMinute(instantMs(start));
  let left = minutes * MINUTE_MS;
  let day = wallClockOf(calendar.zone, from).day;
  for (let passed = 0; passed < SEARCH_DAYS; passed += 1, day = plusDays(day, 1)) {
    for (const span of walk.spansOf(day)) {
      const begin = Math.max(span.start, from);
      if (begin >= span.end) continue;
      if (left <= span.end - begin) return walk.due(day, begin + left);
      left -= span.end - begin;
    }
  }
  throw new TermWithoutEnd(calendar.version, start);
}

/**
 * The end of the n-th working day after `startDay`, which itself does not count (UA Labour Code
 * art. 241-1). Days on which the person is absent the whole day do not count. Throws like
 * {@link addWorkingMinutes}.
 */
export function addWorkingDays(calendar: WorkingCalendar, startDay: string, days: number, options: WorkingTimeOptions = {}): DueTime {
  wholeNumber(days, 1, 'days');
  const walk = new Walk(calendar, options);
  const first = dayNumber(startDay);
  let left = days;
  for (let passed = 1; passed <= SEARCH_DAYS; passed += 1) {
    const day = dayOfNumber(first + passed);
    if (walk.isWorkingDay(day)) left -= 1;
    if (left === 0) return walk.due(day, walk.endOf(day));
  }
  throw new TermWithoutEnd(calendar.version, startDay);
}

/**
 * The end of the n-th calendar day after `startDay` (CTRL-04: 30 days from registration). Where that day
 * is not a working day, `endRule` decides; kept there, the term ends with that day at midnight. Throws
 * like {@link addWorkingMinutes}.
 */
export function addCalendarDays(calendar: WorkingCalendar, startDay: string, days: number, endRule: EndRule): DueTime {
  wholeNumber(days, 1, 'days');
  const walk = new Walk(calendar, {});
  const last = dayNumber(startDay) + days;
  if (endRule === 'keep') {
    const day = dayOfNumber(last);
    walk.isWorkingDay(day);
    return walk.due(day, walk.endOf(day));
  }
  const step = endRule === 'next' ? 1 : -1;
  for (let moved = 0; moved < SEARCH_DAYS; moved += 1) {
    const day = dayOfNumber(last + step * moved);
    if (walk.isWorkingDay(day)) return walk.due(day, walk.endOf(day));
  }
  throw new TermWithoutEnd(calendar.version, startDay);
}

/**
 * Working minutes from one instant to a later one, both cut to the minute. Throws RangeError where `to`
 * is earlier or the span is longer than twenty years.
 */
export function workingMinutesBetween(calendar: WorkingCalendar, from: string, to: string, options: WorkingTimeOptions = {}): WorkingDuration {
  const walk = new Walk(calendar, options);
  const begin = toMinute(instantMs(from));
  const end = toMinute(instantMs(to));
  if (end < begin) throw new RangeError(`the end lies before the beginning: ${from} … ${to}`);
  const firstDay = dayNumber(wallClockOf(calendar.zone, begin).day);
  const lastDay = dayNumber(wallClockOf(calendar.zone, end).day);
  if (lastDay - firstDay > SPAN_DAYS) throw new RangeError(`longer than twenty years: ${from} … ${to}`);
  let worked = 0;
  for (let number = firstDay; number <= lastDay; number += 1) {
    for (const span of walk.spansOf(dayOfNumber(number))) worked += Math.max(0, Math.min(span.end, end) - Math.max(span.start, begin));
  }
  return { minutes: worked / MINUTE_MS, ...walk.computed() };
}

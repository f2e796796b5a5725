/**
 * The table calendar on which terms are computed (requirements D.1): weekly plan, holidays, moved days,
 * short days, martial law. It holds no rule of any country; rule packs fill it.
 */
import { type DatedPeriod, type IsoWeekday, periodHolds, weekdayOf } from './working-day.ts';

/** Working hours inside one day, minutes since local midnight, `end` excluded. */
export interface WorkInterval {
  readonly start: number;
  readonly end: number;
}

/** A day named by the table. `doubtful`: the office must confirm the date (evidence flag [?]). */
export interface MarkedDay {
  readonly doubtful: boolean;
}

export interface WorkingCalendar {
  /** Names pack, edition and choices; kept with every result (D.1 "Freeze"). */
  readonly version: string;
  /** IANA zone id. */
  readonly zone: string;
  /** Ordered, non-overlapping intervals by weekday; empty: day off. */
  readonly week: Readonly<Record<IsoWeekday, readonly WorkInterval[]>>;
  readonly holidays: ReadonlyMap<string, MarkedDay>;
  readonly extraOff: ReadonlyMap<string, MarkedDay>;
  /** Days worked though the week or a holiday says otherwise, by the plan of the given weekday. */
  readonly extraWork: ReadonlyMap<string, MarkedDay & { readonly planOf: IsoWeekday }>;
  /** Days that end earlier by so many minutes. */
  readonly shortDays: ReadonlyMap<string, MarkedDay & { readonly minutes: number }>;
  /**
   * While it lasts, no holiday is off, nothing is moved and no day is short (UA law 2136-IX art. 6 p. 6).
   * After `confirmedTo` the prolongation is assumed, not known.
   */
  readonly martialLaw: readonly (DatedPeriod & { readonly confirmedTo: string | null })[];
  /** Periods in which a holiday is known to fall whose date is not known. */
  readonly unknownDays: readonly { readonly id: string; readonly from: string; readonly to: string }[];
  /** Days for which the table was made; holidays outside are not all known. */
  readonly coverage: { readonly from: string; readonly to: string };
}

export type DayReason = 'working-day' | 'day-off' | 'holiday' | 'extra-off' | 'extra-work' | 'short-day';
export type DayDoubt = 'doubtful-day' | 'unconfirmed-martial-law' | 'unknown-holiday' | 'outside-coverage';

/** What the calendar says of one day and how sure it is; `doubt` null: sure. */
export interface DayShape {
  readonly intervals: readonly WorkInterval[];
  readonly reason: DayReason;
  readonly doubt: DayDoubt | null;
}

function shorten(intervals: readonly WorkInterval[], minutes: number): WorkInterval[] {
  const kept: WorkInterval[] = [];
  let left = minutes;
  for (const interval of intervals.toReversed()) {
    const cut = Math.min(left, interval.end - interval.start);
    left -= cut;
    if (interval.end - cut > interval.start) kept.unshift({ start: interval.start, end: interval.end - cut });
  }
  return kept;
}

/** The shape of a day without martial law. Moved days come before holidays: a government's move is the later word. */
function ordinaryShape(calendar: WorkingCalendar, day: string): DayShape & { readonly marked: boolean } {
  const shape = (intervals: readonly WorkInterval[], reason: DayReason, mark: MarkedDay | null) => ({
    intervals, reason, marked: mark !== null, doubt: mark?.doubtful === true ? ('doubtful-day' as const) : null,
  });
  const work = calendar.extraWork.get(day);
  if (work !== undefined) return shape(calendar.week[work.planOf], 'extra-work', work);
  const off = calendar.extraOff.get(day);
  if (off !== undefined) return shape([], 'extra-off', off);
  const holiday = calendar.holidays.get(day);
  if (holiday !== undefined) return shape([], 'holiday', holiday);
  const plan = calendar.week[weekdayOf(day)];
  const short = calendar.shortDays.get(day);
  if (short !== undefined && plan.length > 0) return shape(shorten(plan, short.minutes), 'short-day', short);
  return shape(plan, plan.length > 0 ? 'working-day' : 'day-off', null);
}

/** What the calendar says of a day. Throws RangeError where the text is not a calendar day. */
export function dayShape(calendar: WorkingCalendar, day: string): DayShape {
  const ordinary = ordinaryShape(calendar, day);
  const plan = calendar.week[weekdayOf(day)];
  const martial = calendar.martialLaw.find((period) => periodHolds(period, day));
  const outside = day < calendar.coverage.from || day > calendar.coverage.to;
  if (martial !== undefined) {
    const unconfirmed = martial.confirmedTo !== null && day > martial.confirmedTo;
    // Only a day that peace would make different can come out wrong; outside the table that is any day.
    const doubt = unconfirmed && (ordinary.marked || outside) ? ('unconfirmed-martial-law' as const) : null;
    return { intervals: plan, reason: plan.length > 0 ? 'working-day' : 'day-off', doubt };
  }
  const { intervals, reason } = ordinary;
  if (outside) return { intervals, reason, doubt: 'outside-coverage' };
  if (ordinary.doubt !== null) return { intervals, reason, doubt: ordinary.doubt };
  const unknown = intervals.length > 0 && calendar.unknownDays.some((period) => periodHolds(period, day));
  return { intervals, reason, doubt: unknown ? 'unknown-holiday' : null };
}

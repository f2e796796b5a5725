import type { RetentionTerm } from './retention-terms.ts';

/** Cases whose period ends in no year, by the reason. */
export const WITHOUT_YEAR = ['permanent', 'awaitsEvent', 'noRetention'] as const;
export type WithoutYear = (typeof WITHOUT_YEAR)[number];

/** How a year of the calendar stands to today: `past`, over before this year, so that an act may name its cases. */
export type YearStanding = 'past' | 'now' | 'ahead';

/** The year in which the period ends; null where it ends in none (yet). */
export function endYearOf({ destroyableFrom }: Pick<RetentionTerm, 'destroyableFrom'>): number | null {
  return destroyableFrom === null ? null : destroyableFrom - 1;
}

/** A period has to be over before 1 January of the year in which the act is made (C.1, C.7.5b). */
export function standingOf(endYear: number, today: string): YearStanding {
  const year = Number(today.slice(0, 4));
  if (endYear < year) return 'past';
  return endYear === year ? 'now' : 'ahead';
}

/** A column of the timeline: one year, or a run of years in which nothing ends. */
export interface CalendarColumn {
  readonly from: number;
  readonly to: number;
}

/** Empty years that still stand as columns of their own. */
const SHORT_GAP = 2;

/** Years from the first to the last in which something ends, this year among them; a long gap is one column that says so. */
export function columnsOfCalendar(endYears: readonly number[], today: string): CalendarColumn[] {
  const filled = [...new Set([...endYears, Number(today.slice(0, 4))])].toSorted((one, other) => one - other);
  return filled.flatMap((year, at) => {
    const before = filled[at - 1];
    if (before === undefined) return [{ from: year, to: year }];
    const gap = year - before - 1;
    const between = gap > SHORT_GAP ? [{ from: before + 1, to: year - 1 }] : Array.from({ length: gap }, (_unused, one) => ({ from: before + 1 + one, to: before + 1 + one }));
    return [...between, { from: year, to: year }];
  });
}

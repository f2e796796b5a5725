import { mark } from './search-marks.ts';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;
const two = (value: number): string => String(value).padStart(2, '0');

function daysOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * The fewest marks of years, months and days that cover a period, both days included. An open end reaches
 * as far as the calendar of the desk.
 *
 * @returns none where the period is open at both ends.
 */
export function periodMarks(from: string | null, to: string | null): string[] {
  if (from === null && to === null) return [];
  const first = from ?? `${FIRST_YEAR}-01-01`;
  const last = to ?? `${LAST_YEAR}-12-31`;
  const marks: string[] = [];
  const covered = (start: string, end: string): boolean => first <= start && end <= last;
  const touched = (start: string, end: string): boolean => start <= last && first <= end;
  for (let year = Math.max(FIRST_YEAR, Number(first.slice(0, 4))); year <= Math.min(LAST_YEAR, Number(last.slice(0, 4))); year += 1) {
    if (covered(`${year}-01-01`, `${year}-12-31`)) {
      marks.push(mark('year', year));
      continue;
    }
    for (let month = 1; month <= 12; month += 1) {
      const name = `${year}-${two(month)}`;
      const days = daysOfMonth(year, month);
      if (!touched(`${name}-01`, `${name}-${days}`)) continue;
      if (covered(`${name}-01`, `${name}-${days}`)) marks.push(mark('month', name));
      else for (let day = 1; day <= days; day += 1) if (covered(`${name}-${two(day)}`, `${name}-${two(day)}`)) marks.push(mark('day', `${name}-${two(day)}`));
    }
  }
  // A period that ends before it begins holds no day: a mark that no card has.
  return marks.length === 0 ? [mark('day', 'none')] : marks;
}

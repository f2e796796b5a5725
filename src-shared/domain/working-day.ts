/**
 * Calendar days as text `YYYY-MM-DD` (proleptic Gregorian, no zone) and their arithmetic. Day numbers
 * count from 1970-01-01.
 */

/** ISO 8601 weekday: 1 Monday … 7 Sunday. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type IsoWeekday = (typeof WEEKDAYS)[number];

const DAY_MS = 86_400_000;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a day that exists: `2027-02-29` and `2026-13-01` do not. */
export function isCalendarDay(text: string): boolean {
  const match = DAY.exec(text);
  if (match === null) return false;
  const at = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

/** Days since 1970-01-01. Throws RangeError where the text is not a day that exists. */
export function dayNumber(day: string): number {
  if (!isCalendarDay(day)) throw new RangeError(`not a calendar day: ${day}`);
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** The day of a day number, years 0000…9999. Throws RangeError beyond them. */
export function dayOfNumber(number: number): string {
  const text = new Date(number * DAY_MS).toISOString();
  if (text.length !== 24) throw new RangeError(`day number out of range: ${number}`);
  return text.slice(0, 10);
}

export function plusDays(day: string, days: number): string {
  return dayOfNumber(dayNumber(day) + days);
}

export function weekdayOf(day: string): IsoWeekday {
  const weekday = WEEKDAYS[(((dayNumber(day) + 3) % 7) + 7) % 7];
  if (weekday === undefined) throw new RangeError(`no weekday for ${day}`);
  return weekday;
}

/** A period of days, both ends included; `to` null: open. */
export interface DatedPeriod {
  readonly from: string;
  readonly to: string | null;
}

/** Days as ISO text compare like their dates. */
export function periodHolds(period: DatedPeriod, day: string): boolean {
  return period.from <= day && (period.to === null || day <= period.to);
}

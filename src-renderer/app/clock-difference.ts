import type { Words } from './use-text.ts';

/** A desk's clock that differs by more is wrong: times of documents are read in minutes. */
const WRONG_FROM = 2 * 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

export function isClockWrong(clockAhead: number | null): clockAhead is number {
  return clockAhead !== null && Math.abs(clockAhead) > WRONG_FROM;
}

/** A difference of clocks in the unit that tells it best, without its direction. */
export function differenceText(clockAhead: number, { t, number }: Words): string {
  const minutes = Math.round(Math.abs(clockAhead) / 60_000);
  if (minutes >= 2 * DAY) return t('sync.days', { count: number(Math.round(minutes / DAY)) });
  if (minutes >= 2 * HOUR) return t('sync.hours', { count: number(minutes / HOUR) });
  return t('sync.minutes', { count: number(minutes) });
}

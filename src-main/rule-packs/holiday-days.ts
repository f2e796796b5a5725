import { isCalendarDay, periodHolds } from '#shared/domain/working-day.ts';
import type { CalendarFile } from './schema/calendar.ts';

/** The days of a holiday entry inside a period; a 29 February only in the years that have it. */
export function holidayDays(holiday: CalendarFile['holidays'][number], within: { readonly from: string; readonly to: string }): string[] {
  const valid = { from: holiday.from ?? '0000-01-01', to: holiday.to };
  const days = [...(holiday.on ?? [])];
  for (let year = Number(within.from.slice(0, 4)); year <= Number(within.to.slice(0, 4)); year += 1) {
    for (const monthDay of holiday.every ?? []) days.push(`${String(year).padStart(4, '0')}-${monthDay}`);
  }
  return days.filter((day) => isCalendarDay(day) && periodHolds(within, day) && periodHolds(valid, day));
}

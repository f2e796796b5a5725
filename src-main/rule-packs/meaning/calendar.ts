import { minuteOf } from '../clock.ts';
import type { PackContent } from '../model.ts';
import { holidayDays } from '../holiday-days.ts';
import { checkOverlaps, checkPeriod, checkSource, checkUnique, type Path, type Report } from './reporter.ts';

function checkZone(content: PackContent, report: Report): void {
  const { id } = content.calendar.zone;
  try {
    Intl.DateTimeFormat('en', { timeZone: id });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    report('calendar', ['zone', 'id'], 'unknownReference', `no such zone: ${id}`);
  }
}

function checkSchedules(content: PackContent, report: Report): void {
  const { schedules, defaultSchedule } = content.calendar;
  checkUnique('calendar', ['schedules'], schedules.map(({ id }) => id), 'duplicateId', report);
  if (!schedules.some(({ id }) => id === defaultSchedule)) report('calendar', ['defaultSchedule'], 'unknownReference', defaultSchedule);
  for (const [s, { plans }] of schedules.entries()) {
    const seen = new Set<number>();
    for (const [p, plan] of plans.entries()) {
      const path: Path = ['schedules', s, 'plans', p];
      for (const [d, weekday] of plan.days.entries()) {
        if (seen.has(weekday)) report('calendar', [...path, 'days', d], 'duplicateDay', `weekday ${weekday}`);
        seen.add(weekday);
      }
      let end = -1;
      for (const [i, [from, to]] of plan.intervals.entries()) {
        if (minuteOf(from) < end || minuteOf(to) <= minuteOf(from)) report('calendar', [...path, 'intervals', i], 'intervalsUnordered', `${from}–${to}`);
        end = minuteOf(to);
      }
    }
  }
}

function checkHolidays(content: PackContent, report: Report): void {
  const { holidays, coverage } = content.calendar;
  checkOverlaps('calendar', ['holidays'], holidays, report);
  const fixed = new Map<string, string>();
  for (const [at, holiday] of holidays.entries()) {
    const path: Path = ['holidays', at];
    if ((holiday.every === undefined) === (holiday.on === undefined)) report('calendar', path, 'shape', 'exactly one of "every" and "on" is expected');
    checkUnique('calendar', [...path, 'every'], holiday.every ?? [], 'duplicateDay', report);
    checkUnique('calendar', [...path, 'on'], holiday.on ?? [], 'duplicateDay', report);
    for (const [d, day] of (holiday.on ?? []).entries()) {
      if ((holiday.from !== null && day < holiday.from) || (holiday.to !== null && day > holiday.to)) report('calendar', [...path, 'on', d], 'outsideCoverage', `${day} lies outside the entry's validity`);
    }
    // A movable feast may fall on a fixed holiday; two fixed ones on one day are a mistake of the table.
    if (holiday.every === undefined) continue;
    for (const day of holidayDays(holiday, coverage)) {
      const other = fixed.get(day);
      if (other !== undefined && other !== holiday.id) report('calendar', [...path, 'every'], 'duplicateDay', `${day} is also ${other}`);
      fixed.set(day, holiday.id);
    }
  }
}

interface MovedDay {
  readonly on: string;
  readonly schedules?: readonly string[] | undefined;
  readonly audience: string;
  readonly holiday?: string | undefined;
}

function checkMoved(list: 'extraOff' | 'extraWork' | 'shortDays', content: PackContent, report: Report): void {
  const { coverage, schedules, holidays } = content.calendar;
  const entries: readonly MovedDay[] = content.calendar[list];
  const seen: string[] = [];
  for (const [at, entry] of entries.entries()) {
    const path: Path = [list, at];
    if (entry.on < coverage.from || entry.on > coverage.to) report('calendar', [...path, 'on'], 'outsideCoverage', entry.on);
    for (const [s, schedule] of (entry.schedules ?? []).entries()) {
      if (!schedules.some(({ id }) => id === schedule)) report('calendar', [...path, 'schedules', s], 'unknownReference', schedule);
    }
    if (entry.holiday !== undefined && !holidays.some(({ id }) => id === entry.holiday)) report('calendar', [...path, 'holiday'], 'unknownReference', entry.holiday);
    for (const schedule of entry.schedules ?? schedules.map(({ id }) => id)) {
      const key = `${entry.on} ${schedule} ${entry.audience}`;
      if (seen.includes(key)) report('calendar', [...path, 'on'], 'duplicateDay', key);
      seen.push(key);
    }
  }
}

/** Everything that a schema cannot say about `calendar.json`. */
export function checkCalendar(content: PackContent, report: Report): void {
  const { calendar, pack: { acts } } = content;
  checkZone(content, report);
  checkPeriod('calendar', ['coverage'], calendar.coverage, report);
  checkSchedules(content, report);
  checkHolidays(content, report);
  for (const list of ['extraOff', 'extraWork', 'shortDays'] as const) checkMoved(list, content, report);
  checkOverlaps('calendar', ['martialLaw'], calendar.martialLaw.map((period) => ({ ...period, id: 'martial-law' })), report);
  for (const [at, period] of calendar.martialLaw.entries()) checkPeriod('calendar', ['martialLaw', at], { from: period.from, to: period.confirmedTo }, report);

  for (const single of ['zone', 'coverage', 'endRule'] as const) checkSource('calendar', [single], { source: calendar[single].source }, acts, report);
  for (const list of ['schedules', 'extraOff', 'extraWork', 'shortDays'] as const) {
    for (const [at, entry] of calendar[list].entries()) checkSource('calendar', [list, at], { source: entry.source, ...('on' in entry ? { to: entry.on } : {}) }, acts, report);
  }
  for (const list of ['holidays', 'martialLaw', 'unknownDays'] as const) {
    for (const [at, entry] of calendar[list].entries()) {
      checkPeriod('calendar', [list, at], entry, report);
      checkSource('calendar', [list, at], entry, acts, report);
    }
  }
}

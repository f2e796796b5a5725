import type { MarkedDay, WorkingCalendar, WorkInterval } from '#shared/domain/working-calendar.ts';
import type { IsoWeekday } from '#shared/domain/working-day.ts';
import { minuteOf } from './clock.ts';
import { holidayDays } from './holiday-days.ts';
import type { RulePack } from './model.ts';

/** Choices that the office or a person's schedule makes; all have the pack's default. */
export interface CalendarOptions {
  /** Schedule of the pack, e.g. `six-day`. */
  readonly schedule?: string;
  /** Zone of the desk where it differs from the pack's. */
  readonly zone?: string;
  /** A body paid from a state or municipal budget: days moved for these only count too. */
  readonly budgetBody?: boolean;
  /** False: as if martial law were lifted. Default: as the pack dates it. */
  readonly martialLaw?: boolean;
}

type Week = WorkingCalendar['week'];

function weekOf(pack: RulePack, scheduleId: string): Week {
  const schedule = pack.content.calendar.schedules.find(({ id }) => id === scheduleId);
  if (schedule === undefined) throw new RangeError(`rule pack ${pack.packVersion} has no schedule ${scheduleId}`);
  const planOf = (weekday: IsoWeekday): WorkInterval[] =>
    (schedule.plans.find(({ days }) => days.includes(weekday))?.intervals ?? []).map(([from, to]) => ({ start: minuteOf(from), end: minuteOf(to) }));
  return { 1: planOf(1), 2: planOf(2), 3: planOf(3), 4: planOf(4), 5: planOf(5), 6: planOf(6), 7: planOf(7) };
}

const marked = (confidence: string): MarkedDay => ({ doubtful: confidence === 'doubtful' });

/**
 * The table calendar of a pack for one set of choices. Its version names pack, schedule and choices.
 * Proposed moves do not count. Throws RangeError for a schedule that the pack does not have.
 */
export function calendarFor(pack: RulePack, options: CalendarOptions = {}): WorkingCalendar {
  const data = pack.content.calendar;
  const schedule = options.schedule ?? data.defaultSchedule;
  const zone = options.zone ?? data.zone.id;
  const budget = options.budgetBody ?? false;
  const martial = options.martialLaw ?? true;
  const counts = (entry: { readonly schedules?: readonly string[] | undefined; readonly audience: string; readonly status: string }): boolean =>
    entry.status === 'in-force' && (entry.schedules?.includes(schedule) ?? true) && (entry.audience === 'all' || budget);

  const holidays = new Map<string, MarkedDay>();
  for (const holiday of data.holidays) {
    for (const day of holidayDays(holiday, data.coverage)) {
      // Two holidays on one day: the day is certain if either is.
      if (holidays.get(day)?.doubtful !== false) holidays.set(day, marked(holiday.confidence));
    }
  }
  const choices = [schedule, ...(zone === data.zone.id ? [] : [zone]), ...(budget ? ['budget'] : []), ...(data.martialLaw.length > 0 && !martial ? ['no-martial-law'] : [])];
  return {
    version: `${pack.packVersion}/${choices.join(',')}`,
    zone,
    week: weekOf(pack, schedule),
    holidays,
    extraOff: new Map(data.extraOff.filter(counts).map((entry) => [entry.on, marked(entry.confidence)])),
    extraWork: new Map(data.extraWork.filter(counts).map((entry) => [entry.on, { ...marked(entry.confidence), planOf: entry.planOf }])),
    shortDays: new Map(data.shortDays.filter(counts).map((entry) => [entry.on, { ...marked(entry.confidence), minutes: entry.minutes }])),
    martialLaw: martial ? data.martialLaw.map(({ from, to, confirmedTo }) => ({ from, to, confirmedTo })) : [],
    unknownDays: data.unknownDays.map(({ id, from, to }) => ({ id, from, to })),
    coverage: { from: data.coverage.from, to: data.coverage.to },
  };
}

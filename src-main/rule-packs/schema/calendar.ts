import { z } from 'zod';
import { END_RULES } from '#shared/domain/working-time.ts';
import { clock, day, monthDay, names, packId, provenance, shortText, validity } from './common.ts';

const weekday = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6), z.literal(7)]);

/** A weekly plan: which weekdays are worked and when. Weekdays that no plan names are off. */
export const schedule = z.strictObject({
  id: packId,
  names,
  plans: z.array(z.strictObject({ days: z.array(weekday).min(1), intervals: z.array(z.tuple([clock, clock])).min(1).max(6) })).min(1).max(7),
  ...provenance,
});

/** A day off by law: each year (`every`) or on single days (`on`), while the entry is valid. */
export const holiday = z.strictObject({
  id: packId,
  names,
  every: z.array(monthDay).min(1).max(31).optional(),
  on: z.array(day).min(1).max(60).optional(),
  ...validity,
  ...provenance,
});

/** For whom a moved or short day holds: named schedules only; only bodies paid from a state or municipal budget. */
const scope = { schedules: z.array(packId).min(1).optional(), audience: z.enum(['all', 'budget']).default('all') };

/** `proposed` moves are shown to the office but do not count. */
const status = z.enum(['in-force', 'proposed']).default('in-force');

export const extraOff = z.strictObject({ on: day, holiday: packId.optional(), ...scope, status, ...provenance });
/** `planOf`: the weekday by whose plan the day is worked. */
export const extraWork = z.strictObject({ on: day, planOf: weekday, ...scope, status, ...provenance });
export const shortDay = z.strictObject({ on: day, minutes: z.number().int().min(1).max(720), ...scope, status, ...provenance });

/** Martial law under which no holiday is off (D.2). `confirmedTo`: last day that an act at hand confirms. */
export const martialLaw = z.strictObject({ ...validity, from: day, confirmedTo: day.nullable(), ...provenance });

/** A holiday that will fall between two days while its date is not known. */
export const unknownDay = z.strictObject({ id: packId, names, from: day, to: day, ...provenance });

/** `calendar.json` (requirements D.1, D.2). */
export const calendarFile = z.strictObject({
  zone: z.strictObject({ id: shortText, ...provenance }),
  /** Days for which the table was made. */
  coverage: z.strictObject({ from: day, to: day, ...provenance }),
  defaultSchedule: packId,
  schedules: z.array(schedule).min(1).max(20),
  /** What happens to a term in calendar days that ends on a day off; the office may choose otherwise. */
  endRule: z.strictObject({ rule: z.enum(END_RULES), ...provenance }),
  holidays: z.array(holiday).max(500),
  extraOff: z.array(extraOff).max(500),
  extraWork: z.array(extraWork).max(500),
  shortDays: z.array(shortDay).max(500),
  martialLaw: z.array(martialLaw).max(20),
  unknownDays: z.array(unknownDay).max(100),
});
export type CalendarFile = z.output<typeof calendarFile>;

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Absence, absenceLength, absentAt, briefAbsence, needsDeputy, timeAway } from '#shared/domain/absence.ts';
import type { Delegation } from '#shared/domain/delegation.ts';
import { intervalsOf, layPlan, nearestPlan, type PlanOfScope, planProblems, type WorkPlan } from '#shared/domain/work-plan.ts';
import { dayNumber, dayOfNumber, type IsoWeekday, plusDays, WEEKDAYS } from '#shared/domain/working-day.ts';
import { addWorkingDays, workingMinutesBetween } from '#shared/domain/working-time.ts';
import { instantOf } from '#shared/domain/working-zone.ts';
import { calendarFor } from '../../../src-main/rule-packs/index.ts';
import { realPacks } from '../rule-packs/packs.ts';

const packs = await realPacks();
const ua = calendarFor(packs.UA);
const kz = calendarFor(packs.KZ);

/** Kyiv in August. */
const at = (text: string): string => new Date(`${text.replace(' ', 'T')}:00+03:00`).toISOString();
const absence = (from: string, to: string, changes: Partial<Absence> = {}): Absence => ({ absenceId: 'a', personId: 'p', reason: 'leave', from: at(from), to: at(to), cancelledAt: null, ...changes });

// 17 August 2026 is a Monday.
describe('an absence', () => {
  it('is known by person and instant, its end excluded, until it is cancelled', () => {
    const one = absence('2026-08-18 09:00', '2026-08-18 12:00');
    expect(absentAt([one], 'p', at('2026-08-18 09:00'))).toBe(one);
    expect(absentAt([one], 'p', at('2026-08-18 12:00'))).toBeNull();
    expect(absentAt([one], 'q', at('2026-08-18 09:00'))).toBeNull();
    expect(absentAt([{ ...one, cancelledAt: at('2026-08-17 09:00') }], 'p', at('2026-08-18 09:00'))).toBeNull();
  });

  it('is brief below one working day, long from one on, and none where nobody works', () => {
    expect(briefAbsence(ua, absence('2026-08-18 09:00', '2026-08-18 17:59'))).toBe(true);
    expect(briefAbsence(ua, absence('2026-08-18 09:00', '2026-08-18 18:00'))).toBe(false);
    expect(absenceLength(ua, absence('2026-08-21 16:00', '2026-08-24 11:00'))).toBe('brief');
    expect(absenceLength(ua, absence('2026-08-22 00:00', '2026-08-24 00:00'))).toBe('none');
    expect(absenceLength(ua, absence('2026-08-21 09:00', '2026-08-25 00:00'))).toBe('long');
  });

  it('is as long as the whole time away: days entered one by one, and with a weekend between, are one', () => {
    const days = [absence('2026-08-21 13:30', '2026-08-21 18:00'), absence('2026-08-24 09:00', '2026-08-24 13:00', { absenceId: 'b' }), absence('2026-08-25 10:00', '2026-08-25 11:00', { absenceId: 'c' })];
    expect(days.map((day) => briefAbsence(ua, day))).toEqual([true, true, true]);
    expect(timeAway(ua, days, 'p', at('2026-08-22 12:00'))).toEqual({ from: days[0]?.from, to: days[1]?.to });
    expect(absenceLength(ua, timeAway(ua, days, 'p', at('2026-08-24 10:00')) ?? absence('2026-08-22 00:00', '2026-08-22 00:00'))).toBe('long');
    expect(timeAway(ua, days, 'p', at('2026-08-25 10:30'))).toEqual({ from: days[2]?.from, to: days[2]?.to });
    expect(timeAway(ua, days, 'p', at('2026-08-25 09:30'))).toBeNull();
  });

  it('[X7] of a day and more asks for a deputy for all of its working time', () => {
    const away = absence('2026-08-17 00:00', '2026-08-22 00:00');
    const grant: Delegation = { delegationId: 'd', principalPersonId: 'p', deputyPersonId: 'q', capacity: 'deputy', basis: { title: 'Наказ', number: '1', date: '2026-08-01' }, actions: ['resolve'], kindIds: null, journalIds: null, from: at('2026-08-17 00:00'), until: at('2026-08-22 00:00'), grantedAt: at('2026-08-01 10:00'), removedAt: null };
    expect(needsDeputy(ua, away, [])).toBe(true);
    expect(needsDeputy(ua, away, [grant])).toBe(false);
    expect(needsDeputy(ua, away, [{ ...grant, until: at('2026-08-21 17:00') }])).toBe(true);
    expect(needsDeputy(ua, away, [{ ...grant, removedAt: at('2026-08-18 10:00') }])).toBe(true);
    expect(needsDeputy(ua, away, [{ ...grant, kindIds: ['letter'] }])).toBe(true);
    expect(needsDeputy(ua, away, [{ ...grant, until: at('2026-08-19 00:00') }, { ...grant, from: at('2026-08-19 00:00') }])).toBe(false);
    expect(needsDeputy(ua, absence('2026-08-17 09:00', '2026-08-17 12:00'), [])).toBe(false);
  });
});

const nineToSix: WorkPlan = { start: 540, end: 1080, lunch: { start: 780, end: 840 }, weekdays: [1, 2, 3, 4, 5] };
const of = (scope: PlanOfScope['scope'], plan: WorkPlan = nineToSix): PlanOfScope => ({ scope, plan, version: 'v1' });

describe('a working plan', () => {
  it('is refused where the day or the lunch ends before it begins, and without a weekday', () => {
    expect(planProblems(nineToSix)).toEqual([]);
    expect(planProblems({ start: 540, end: 540, lunch: { start: 500, end: 520 }, weekdays: [] })).toEqual(['endsBefore', 'lunchOutside', 'noWeekday']);
    expect(intervalsOf({ ...nineToSix, lunch: { start: 840, end: 780 } })).toEqual([]);
  });

  it('is the nearest: of the person, the unit, the units above, the office', () => {
    const [office, faculty, chair, person] = [of({ of: 'office' }), of({ of: 'unit', unitId: 'faculty' }), of({ of: 'unit', unitId: 'chair' }), of({ of: 'person', personId: 'p' })];
    const path = ['chair', 'faculty'];
    expect(nearestPlan([office, faculty, chair, person], 'p', path)).toBe(person);
    expect(nearestPlan([office, faculty, chair, person], 'q', path)).toBe(chair);
    expect(nearestPlan([office, faculty], 'q', path)).toBe(faculty);
    expect(nearestPlan([office], 'q', [])).toBe(office);
    expect(nearestPlan([], 'q', path)).toBeNull();
  });

  it('leaves holidays and short days to the country and names itself in the calendar’s version', () => {
    const sixDays = of({ of: 'unit', unitId: 'chair' }, { start: 480, end: 840, lunch: null, weekdays: [1, 2, 3, 4, 5, 6] });
    const calendar = layPlan(kz, sixDays);
    expect(calendar.version).toBe(`${kz.version} unit:chair@v1`);
    // 12 September 2026 is a Saturday; 16 December 2026 is Independence Day.
    expect(addWorkingDays(calendar, '2026-09-11', 1).day).toBe('2026-09-12');
    expect(addWorkingDays(kz, '2026-09-11', 1).day).toBe('2026-09-14');
    expect(addWorkingDays(calendar, '2026-12-15', 1).day).toBe('2026-12-17');
    expect(layPlan(kz, null)).toBe(kz);
  });

  it('never gives a day more working time than its intervals have, and none on a day that is not its own', () => {
    const plans = fc.record({
      start: fc.integer({ min: 0, max: 1440 }), end: fc.integer({ min: 0, max: 1440 }),
      lunch: fc.option(fc.record({ start: fc.integer({ min: 0, max: 1440 }), end: fc.integer({ min: 0, max: 1440 }) }), { nil: null }),
      weekdays: fc.subarray<IsoWeekday>([...WEEKDAYS]),
    });
    fc.assert(
      fc.property(plans, fc.integer({ min: dayNumber('2026-01-01'), max: dayNumber('2026-12-31') }), (plan, number) => {
        const day = dayOfNumber(number);
        const calendar = layPlan(kz, of({ of: 'office' }, plan));
        const instant = (of_: string): string => new Date(instantOf(kz.zone, { day: of_, minute: 0 }, 'first')).toISOString();
        const { minutes } = workingMinutesBetween(calendar, instant(day), instant(plusDays(day, 1)));
        const most = intervalsOf(plan).reduce((sum, { start, end }) => sum + end - start, 0);
        expect(minutes).toBeLessThanOrEqual(most);
        const moved = calendar.extraWork.get(day);
        const weekday = moved?.planOf ?? ((((number + 3) % 7) + 1) as IsoWeekday);
        if (!plan.weekdays.includes(weekday)) expect(minutes).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayShape, type WorkingCalendar, type WorkInterval } from '#shared/domain/working-calendar.ts';
import { addCalendarDays, addWorkingDays, addWorkingMinutes, type AbsencePeriod, type EndRule, TermWithoutEnd, workingMinutesBetween } from '#shared/domain/working-time.ts';
import { dayInZone, instantOf, wallClockOf } from '#shared/domain/working-zone.ts';
import { calendarFor } from '../../../src-main/rule-packs/index.ts';
import { realPacks } from '../rule-packs/packs.ts';

const packs = await realPacks();
const uaOn = calendarFor(packs.UA);
const uaOff = calendarFor(packs.UA, { martialLaw: false });
const kz = calendarFor(packs.KZ);
const kg = calendarFor(packs.KG);
const kgBudget = calendarFor(packs.KG, { budgetBody: true });

/** `2026-08-21 17:00` with the offset that the test states itself, so that it does not lean on the code under test. */
const at = (text: string, offset: string): string => new Date(`${text.replace(' ', 'T')}:00${offset}`).toISOString();
const KYIV = '+03:00';
const ALMATY = '+05:00';
const BISHKEK = '+06:00';

describe('test vectors of requirements D.4, with the packs that ship', () => {
  const hours: [string, WorkingCalendar, string, number, string, string][] = [
    ['T1 UA martial law on', uaOn, '2026-08-21 17:00', 4, '2026-08-24 12:00', KYIV],
    ['T2 UA martial law off', uaOff, '2026-08-21 17:00', 4, '2026-08-25 12:00', KYIV],
    ['T5 UA, 8 hours', uaOn, '2026-08-21 09:30', 8, '2026-08-24 09:30', KYIV],
    ['T6 UA, received on a day off', uaOn, '2026-08-22 11:00', 4, '2026-08-24 13:00', KYIV],
    ['T7 UA, received in lunch', uaOn, '2026-08-19 13:30', 4, '2026-08-19 18:00', KYIV],
    ['T8 KZ, Nauryz and its moved days', kz, '2026-03-20 16:00', 4, '2026-03-26 11:00', ALMATY],
    ['T10 KG, short day and 1–9 May', kg, '2026-04-30 15:00', 4, '2026-05-11 11:00', BISHKEK],
  ];
  test.each(hours)('%s', (_name, calendar, start, count, due, offset) => {
    const result = addWorkingMinutes(calendar, at(start, offset), count * 60);
    expect(result.at).toBe(at(due, offset));
    expect(result.day).toBe(due.slice(0, 10));
    expect(result.calendarVersion).toBe(calendar.version);
  });

  const days: [string, WorkingCalendar, string, number, string][] = [
    ['T3 UA martial law on', uaOn, '2026-08-20', 3, '2026-08-25'],
    ['T3 UA martial law off', uaOff, '2026-08-20', 3, '2026-08-26'],
    ['T4 UA martial law on, urgent', uaOn, '2026-08-21', 1, '2026-08-24'],
    ['T4 UA martial law off, urgent', uaOff, '2026-08-21', 1, '2026-08-25'],
    ['T9 KZ', kz, '2026-03-19', 3, '2026-03-27'],
    ['T11 KG', kg, '2026-04-30', 3, '2026-05-13'],
    ['T12 KG budget body', kgBudget, '2025-12-31', 3, '2026-01-14'],
  ];
  test.each(days)('%s', (_name, calendar, start, count, due) => {
    const result = addWorkingDays(calendar, start, count);
    expect(result.day).toBe(due);
    expect(wallClockOf(calendar.zone, Date.parse(result.at))).toEqual({ day: due, minute: 18 * 60 });
    expect(result.calendarVersion).toBe(calendar.version);
  });

  const every: [string, WorkingCalendar][] = [['UA on', uaOn], ['UA off', uaOff], ['KZ', kz]];
  test.each(every)('T13 any: %s', (_name, calendar) => {
    for (const rule of ['previous', 'next', 'keep'] as const) expect(addCalendarDays(calendar, '2026-08-01', 30, rule).day).toBe('2026-08-31');
  });
  test('T13 KG: 31 August is a holiday there, so only "keep" stays', () => {
    const due = (rule: EndRule): string => addCalendarDays(kg, '2026-08-01', 30, rule).day;
    expect([due('keep'), due('previous'), due('next')]).toEqual(['2026-08-31', '2026-08-28', '2026-09-01']);
  });
  test.each([['UA on', uaOn], ['KZ', kz], ['KG', kg]] as const)('T14 any: %s', (_name, calendar) => {
    const due = (rule: EndRule): string => addCalendarDays(calendar, '2026-07-24', 30, rule).day;
    expect([due('keep'), due('previous'), due('next')]).toEqual(['2026-08-23', '2026-08-21', '2026-08-24']);
  });
  test('T14 UA without martial law: 24 August is a holiday as well', () => {
    expect(addCalendarDays(uaOff, '2026-07-24', 30, 'next').day).toBe('2026-08-25');
  });
});

describe('end of a calendar term', () => {
  test('a term kept on a day off ends at midnight, one on a working day with the working hours', () => {
    expect(addCalendarDays(uaOn, '2026-07-24', 30, 'keep').at).toBe(at('2026-08-24 00:00', KYIV));
    expect(addCalendarDays(uaOn, '2026-07-24', 30, 'next').at).toBe(at('2026-08-24 18:00', KYIV));
  });
  test('a short day ends earlier', () => {
    expect(addCalendarDays(kg, '2026-03-31', 30, 'next').at).toBe(at('2026-04-30 17:00', BISHKEK));
  });
});

describe('absence', () => {
  const away: AbsencePeriod = { from: at('2026-08-19 11:00', KYIV), to: at('2026-08-19 16:00', KYIV) };
  test('the clock stands still while the person is away', () => {
    expect(addWorkingMinutes(uaOn, at('2026-08-19 10:00', KYIV), 120, { absences: [away] }).at).toBe(at('2026-08-19 17:00', KYIV));
    expect(workingMinutesBetween(uaOn, at('2026-08-19 10:00', KYIV), at('2026-08-19 17:00', KYIV), { absences: [away] }).minutes).toBe(120);
  });
  test('a day of leave does not count, a half day does', () => {
    const leave: AbsencePeriod = { from: at('2026-08-20 00:00', KYIV), to: at('2026-08-21 00:00', KYIV) };
    expect(addWorkingDays(uaOn, '2026-08-18', 2, { absences: [leave] }).day).toBe('2026-08-21');
    expect(addWorkingDays(uaOn, '2026-08-18', 2, { absences: [away] }).day).toBe('2026-08-20');
  });
  test('an absence that ends before it begins is refused', () => {
    expect(() => addWorkingMinutes(uaOn, away.from, 1, { absences: [{ from: away.to, to: away.from }] })).toThrow(RangeError);
  });
});

describe('what is not certain is said', () => {
  test('martial law after its confirmed end, on a day that peace would make a holiday', () => {
    const { doubts } = addWorkingMinutes(uaOn, at('2026-08-21 17:00', KYIV), 240);
    expect(doubts).toEqual([{ day: '2026-08-24', doubt: 'unconfirmed-martial-law' }]);
    expect(addWorkingDays(uaOn, '2026-02-16', 3).doubts).toEqual([]);
  });
  test('a moving feast of doubtful date and one whose date is not known', () => {
    expect(addWorkingDays(kz, '2026-05-26', 1)).toMatchObject({ day: '2026-05-28', doubts: [{ day: '2026-05-27', doubt: 'doubtful-day' }] });
    expect(addWorkingDays(kz, '2027-05-13', 1).doubts).toEqual([{ day: '2027-05-14', doubt: 'unknown-holiday' }]);
  });
  test('days outside the table', () => {
    expect(addWorkingDays(kz, '2027-12-31', 1).doubts).toContainEqual({ day: '2028-01-01', doubt: 'outside-coverage' });
  });
});

describe('summer time in Europe/Kyiv', () => {
  /** Works round the clock, so that the changes of 29 March and 25 October 2026 fall into working time. */
  const night: WorkingCalendar = { ...uaOn, version: 'night', week: allDays([{ start: 0, end: 1440 }]) };

  test('the day of the change has 23 or 25 hours', () => {
    const minutes = (from: string, to: string): number => workingMinutesBetween(night, from, to).minutes;
    expect(minutes('2026-03-28T22:00:00Z', '2026-03-29T21:00:00Z')).toBe(23 * 60);
    expect(minutes('2026-10-24T21:00:00Z', '2026-10-25T22:00:00Z')).toBe(25 * 60);
    expect(addWorkingMinutes(night, '2026-03-28T22:00:00Z', 23 * 60).at).toBe('2026-03-29T21:00:00.000Z');
  });
  test('a term over the change keeps the wall clock of the working day', () => {
    expect(addWorkingMinutes(uaOn, '2026-03-27T15:00:00Z', 120).at).toBe('2026-03-30T07:00:00.000Z');
    expect(addWorkingMinutes(uaOn, '2026-10-23T14:00:00Z', 120).at).toBe('2026-10-26T08:00:00.000Z');
    expect(addWorkingDays(uaOn, '2026-03-27', 1).at).toBe('2026-03-30T15:00:00.000Z');
    expect(addWorkingDays(uaOn, '2026-10-23', 1).at).toBe('2026-10-26T16:00:00.000Z');
  });
  test('an hour that does not exist becomes the change, one that comes twice has two instants', () => {
    for (const side of ['first', 'second'] as const) expect(instantOf('Europe/Kyiv', { day: '2026-03-29', minute: 210 }, side)).toBe(Date.parse('2026-03-29T01:00:00Z'));
    expect(instantOf('Europe/Kyiv', { day: '2026-10-25', minute: 210 }, 'first')).toBe(Date.parse('2026-10-25T00:30:00Z'));
    expect(instantOf('Europe/Kyiv', { day: '2026-10-25', minute: 210 }, 'second')).toBe(Date.parse('2026-10-25T01:30:00Z'));
  });
  test('shifts that meet inside the double hour do not count it twice', () => {
    const shifts: WorkingCalendar = { ...night, week: allDays([{ start: 60, end: 210 }, { start: 210, end: 300 }]) };
    expect(workingMinutesBetween(shifts, '2026-10-24T21:00:00Z', '2026-10-25T22:00:00Z').minutes).toBe(240 + 60);
  });
  test('the day of an instant is that of the zone', () => {
    expect(dayInZone('Europe/Kyiv', '2026-08-20T21:30:00Z')).toBe('2026-08-21');
    expect(() => dayInZone('Europe/Kyiv', '2026-08-20T21:30:00')).toThrow(RangeError);
  });
});

function allDays(intervals: WorkInterval[]): WorkingCalendar['week'] {
  return { 1: intervals, 2: intervals, 3: intervals, 4: intervals, 5: intervals, 6: intervals, 7: intervals };
}

describe('bad input', () => {
  test('is refused', () => {
    const start = at('2026-08-19 10:00', KYIV);
    for (const minutes of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => addWorkingMinutes(uaOn, start, minutes)).toThrow(RangeError);
    expect(() => addWorkingMinutes(uaOn, '2026-08-19', 1)).toThrow(RangeError);
    expect(() => addWorkingDays(uaOn, '2026-02-30', 1)).toThrow(RangeError);
    expect(() => addCalendarDays(uaOn, '2026-02-01', 0, 'next')).toThrow(RangeError);
    expect(() => workingMinutesBetween(uaOn, start, at('2026-08-19 09:00', KYIV))).toThrow(RangeError);
    expect(() => workingMinutesBetween(uaOn, '1000-01-01T00:00:00Z', start)).toThrow(RangeError);
  });
  test('a calendar that never works has no end of a term', () => {
    const never: WorkingCalendar = { ...uaOn, week: allDays([]) };
    expect(() => addWorkingMinutes(never, '2026-08-19T10:00:00Z', 1)).toThrow(TermWithoutEnd);
    expect(() => addWorkingDays(never, '2026-08-19', 1)).toThrow(TermWithoutEnd);
    expect(() => addCalendarDays(never, '2026-08-19', 1, 'next')).toThrow(TermWithoutEnd);
  });
});

describe('properties over the real calendars', () => {
  const calendars = [uaOn, uaOff, kz, kg, kgBudget, calendarFor(packs.KZ, { schedule: 'six-day' }), calendarFor(packs.UA, { schedule: 'six-day', martialLaw: false })];
  const calendar = fc.constantFrom(...calendars);
  const minute = fc.integer({ min: Date.parse('2025-01-01T00:00:00Z') / 60_000, max: Date.parse('2027-11-01T00:00:00Z') / 60_000 });
  const instant = minute.map((value) => new Date(value * 60_000).toISOString());
  const term = fc.integer({ min: 0, max: 6000 });
  const absences = fc.array(fc.tuple(minute, fc.integer({ min: 0, max: 4000 })), { maxLength: 3 }).map((list) =>
    list.map(([from, length]) => ({ from: new Date(from * 60_000).toISOString(), to: new Date((from + length) * 60_000).toISOString() })),
  );
  const runs = { numRuns: 60 };

  test('adding and then measuring gives the same minutes', () => {
    fc.assert(fc.property(calendar, instant, term, absences, (cal, start, minutes, away) => {
      const { at: due } = addWorkingMinutes(cal, start, minutes, { absences: away });
      expect(workingMinutesBetween(cal, start, due, { absences: away }).minutes).toBe(minutes);
    }), runs);
  });
  test('a later start or a longer term never ends earlier', () => {
    fc.assert(fc.property(calendar, instant, fc.integer({ min: 0, max: 20_000 }), term, fc.integer({ min: 0, max: 600 }), (cal, start, later, minutes, more) => {
      const second = new Date(Date.parse(start) + later * 60_000).toISOString();
      const base = addWorkingMinutes(cal, start, minutes).at;
      expect(addWorkingMinutes(cal, second, minutes).at >= base).toBe(true);
      expect(addWorkingMinutes(cal, start, minutes + more).at >= base).toBe(true);
    }), runs);
  });
  test('days are monotone and end on working days; one at a time gives the same as all at once', () => {
    fc.assert(fc.property(calendar, instant, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (cal, start, first, second) => {
      const day = dayInZone(cal.zone, start);
      const half = addWorkingDays(cal, day, first).day;
      expect(dayShape(cal, half).intervals.length).toBeGreaterThan(0);
      expect(addWorkingDays(cal, half, second).day).toBe(addWorkingDays(cal, day, first + second).day);
      expect(half > day).toBe(true);
    }), runs);
  });
  test('measuring is additive', () => {
    fc.assert(fc.property(calendar, instant, fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 40_000 }), (cal, start, first, second) => {
      const middle = new Date(Date.parse(start) + first * 60_000).toISOString();
      const end = new Date(Date.parse(middle) + second * 60_000).toISOString();
      const minutes = (from: string, to: string): number => workingMinutesBetween(cal, from, to).minutes;
      expect(minutes(start, middle) + minutes(middle, end)).toBe(minutes(start, end));
    }), runs);
  });
});

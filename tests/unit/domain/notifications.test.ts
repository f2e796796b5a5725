import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notificationSettings } from '#shared/contract/notifications.ts';
import { timelinessBounds } from '#shared/domain/execution.ts';
import { ARCHIVE_ALARMS, DUE_NOTICES, DUE_STAGES, dueStageOf, dueWarningKey, EXCHANGE_NOTICES, isTold, NOTICE_KINDS, OTHER_NOTICES, SECURITY_NOTICES } from '#shared/domain/notifications.ts';
import { addWorkingDays } from '#shared/domain/working-time.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { calendarFor } from '../../../src-main/rule-packs/index.ts';
import { realPacks } from '../rule-packs/packs.ts';

const packs = await realPacks();
const calendar = calendarFor(packs.UA);
const HOUR = 3_600_000;
const instant = (at: number): string => new Date(at).toISOString();
const stageAt = (item: { since: string; dueAt: string }, now: string) => dueStageOf(item, timelinessBounds(calendar, now), calendar.zone);

describe('warnings of terms', () => {
  it('[NOT-06] come before the day, on it and after it', () => {
    // Monday 2 March 2026; due on Friday 6 March at six in the evening in Kyiv.
    const item = { since: '2026-03-02T07:00:00.000Z', dueAt: '2026-03-06T16:00:00.000Z' };
    expect(stageAt(item, '2026-03-03T08:00:00.000Z')).toBeNull();
    expect(stageAt(item, '2026-03-04T08:00:00.000Z')).toBe('dueSoon');
    expect(stageAt(item, '2026-03-06T06:00:00.000Z')).toBe('dueToday');
    expect(stageAt(item, '2026-03-06T16:00:00.001Z')).toBe('overdue');
  });

  it('[NOT-06] hold over a week-end, the change of clocks and the turn of the year', () => {
    // Clocks go forward in the night to Sunday 29 March: Monday's term is near from Thursday on.
    const spring = { since: '2026-03-20T08:00:00.000Z', dueAt: '2026-03-30T15:00:00.000Z' };
    expect(stageAt(spring, '2026-03-25T22:30:00.000Z')).toBe('dueSoon');
    expect(stageAt(spring, '2026-03-25T21:30:00.000Z')).toBeNull();
    expect(stageAt(spring, '2026-03-29T21:00:00.000Z')).toBe('dueToday');
    expect(stageAt(spring, '2026-03-29T20:59:00.000Z')).toBe('dueSoon');
    // A term in the first working days of January is near in December already.
    const dueOn = addWorkingDays(calendar, '2026-12-30', 2).day;
    const newYear = { since: '2026-12-21T08:00:00.000Z', dueAt: `${dueOn}T16:00:00.000Z` };
    expect(dueOn.slice(0, 4)).toBe('2027');
    expect(stageAt(newYear, '2026-12-30T10:00:00.000Z')).toBe('dueSoon');
    expect(stageAt(newYear, '2026-12-29T10:00:00.000Z')).toBeNull();
  });

  it('[NOT-06] do not come twice and never go back, whenever the desk looks: on the day on which it came, nobody is told that its day comes near', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('2026-01-05T00:00:00Z'), max: Date.parse('2026-12-28T00:00:00Z') }),
        fc.integer({ min: 1, max: 30 * 24 }),
        fc.array(fc.integer({ min: 0, max: 40 * 24 * 60 }), { minLength: 1, maxLength: 40 }),
        (since, hours, looks) => {
          const item = { itemId: 'execute/a', since: instant(since), dueAt: instant(since + hours * HOUR) };
          const told: string[] = [];
          for (const minutes of looks.toSorted((one, other) => one - other)) {
            const now = instant(since + minutes * 60_000);
            const stage = stageAt(item, now);
            if (stage === null) continue;
            if (stage === 'overdue') expect(now > item.dueAt).toBe(true);
            else expect(now <= item.dueAt).toBe(true);
            if (stage === 'dueToday') expect(dayInZone(calendar.zone, now)).toBe(dayInZone(calendar.zone, item.dueAt));
            if (stage === 'dueSoon') expect(dayInZone(calendar.zone, now) > dayInZone(calendar.zone, item.since)).toBe(true);
            const key = dueWarningKey(item, stage);
            if (!told.includes(key)) told.push(key);
          }
          const stages = told.map((key) => DUE_STAGES.findIndex((stage) => key.endsWith(`/${stage}`)));
          expect(stages).toEqual(stages.toSorted((one, other) => one - other));
          expect(told.length).toBeLessThanOrEqual(DUE_STAGES.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('[NOT-06] name a term that was moved anew', () => {
    expect(dueWarningKey({ itemId: 'execute/a', dueAt: '2026-03-06T16:00:00.000Z' }, 'overdue')).not.toBe(dueWarningKey({ itemId: 'execute/a', dueAt: '2026-03-09T16:00:00.000Z' }, 'overdue'));
  });
});

describe('what a person switches off', () => {
  it('[NOT-01] is never a warning of a term nor a matter of safety, whatever a window sends', () => {
    for (const kind of [...DUE_NOTICES, ...SECURITY_NOTICES, ...EXCHANGE_NOTICES, ...ARCHIVE_ALARMS]) {
      expect(isTold(kind, [...OTHER_NOTICES])).toBe(true);
      expect(notificationSettings.safeParse({ muted: [kind], system: true, mailAddress: '' }).success).toBe(false);
    }
    expect(isTold('interimReport', ['interimReport'])).toBe(false);
    expect(NOTICE_KINDS.filter((kind) => !isTold(kind, [...OTHER_NOTICES]))).toEqual([...OTHER_NOTICES]);
  });

  it('takes one mailbox for mail, and nothing that begins another line or another recipient', () => {
    const fits = (mailAddress: string) => notificationSettings.safeParse({ muted: [], system: true, mailAddress }).success;
    expect(fits('oksana@example.edu.ua')).toBe(true);
    for (const wrong of ['a@b\r\nBcc: c@d', 'a@b,c@d', 'Name <a@b>', 'a b@c', 'a@b@c', '@b', 'a@']) expect(fits(wrong)).toBe(false);
  });
});

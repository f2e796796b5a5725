import { describe, expect, it } from 'vitest';
import { copyDue, copyNumberText, copyTermOf, copyToday } from '#shared/domain/copy-register.ts';
import { calendarFor } from '../../../src-main/rule-packs/index.ts';
import { realPacks } from '../rule-packs/packs.ts';

const packs = await realPacks();

describe('the register of copies', () => {
  it('[PAP-04] counts three working days from the day after the application was filed', () => {
    const ua = calendarFor(packs.UA);
    expect(copyDue(ua, '2026-03-02', 3).dueOn).toBe('2026-03-05');
    expect(copyDue(ua, '2026-03-06', 3).dueOn).toBe('2026-03-11');
    expect(copyDue(ua, '2026-03-07', 3)).toEqual({ dueOn: '2026-03-11', calendarVersion: ua.version });
  });

  it('[PAP-04] holidays of the country’s table do not count', () => {
    // After Friday: the weekend, and Monday 31 August, the day of independence.
    expect(copyDue(calendarFor(packs.KG), '2026-08-28', 3).dueOn).toBe('2026-09-03');
  });

  it('[PAP-04] is due from the working day before its last one on, overdue after it, and neither once it is closed', () => {
    const days = copyToday(calendarFor(packs.UA), '2026-03-05');
    expect(days).toEqual({ today: '2026-03-05', nextWorkingDay: '2026-03-06' });
    const terms = (closed: object | null) => ['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-09'].map((dueOn) => copyTermOf({ dueOn, closed }, days));
    expect(terms(null)).toEqual(['overdue', 'due', 'due', 'ahead']);
    expect(new Set(terms({}))).toEqual(new Set(['closed']));
  });

  it('[PAP-04] on a Friday, and on the days off after it, what ends on Monday is due', () => {
    for (const today of ['2026-03-06', '2026-03-07', '2026-03-08']) expect(copyToday(calendarFor(packs.UA), today).nextWorkingDay).toBe('2026-03-09');
    // In Kyrgyzstan Monday 31 August 2026 is a holiday: the reminder comes on Friday for Tuesday.
    expect(copyToday(calendarFor(packs.KG), '2026-08-28').nextWorkingDay).toBe('2026-09-01');
  });

  it('names a copy by its number, with the desk’s code where several desks count', () => {
    expect(copyNumberText({ copyNumber: 2, numberRun: '' })).toBe('2');
    expect(copyNumberText({ copyNumber: 2, numberRun: 'К3' })).toBe('2-К3');
  });
});

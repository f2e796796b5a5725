import { describe, expect, it } from 'vitest';
import { copyDue, copyNumberText, isCopyOverdue } from '#shared/domain/copy-register.ts';
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

  it('is overdue only while it is open and its day is past', () => {
    expect(isCopyOverdue({ dueOn: '2026-03-05', closed: null }, '2026-03-05')).toBe(false);
    expect(isCopyOverdue({ dueOn: '2026-03-05', closed: null }, '2026-03-06')).toBe(true);
    expect(isCopyOverdue({ dueOn: '2026-03-05', closed: {} }, '2026-03-06')).toBe(false);
  });

  it('names a copy by its number, with the desk’s code where several desks count', () => {
    expect(copyNumberText({ copyNumber: 2, numberRun: '' })).toBe('2');
    expect(copyNumberText({ copyNumber: 2, numberRun: 'К3' })).toBe('2-К3');
  });
});

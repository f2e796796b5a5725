import { describe, expect, it } from 'vitest';
import { isWithinOutage, lateEntryProblems, OUTAGE_CAUSES, outagePeriodProblem, REPORT_WAYS } from '#shared/domain/outages.ts';

const ZONE = 'Asia/Bishkek';
const outage = { from: '2026-03-02T20:00:00.000Z', until: '2026-03-05T03:00:00.000Z' };
const entry = { outageId: 'o', receivedDate: '2026-03-04', delivery: 'in-person', note: null } as const;

describe('outages', () => {
  it('[OFF-01] have five causes, and reports come in three ways', () => {
    expect(OUTAGE_CAUSES).toHaveLength(5);
    expect(REPORT_WAYS).toEqual(['e-mail', 'in-person', 'post']);
  });

  it('hold whole days of the office’s zone', () => {
    expect(isWithinOutage(outage, '2026-03-02', ZONE)).toBe(false);
    expect(isWithinOutage(outage, '2026-03-03', ZONE)).toBe(true);
    expect(isWithinOutage(outage, '2026-03-05', ZONE)).toBe(true);
    expect(isWithinOutage(outage, '2026-03-06', ZONE)).toBe(false);
    expect(isWithinOutage({ ...outage, until: null }, '2030-01-01', ZONE)).toBe(true);
  });

  it('[OFF-03] [OFF-06] ask of a late entry its real date inside the outage and the way of delivery', () => {
    const nothing = { missing: [], invalid: [] };
    expect(lateEntryProblems(entry, outage, ZONE)).toEqual(nothing);
    expect(lateEntryProblems({ ...entry, outageId: null, receivedDate: null, delivery: null }, null, ZONE)).toEqual(nothing);
    expect(lateEntryProblems({ ...entry, receivedDate: null, delivery: null }, outage, ZONE).missing).toEqual(['delivery', 'receivedDate']);
    expect(lateEntryProblems({ ...entry, receivedDate: '2026-03-09' }, outage, ZONE).invalid).toEqual([{ name: 'receivedDate', reason: 'outsideOutage' }]);
    expect(lateEntryProblems({ ...entry, receivedDate: '2026-03-09', note: 'принёс после отпуска' }, outage, ZONE)).toEqual(nothing);
    expect(lateEntryProblems(entry, null, ZONE).missing).toEqual(['outageId']);
  });

  it('begin before they end, and not in the future', () => {
    expect(outagePeriodProblem(outage.from, null, '2026-03-03T00:00:00.000Z')).toBeNull();
    expect(outagePeriodProblem(outage.from, null, '2026-03-01T00:00:00.000Z')).toBe('inFuture');
    expect(outagePeriodProblem(outage.from, outage.until, '2026-03-04T00:00:00.000Z')).toBe('inFuture');
    expect(outagePeriodProblem(outage.until, outage.from, '2026-03-09T00:00:00.000Z')).toBe('endsBeforeBegin');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mark } from '../../../src-main/search/search-marks.ts';
import { periodMarks } from '../../../src-main/search/period-marks.ts';

const DAY = 86_400_000;
const dayAt = (number: number): string => new Date(Date.UTC(2014, 0, 1) + number * DAY).toISOString().slice(0, 10);

describe('marks of a period', () => {
  it('cover the days of the period and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 1500 }), fc.integer({ min: -800, max: 2400 }), (from, length, offset) => {
        const day = dayAt(Math.max(0, from + offset));
        const marks = new Set(periodMarks(dayAt(from), dayAt(from + length)));
        const marked = [mark('day', day), mark('month', day.slice(0, 7)), mark('year', day.slice(0, 4))].some((name) => marks.has(name));
        expect(marked).toBe(dayAt(from) <= day && day <= dayAt(from + length));
      }),
    );
  });

  it('are few: whole years and months stand for their days', () => {
    expect(periodMarks('2016-01-01', '2025-12-31')).toHaveLength(10);
    expect(periodMarks('2016-02-01', '2016-03-31')).toHaveLength(2);
    expect(periodMarks('2016-01-15', '2025-12-16').length).toBeLessThanOrEqual(8 + 22 + 17 + 16);
  });

  it('of a period that ends before it begins fit no day', () => {
    expect(periodMarks('2026-05-05', '2026-05-04')).toEqual([mark('day', 'none')]);
  });
});

import { describe, expect, it } from 'vitest';
import { fixityProgress, nextFixityRound } from '#shared/domain/fixity.ts';

describe('rounds of fixity checks', () => {
  it.each([
    ['2026-01-31', 30, '2026-03-02'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-12-31', 365, '2027-12-31'],
    [null, 90, '2026-03-05'],
  ] as const)('the one after %s comes every %i days: %s', (last, everyDays, next) => {
    expect(nextFixityRound(last, everyDays, '2026-03-05')).toBe(next);
  });

  it('tell how far they are by the name of the last file', () => {
    expect(fixityProgress(null)).toBe(0);
    expect(fixityProgress(`80${'0'.repeat(62)}`)).toBeCloseTo(0.5, 3);
    expect(fixityProgress('f'.repeat(64))).toBe(1);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedSupply, dutyState, supplyProblem } from '#shared/domain/employee-duties.ts';

const DAYS = { today: '2026-03-06', nextWorkingDay: '2026-03-09' };

describe('what is due by a duty', () => {
  it.each([
    [null, 'waiting'],
    ['2026-03-05', 'overdue'],
    ['2026-03-06', 'dueSoon'],
    ['2026-03-09', 'dueSoon'],
    ['2026-03-10', 'waiting'],
  ] as const)('by %s it is %s on the Friday before a weekend', (dueOn, state) => expect(dutyState(dueOn, DAYS)).toBe(state));

  it('[HRC-05] the earliest supply counts, in whatever order desks brought them', () => {
    const supply = fc.record({ stepId: fc.uuid(), suppliedOn: fc.constantFrom('2026-03-03', '2026-03-04', '2026-03-05'), at: fc.constantFrom('2026-03-05T04:00:00Z', '2026-03-06T04:00:00Z') });
    const supplies = fc.uniqueArray(supply, { selector: ({ stepId }) => stepId, minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(supplies.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))), ([list, shuffled]) => {
        const counted = countedSupply(shuffled);
        expect(counted).toEqual(countedSupply(list));
        expect(list.every(({ suppliedOn }) => suppliedOn >= (counted?.suppliedOn ?? ''))).toBe(true);
      }),
    );
    expect(countedSupply([])).toBeNull();
  });

  it('a registrar enters an earlier day, the person himself does not', () => {
    const request = { askedOn: '2026-03-03', supplied: false, own: false };
    expect(supplyProblem('2026-03-04', request, DAYS.today)).toBeNull();
    expect(supplyProblem('2026-03-04', { ...request, own: true }, DAYS.today)).toBe('ownDay');
    expect(supplyProblem('2026-03-06', { ...request, own: true }, DAYS.today)).toBeNull();
  });
});

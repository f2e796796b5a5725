import { describe, expect, it } from 'vitest';
import { archiveAgreesTo, entryNumbersProblem, type InventoryStanding, inventoryStepProblem, inventorySummary, inventoryTotals, nextEntryNumber } from '#shared/domain/archive-inventories.ts';

const numbers = (...ranges: readonly (readonly [number, number] | null)[]) => ranges.map((range, at) => ({ inventoryId: `i${at}`, first: range?.[0] ?? null, last: range?.[1] ?? null }));

describe('numbers of an inventory', () => {
  it('go on from the newest of the type that has entries', () => {
    expect(nextEntryNumber([])).toBe(1);
    expect(nextEntryNumber(numbers([1, 20], [21, 30]))).toBe(31);
    expect(nextEntryNumber(numbers([1, 20], null))).toBe(21);
    expect(nextEntryNumber(numbers([1, 20], [1, 5]))).toBe(6);
  });

  it('begin where the former one ended, or with 1; the first one of the program goes on from those on paper', () => {
    expect(entryNumbersProblem(numbers([1, 20]), null, 21, 5)).toBeNull();
    expect(entryNumbersProblem(numbers([1, 20]), null, 1, 5)).toBeNull();
    expect(entryNumbersProblem(numbers([1, 20]), null, 22, 5)).toBe('notConsecutive');
    expect(entryNumbersProblem(numbers([1, 20]), null, 20, 5)).toBe('notConsecutive');
    expect(entryNumbersProblem([], null, 146, 5)).toBeNull();
  });

  it('of a draft written anew never run into the inventory after it', () => {
    const three = numbers([1, 20], [21, 30], [31, 40]);
    expect(entryNumbersProblem(three, 'i1', 21, 10)).toBeNull();
    expect(entryNumbersProblem(three, 'i1', 21, 11)).toBe('runsIntoNext');
    expect(entryNumbersProblem(three, 'i2', 31, 500)).toBeNull();
    // The next one began anew: nothing to run into.
    expect(entryNumbersProblem(numbers([1, 20], [1, 5]), 'i0', 1, 30)).toBe(null);
  });
});

describe('the way of an inventory', () => {
  const draft: InventoryStanding = { type: 'permanent', state: 'draft', archiveAgreed: false, entries: 3 };
  const commission = { to: 'agreed', by: 'commission' } as const;
  const archive = { to: 'agreed', by: 'archive' } as const;

  it('goes by the commission, the archive where it has to agree, and the head', () => {
    expect(inventoryStepProblem(draft, commission, true)).toBeNull();
    expect(inventoryStepProblem({ ...draft, entries: 0 }, commission, true)).toBe('empty');
    expect(inventoryStepProblem(draft, archive, true)).toBe('order');
    expect(inventoryStepProblem(draft, { to: 'approved' }, true)).toBe('order');
    const agreed = { ...draft, state: 'agreed' } as const;
    expect(inventoryStepProblem(agreed, commission, true)).toBe('order');
    expect(inventoryStepProblem(agreed, { to: 'approved' }, true)).toBe('archiveFirst');
    expect(inventoryStepProblem(agreed, archive, true)).toBeNull();
    expect(inventoryStepProblem({ ...agreed, archiveAgreed: true }, archive, true)).toBe('order');
    expect(inventoryStepProblem({ ...agreed, archiveAgreed: true }, { to: 'approved' }, true)).toBeNull();
  });

  it('without the archive where the office creates no documents of the fund, or none of it comes in', () => {
    const agreed = { ...draft, state: 'agreed' } as const;
    expect(inventoryStepProblem(agreed, archive, false)).toBe('archiveNotAsked');
    expect(inventoryStepProblem(agreed, { to: 'approved' }, false)).toBeNull();
    expect(archiveAgreesTo('overTen', true)).toBe(false);
    expect(archiveAgreesTo('personnel', true)).toBe(true);
  });

  it('leads back from the agreement alone', () => {
    expect(inventoryStepProblem({ ...draft, state: 'agreed' }, { to: 'draft' }, true)).toBeNull();
    expect(inventoryStepProblem(draft, { to: 'draft' }, true)).toBe('order');
    expect(inventoryStepProblem({ ...draft, state: 'approved', archiveAgreed: true }, { to: 'draft' }, true)).toBe('order');
  });
});

describe('the final record', () => {
  it('counts volumes, sheets, and the documents of electronic cases', () => {
    expect(inventoryTotals([{ documents: 3, sheets: 20, medium: 'paper' }, { documents: 7, sheets: null, medium: 'electronic' }, { documents: 2, sheets: 5, medium: 'mixed' }])).toEqual({ volumes: 3, sheets: 25, electronic: 1, electronicDocuments: 7 });
  });

  it('is summed up by year and type, the newest year first', () => {
    const totals = { volumes: 3, sheets: 25, electronic: 1, electronicDocuments: 7 };
    const of = (year: number, type: 'permanent' | 'personnel') => ({ year, type, totals });
    expect(inventorySummary([of(2020, 'personnel'), of(2020, 'permanent'), of(2021, 'permanent'), of(2020, 'permanent')])).toEqual([
      { year: 2021, type: 'permanent', inventories: 1, ...totals },
      { year: 2020, type: 'permanent', inventories: 2, volumes: 6, sheets: 50, electronic: 2, electronicDocuments: 14 },
      { year: 2020, type: 'personnel', inventories: 1, ...totals },
    ]);
    expect(inventorySummary([])).toEqual([]);
  });
});

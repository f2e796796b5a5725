import { describe, expect, it } from 'vitest';
import { missingInventories } from '#shared/domain/missing-inventories.ts';

const volume = { caseId: 'c1', type: 'permanent', year: 2021, inventoried: false } as const;

describe('inventories that an act of destruction waits for', () => {
  it('are those of the years asked for, each type by itself', () => {
    const volumes = [volume, { ...volume, caseId: 'c2' }, { ...volume, caseId: 'c3', type: 'personnel' }, { ...volume, caseId: 'c4', year: 2022 }, { ...volume, caseId: 'c5', year: 2020 }] as const;
    expect(missingInventories(volumes, [2022, 2021, 2021, 2019])).toEqual([
      { year: 2021, type: 'permanent', cases: 2 },
      { year: 2021, type: 'personnel', cases: 1 },
      { year: 2022, type: 'permanent', cases: 1 },
    ]);
  });

  it('a case counts once, and as long as one of its volumes is in none', () => {
    expect(missingInventories([{ ...volume, inventoried: true }, volume, volume], [2021])).toEqual([{ year: 2021, type: 'permanent', cases: 1 }]);
    expect(missingInventories([{ ...volume, inventoried: true }], [2021])).toEqual([]);
  });
});

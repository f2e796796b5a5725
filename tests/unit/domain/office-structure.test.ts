import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makesCircle, type StructureUnit, Subordination, treeOf, unitsInCircle } from '#shared/domain/office-structure.ts';

const unit = (unitId: string, parentUnitId: string | null = null, changes: Partial<StructureUnit> = {}): StructureUnit => ({ unitId, parentUnitId, headPersonId: null, coordinatorPersonId: null, ...changes });
const structure = (units: readonly StructureUnit[]): Subordination => new Subordination({ headPersonId: 'rector', units, people: [] });

describe('units as a tree', () => {
  it('lists each below its own, sisters in their order', () => {
    const units = [unit('chair', 'faculty'), unit('office'), unit('faculty'), unit('lab', 'chair'), unit('lost', 'nowhere')];
    expect(treeOf(units, structure(units)).map(({ unit: { unitId }, depth }) => `${depth} ${unitId}`)).toEqual(['0 office', '0 faculty', '1 chair', '2 lab', '0 lost']);
  });

  it('refuses a parent that stands below', () => {
    const units = [unit('a'), unit('b', 'a'), unit('c', 'b')];
    expect(makesCircle(units, 'a', 'c')).toBe(true);
    expect(makesCircle(units, 'a', 'a')).toBe(true);
    expect(makesCircle(units, 'c', 'a')).toBe(false);
    expect(makesCircle(units, 'c', null)).toBe(false);
  });

  it('breaks a circle at each of its units: none stands above another, and their own units stay below them', () => {
    const units = [unit('a', 'b', { headPersonId: 'one' }), unit('b', 'a', { headPersonId: 'other', coordinatorPersonId: 'vice' }), unit('c', 'a')];
    const found = structure(units);
    expect(['a', 'b', 'c'].map((unitId) => found.isInCircle(unitId))).toEqual([true, true, false]);
    expect(found.unitAndAbove('c')).toEqual(['c', 'a']);
    expect(found.coordinatorOf('a')).toBeNull();
    expect(found.isInUnitHeadedBy('a', 'other')).toBe(false);
    expect(treeOf(units, found).map(({ unit: { unitId }, depth }) => `${depth} ${unitId}`)).toEqual(['0 a', '1 c', '0 b']);
  });

  it('holds every unit exactly once and ends, whatever points where', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const parents = fc.tuple(...ids.map(() => fc.option(fc.constantFrom(...ids, 'nowhere'), { nil: null })));
    fc.assert(
      fc.property(parents, (given) => {
        const units = ids.map((unitId, at) => unit(unitId, given[at] ?? null));
        const found = structure(units);
        expect(treeOf(units, found).map((row) => row.unit.unitId).sort()).toEqual(ids);
        for (const unitId of ids) {
          const above = found.unitAndAbove(unitId);
          expect(new Set(above).size).toBe(above.length);
          // A unit is in a circle exactly where following the parents leads back to it.
          let at = units.find((one) => one.unitId === unitId)?.parentUnitId ?? null;
          for (let steps = 0; steps < ids.length && at !== unitId && at !== null; steps += 1) at = units.find((one) => one.unitId === at)?.parentUnitId ?? null;
          expect(unitsInCircle(units).has(unitId)).toBe(at === unitId);
        }
      }),
    );
  });
});

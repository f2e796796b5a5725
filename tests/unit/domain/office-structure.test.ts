import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OfficeStructure, type StructureUnit, Subordination } from '#shared/domain/office-structure.ts';

const unit = (unitId: string, more: Partial<StructureUnit> = {}): StructureUnit => ({ unitId, parentUnitId: null, headPersonId: null, coordinatorPersonId: null, ...more });

/** Rector; a vice-rector over the faculty with its chair; the accounting under nobody. */
const university: OfficeStructure = {
  headPersonId: 'rector',
  units: [unit('faculty', { headPersonId: 'dean', coordinatorPersonId: 'vice' }), unit('chair', { parentUnitId: 'faculty', headPersonId: 'chairHead' }), unit('accounting', { headPersonId: 'accountant' })],
  people: [
    { personId: 'rector', unitId: null },
    { personId: 'vice', unitId: null },
    { personId: 'dean', unitId: 'faculty' },
    { personId: 'chairHead', unitId: 'chair' },
    { personId: 'teacher', unitId: 'chair' },
    { personId: 'accountant', unitId: 'accounting' },
    { personId: 'clerk', unitId: 'accounting' },
  ],
};

describe('the structure of an office', () => {
  it('gives everybody the highest post that he has', () => {
    const tree = new Subordination(university);
    expect(university.people.map(({ personId }) => tree.postOf(personId))).toEqual(['head', 'deputyHead', 'unitHead', 'unitHead', 'specialist', 'unitHead', 'specialist']);
    expect(tree.postOf('stranger')).toBe('specialist');
  });

  it('a unit below one that is coordinated is coordinated by the same person unless it names another', () => {
    const tree = new Subordination(university);
    expect([tree.coordinatorOf('chair'), tree.coordinatorOf('accounting')]).toEqual(['vice', null]);
    const other = new Subordination({ ...university, units: university.units.map((one) => (one.unitId === 'chair' ? { ...one, coordinatorPersonId: 'vice2' } : one)) });
    expect([other.coordinatorOf('chair'), other.coordinatorOf('faculty')]).toEqual(['vice2', 'vice']);
    expect([other.isSubordinate('teacher', 'vice2'), other.isSubordinate('teacher', 'vice')]).toEqual([true, false]);
  });

  it('subordination follows coordination and the heads of the units above', () => {
    const tree = new Subordination(university);
    const below = (superior: string) => university.people.map(({ personId }) => personId).filter((personId) => tree.isSubordinate(personId, superior));
    expect(below('rector')).toEqual(['vice', 'dean', 'chairHead', 'teacher', 'accountant', 'clerk']);
    expect(below('vice')).toEqual(['dean', 'chairHead', 'teacher']);
    expect(below('dean')).toEqual(['chairHead', 'teacher']);
    expect(below('chairHead')).toEqual(['teacher']);
    expect(below('accountant')).toEqual(['clerk']);
    expect(below('teacher')).toEqual([]);
  });

  it('units that two desks hung below each other end every walk', () => {
    const tree = new Subordination({ ...university, units: [unit('a', { parentUnitId: 'b', headPersonId: 'x' }), unit('b', { parentUnitId: 'a', coordinatorPersonId: 'y' })] });
    expect(tree.unitAndAbove('a')).toEqual(['a', 'b']);
    expect(tree.coordinatorOf('a')).toBe('y');
    expect(tree.unitAndAbove('gone')).toEqual([]);
  });

  it('nobody stands below himself, and nobody above the head, whatever the tree', () => {
    const ids = ['u0', 'u1', 'u2', 'u3', 'u4'];
    const people = ['p0', 'p1', 'p2', 'p3', 'p4'];
    const maybe = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: null });
    const structure = fc.record({
      headPersonId: maybe(people),
      units: fc.tuple(...ids.map((unitId) => fc.record({ unitId: fc.constant(unitId), parentUnitId: maybe(ids), headPersonId: maybe(people), coordinatorPersonId: maybe(people) }))),
      people: fc.tuple(...people.map((personId) => fc.record({ personId: fc.constant(personId), unitId: maybe(ids) }))),
    });
    fc.assert(
      fc.property(structure, (office) => {
        const tree = new Subordination(office);
        for (const one of people) {
          expect(tree.isSubordinate(one, one)).toBe(false);
          if (office.headPersonId !== null) expect(tree.isSubordinate(office.headPersonId, one)).toBe(false);
        }
        for (const id of ids) expect(new Set(tree.unitAndAbove(id)).size).toBe(tree.unitAndAbove(id).length);
      }),
    );
  });
});

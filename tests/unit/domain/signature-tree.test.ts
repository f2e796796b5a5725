import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inTree, parentOf } from '#shared/domain/signature-tree.ts';

const order = (...ids: string[]): string[] => inTree(ids.map((id) => ({ id }))).map(({ signature, depth }) => `${' '.repeat(depth)}${signature.id}`);

describe('signatures in a tree', () => {
  it('puts every counter-signature right below what it signs, whatever the order', () => {
    expect(order('1', '2', '1.1', '2.1', '1.1.1', '1.2')).toEqual(['1', ' 1.1', '  1.1.1', ' 1.2', '2', ' 2.1']);
    expect(order('1.1', '1')).toEqual(['1', ' 1.1']);
  });

  it('loses none whose parent is not there', () => {
    expect(order('1', '7.1')).toEqual(['1', ' 7.1']);
  });

  it('shows every signature exactly once and none further in than five steps', () => {
    const id = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 9 }).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 40 }), (ids) => {
        const placed = inTree(ids.map((one) => ({ id: one })));
        expect(placed.map(({ signature }) => signature.id).toSorted()).toEqual([...ids].toSorted());
        expect(placed.every(({ depth }) => depth <= 5)).toBe(true);
      }),
    );
  });

  it('knows the parent of an id', () => {
    expect([parentOf('1'), parentOf('1.1'), parentOf('2.1.4')]).toEqual([null, '1', '2.1']);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyMatrix, compose, IDENTITY, invert, type Matrix } from '../../../src-main/pdf/drawing/matrix.ts';
import { geometryOf } from '../../../src-main/pdf/reading/page-geometry.ts';

const near = (point: readonly [number, number]) => point.map((value) => Number(value.toFixed(6)) + 0);

describe('geometry of a page as it is seen', () => {
  const visible = { left: 10, bottom: 20, right: 110, top: 220 };

  it.for([
    [0, [10, 20], [110, 220], 100, 200],
    [90, [110, 20], [10, 220], 200, 100],
    [180, [110, 220], [10, 20], 100, 200],
    [270, [10, 220], [110, 20], 200, 100],
  ] as const)('turned by %i°: corners and size', ([rotation, lowerLeft, upperRight, width, height]) => {
    const geometry = geometryOf(visible, rotation, 1);
    expect([geometry.width, geometry.height]).toEqual([width, height]);
    expect(near(applyMatrix(geometry.toUser, 0, 0))).toEqual([...lowerLeft]);
    expect(near(applyMatrix(geometry.toUser, width, height))).toEqual([...upperRight]);
  });

  it('counts in paper points where the page has a user unit', () => {
    const geometry = geometryOf(visible, 0, 2);
    expect([geometry.width, geometry.height]).toEqual([200, 400]);
    expect(near(applyMatrix(geometry.toUser, 200, 400))).toEqual([110, 220]);
  });

  it('goes to user space and back', () => {
    const numbers = fc.double({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(0, 90, 180, 270), fc.double({ min: 0.1, max: 10, noNaN: true }), numbers, numbers, (rotation, unit, x, y) => {
        const { toUser, toSeen } = geometryOf(visible, rotation, unit);
        const [backX, backY] = applyMatrix(compose(toUser, toSeen), x, y);
        expect(backX).toBeCloseTo(x, 4);
        expect(backY).toBeCloseTo(y, 4);
      }),
    );
  });

  it('has no inverse for a transformation that flattens', () => {
    const flat: Matrix = [1, 2, 2, 4, 0, 0];
    expect(invert(flat)).toBeNull();
    expect(invert(IDENTITY)?.map((value) => value + 0)).toEqual([...IDENTITY]);
  });
});

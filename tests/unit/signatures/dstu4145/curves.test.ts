import { afterAll, describe, expect, it } from 'vitest';

import { compressPoint } from '../../../../src-main/signatures/algorithms/dstu4145/compression.ts';
import { dstuCurveByDegree, dstuCurveByOid } from '../../../../src-main/signatures/algorithms/dstu4145/curves.ts';
import { secretMultiple } from '../../../../src-main/signatures/algorithms/dstu4145/ladder.ts';
import { combination, isInSubgroup, nonAdjacentForm } from '../../../../src-main/signatures/algorithms/dstu4145/multiplication.ts';
import { isOnCurve, negated, PointArithmetic } from '../../../../src-main/signatures/algorithms/dstu4145/point.ts';
import { littleEndian, littleEndianBytes } from '../../../../src-main/signatures/algorithms/gost3410/encoding.ts';
import { bouncyCastleSuffix, openBouncyCastle } from '../../../support/bouncy-castle/bouncy-castle.ts';
import { CURVES, newSecret, numberOf, required, reversed } from './support.ts';
import type { DstuPoint } from '../../../../src-main/signatures/algorithms/dstu4145/curves.ts';

const judge = await openBouncyCastle();
afterAll(() => judge?.close());

describe.skipIf(judge === null)(`against BouncyCastle${bouncyCastleSuffix}`, () => {
  it.each(CURVES)('%s: every number of the curve', async (_name, { m, exponents, field, a, b, base, order }, oid) => {
    const expected = await required(judge).dstuCurve(oid);
    expect(m).toBe(expected.m);
    expect(exponents.toSorted((left, right) => left - right)).toEqual(expected.exponents);
    expect(BigInt(a)).toBe(expected.a);
    expect(numberOf(field, b)).toBe(expected.b);
    expect(numberOf(field, base.x)).toBe(expected.x);
    expect(numberOf(field, base.y)).toBe(expected.y);
    expect(order).toBe(expected.order);
  });

  it.each(CURVES)('%s: public points of small, large and random secrets', async (_name, curve, oid) => {
    const random = littleEndian(newSecret(curve));
    for (const secret of [1n, 2n, 3n, curve.order - 2n, curve.order - 1n, random]) {
      const point = negated(curve, secretMultiple(curve, curve.base, littleEndianBytes(secret, curve.scalarBytes)));
      expect(compressPoint(curve, point)).toEqual(reversed(await required(judge).dstuPublic(oid, secret)));
    }
  });
});

describe.each(CURVES)('%s', (_name, curve) => {
  const { field, base, order } = curve;
  const arithmetic = new PointArithmetic(curve);

  it('the base point is on the curve and has the order of the set', () => {
    expect(isOnCurve(curve, base)).toBe(true);
    expect(isInSubgroup(curve, base)).toBe(true);
    const product = arithmetic.infinity();
    for (const bit of order.toString(2)) {
      arithmetic.double(product);
      if (bit === '1') arithmetic.add(product, base);
    }
    expect(arithmetic.isInfinity(product)).toBe(true);
  });

  it('a changed coordinate is off the curve', () => {
    const x = Int32Array.from(base.x);
    x[0] = (x[0] ?? 0) ^ 2;
    expect(isOnCurve(curve, { x, y: base.y })).toBe(false);
    expect(isOnCurve(curve, { x: base.y, y: base.x })).toBe(false);
  });

  it('the group law holds in its special cases', () => {
    const point = arithmetic.infinity();
    arithmetic.double(point);
    expect(arithmetic.isInfinity(point)).toBe(true);
    expect(arithmetic.toAffine(point)).toBeNull();
    arithmetic.add(point, base);
    expect(arithmetic.toAffine(point)).toEqual(base);
    arithmetic.add(point, negated(curve, base));
    expect(arithmetic.isInfinity(point)).toBe(true);
    const [added, doubled] = [arithmetic.infinity(), arithmetic.infinity()];
    arithmetic.set(added, base);
    arithmetic.add(added, base);
    arithmetic.set(doubled, base);
    arithmetic.double(doubled);
    expect(arithmetic.toAffine(added)).toEqual(arithmetic.toAffine(doubled));
    expect(isOnCurve(curve, required(arithmetic.toAffine(added)))).toBe(true);
    // The point of order two.
    const two: DstuPoint = { x: field.zero(), y: field.squareRoot(curve.b) };
    expect(isOnCurve(curve, two)).toBe(true);
    arithmetic.set(doubled, two);
    arithmetic.double(doubled);
    expect(arithmetic.isInfinity(doubled)).toBe(true);
  });

  it('the windowed sum, the ladder and bare doubling agree', () => {
    const point = secretMultiple(curve, base, newSecret(curve));
    for (let round = 0; round < 5; round += 1) {
      const [left, right] = [newSecret(curve), newSecret(curve)];
      const sum = arithmetic.infinity();
      arithmetic.add(sum, secretMultiple(curve, base, left));
      arithmetic.add(sum, secretMultiple(curve, point, right));
      expect(combination(curve, littleEndian(left), littleEndian(right), point)).toEqual(arithmetic.toAffine(sum));
    }
    expect(combination(curve, order - 1n, 1n, base)).toBeNull();
    expect(combination(curve, 5n, order - 5n, base)).toBeNull();
    expect(combination(curve, 1n, 1n, negated(curve, base))).toBeNull();
  });
});

describe('non-adjacent form', () => {
  it.each([2, 5, 8])('width %i: the digits give the number, are odd, small and far apart', (width) => {
    const numbers = [1n, 2n, 3n, 255n, 256n, 2n ** 64n - 1n, 2n ** 200n - 3n, ...CURVES.map(([, { order }]) => order)];
    for (const number of numbers) {
      const digits = [...nonAdjacentForm(number, width)];
      expect(digits.reduce((sum, digit, place) => sum + BigInt(digit) * 2n ** BigInt(place), 0n)).toBe(number);
      const places = digits.flatMap((digit, place) => (digit === 0 ? [] : [place]));
      for (const [index, place] of places.entries()) {
        const digit = digits[place] ?? 0;
        expect(Math.abs(digit) % 2).toBe(1);
        expect(Math.abs(digit)).toBeLessThan(2 ** (width - 1));
        if (index > 0) expect(place - (places[index - 1] ?? 0)).toBeGreaterThanOrEqual(width);
      }
    }
  });
});

describe('other curves', () => {
  it('have no entry', () => {
    for (const oid of ['1.2.804.2.1.1.1.1.3.1.1.2.10', '1.2.804.2.1.1.1.1.3.1.1.2', '1.2.804.2.1.1.1.1.3.1.2.2.0', '']) expect(dstuCurveByOid(oid)).toBeNull();
    expect(dstuCurveByDegree(163)?.m).toBe(163);
    expect(dstuCurveByDegree(283)).toBeNull();
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { BinaryField } from '../../../../src-main/signatures/algorithms/dstu4145/field.ts';
import { CURVES, elementOf, numberOf } from './support.ts';
import type { Element } from '../../../../src-main/signatures/algorithms/dstu4145/field.ts';

/** Every bit pattern, the sparse and the full ones more often than chance would give them. */
function elements(field: BinaryField): fc.Arbitrary<Element> {
  const full = (1n << BigInt(field.m)) - 1n;
  const numbers = fc.oneof(
    { weight: 6, arbitrary: fc.bigInt({ min: 0n, max: full }) },
    { weight: 1, arbitrary: fc.nat({ max: field.m - 1 }).map((bit) => 1n << BigInt(bit)) },
    { weight: 1, arbitrary: fc.nat({ max: field.m - 1 }).map((bit) => full >> BigInt(bit)) },
    { weight: 1, arbitrary: fc.constantFrom(0n, 1n, full) },
  );
  return numbers.map((number) => elementOf(field, number));
}

/** Multiplication as it is defined: shift, add, then take the polynomial away from the top. */
function productByDefinition(m: number, exponents: readonly number[], left: bigint, right: bigint): bigint {
  const polynomial = [m, ...exponents, 0].reduce((sum, exponent) => sum | (1n << BigInt(exponent)), 0n);
  let product = 0n;
  for (let bit = 0; bit < m; bit += 1) if ((right >> BigInt(bit)) & 1n) product ^= left << BigInt(bit);
  for (let bit = 2 * m - 2; bit >= m; bit -= 1) if ((product >> BigInt(bit)) & 1n) product ^= polynomial << BigInt(bit - m);
  return product;
}

describe.each(CURVES)('field of %s', (_name, { field, m, exponents }) => {
  const one = elements(field);
  const product = (left: Element, right: Element): Element => {
    const out = field.zero();
    field.multiply(out, left, right);
    return out;
  };
  const sum = (left: Element, right: Element): Element => {
    const out = field.zero();
    field.add(out, left, right);
    return out;
  };
  const square = (element: Element): Element => {
    const out = field.zero();
    field.square(out, element);
    return out;
  };

  it('multiplies as the definition does', () => {
    fc.assert(
      fc.property(one, one, (left, right) => {
        expect(numberOf(field, product(left, right))).toBe(productByDefinition(m, exponents, numberOf(field, left), numberOf(field, right)));
      }),
    );
  });

  it('is commutative, associative and distributive', () => {
    fc.assert(
      fc.property(one, one, one, (a, b, c) => {
        expect(product(a, b)).toEqual(product(b, a));
        expect(product(product(a, b), c)).toEqual(product(a, product(b, c)));
        expect(product(a, sum(b, c))).toEqual(sum(product(a, b), product(a, c)));
        expect(product(a, field.one())).toEqual(a);
      }),
    );
  });

  it('squares and takes roots as multiplication says', () => {
    fc.assert(
      fc.property(one, (element) => {
        expect(square(element)).toEqual(product(element, element));
        expect(field.squareRoot(square(element))).toEqual(element);
      }),
    );
  });

  it('an inverse gives one; zero has none', () => {
    const inverse = (element: Element): Element => {
      const out = field.zero();
      field.invert(out, element);
      return out;
    };
    fc.assert(
      fc.property(one, (element) => {
        expect(product(element, inverse(element))).toEqual(field.isZero(element) ? field.zero() : field.one());
      }),
    );
  });

  it('writes over its own operands', () => {
    fc.assert(
      fc.property(one, one, (left, right) => {
        const expected = product(left, right);
        const [first, second, both] = [Int32Array.from(left), Int32Array.from(right), Int32Array.from(left)];
        field.multiply(first, first, right);
        field.multiply(second, left, second);
        field.multiply(both, both, both);
        expect(first).toEqual(expected);
        expect(second).toEqual(expected);
        expect(both).toEqual(square(left));
      }),
    );
  });

  it('the trace is linear, that of one is one; the half trace solves z² + z = c exactly for trace zero', () => {
    expect(field.trace(field.one())).toBe(1);
    fc.assert(
      fc.property(one, one, (a, b) => {
        expect(field.trace(sum(a, b))).toBe(field.trace(a) ^ field.trace(b));
        expect(field.trace(square(a))).toBe(field.trace(a));
        const root = field.halfTrace(a);
        expect(field.equal(sum(square(root), root), a)).toBe(field.trace(a) === 0);
      }),
    );
  });

  it('the encoding comes back; another length or a bit above the degree is refused', () => {
    fc.assert(
      fc.property(one, (element) => {
        expect(field.decode(field.encode(element))).toEqual(element);
      }),
    );
    const bytes = field.encode(elementOf(field, (1n << BigInt(m)) - 1n));
    expect(field.decode(bytes)).not.toBeNull();
    expect(field.decode(bytes.subarray(0, -1))).toBeNull();
    expect(field.decode(Uint8Array.from([...bytes, 0]))).toBeNull();
    expect(field.decode(Uint8Array.of())).toBeNull();
    for (let bit = m; bit < field.bytes * 8; bit += 1) {
      const above = Uint8Array.from(bytes);
      above[bit >>> 3] = (above[bit >>> 3] ?? 0) | (1 << (bit & 7));
      expect(field.decode(above), `bit ${bit}`).toBeNull();
    }
  });

  it('bits above the degree are dropped where a hash is cut', () => {
    const long = Uint8Array.from({ length: 64 }, () => 0xff);
    expect(numberOf(field, field.truncated(long))).toBe((1n << BigInt(Math.min(m, 512))) - 1n);
    expect(numberOf(field, field.truncated(long.subarray(0, 20)))).toBe((1n << 160n) - 1n);
  });
});

describe('a polynomial that the reduction cannot work with', () => {
  it('is refused', () => {
    expect(() => new BinaryField(256, [10, 5, 2])).toThrow(RangeError);
    expect(() => new BinaryField(163, [140])).toThrow(RangeError);
  });
});

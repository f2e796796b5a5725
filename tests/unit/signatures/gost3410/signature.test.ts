import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { gostCurveByOid } from '../../../../src-main/signatures/algorithms/gost3410/curves.ts';
import { decodePoint, decodeValue, encodePoint, encodeValue, littleEndianBytes } from '../../../../src-main/signatures/algorithms/gost3410/encoding.ts';
import { gostPublicPoint, signGost3410, verifyGost3410 } from '../../../../src-main/signatures/algorithms/gost3410/signature.ts';
import { EXAMPLES } from './examples.ts';
import type { GostCurve } from '../../../../src-main/signatures/algorithms/gost3410/curves.ts';

const CURVES = [
  '1.2.643.2.2.35.1',
  '1.2.643.2.2.35.2',
  '1.2.643.2.2.35.3',
  '1.2.643.7.1.2.1.1.1',
  '1.2.643.7.1.2.1.2.1',
  '1.2.643.7.1.2.1.2.2',
  '1.2.643.7.1.2.1.2.3',
].map((oid) => {
  const curve = gostCurveByOid(oid);
  if (curve === null) throw new Error(`no curve ${oid}`);
  return [curve.name, curve] as const;
});

const secretOf = ({ order, bits }: GostCurve): bigint => (BigInt(`0x${randomBytes(bits / 8 + 8).toString('hex')}`) % (order - 1n)) + 1n;

/** Random bytes that make the signer choose this k. */
const choosing = (k: bigint) => (length: number): Uint8Array => littleEndianBytes(k - 1n, length);

describe('examples of GOST R 34.10-2012 appendix A', () => {
  it.each(EXAMPLES.map((example) => [example.curve.name, example] as const))('%s: signed and verified as printed', (_name, { curve, secret, k, hash, r, s }) => {
    expect(signGost3410(curve, secret, hash, choosing(k))).toEqual({ r, s });
    const point = gostPublicPoint(curve, secret);
    expect(verifyGost3410(curve, point, hash, { r, s })).toBe(true);
    expect(verifyGost3410(curve, point, hash, { r: s, s: r })).toBe(false);
  });
});

describe.each(CURVES)('%s', (_name, curve) => {
  const { order, Point, bits } = curve;
  const secret = secretOf(curve);
  const point = gostPublicPoint(curve, secret);
  const hash = randomBytes(bits / 8);
  const value = signGost3410(curve, secret, hash, randomBytes);

  it('the base point has the order of the set', () => {
    expect(Point.BASE.multiplyUnsafe(order - 1n).add(Point.BASE).is0()).toBe(true);
    expect(() => Point.BASE.assertValidity()).not.toThrow();
  });

  it('what is signed verifies, with this hash and this key only', () => {
    expect(verifyGost3410(curve, point, hash, value)).toBe(true);
    const other = Uint8Array.from(hash);
    other[0] = (other[0] ?? 0) ^ 1;
    expect(verifyGost3410(curve, point, other, value)).toBe(false);
    expect(verifyGost3410(curve, point, hash.toReversed(), value)).toBe(false);
    expect(verifyGost3410(curve, gostPublicPoint(curve, secretOf(curve)), hash, value)).toBe(false);
  });

  it('r and s of zero, of the order and above are refused', () => {
    for (const wrong of [0n, order, order + value.r, -value.r]) {
      expect(verifyGost3410(curve, point, hash, { ...value, r: wrong })).toBe(false);
      expect(verifyGost3410(curve, point, hash, { ...value, s: wrong })).toBe(false);
    }
    expect(verifyGost3410(curve, point, hash, { r: value.r, s: value.s + order })).toBe(false);
  });

  it('a hash of another length is refused, never cut or padded', () => {
    expect(verifyGost3410(curve, point, hash.subarray(1), value)).toBe(false);
    expect(verifyGost3410(curve, point, Buffer.concat([hash, Uint8Array.of(0)]), value)).toBe(false);
    expect(() => signGost3410(curve, secret, hash.subarray(1), randomBytes)).toThrow(RangeError);
  });

  it('a hash that is zero modulo the order counts as one (clause 6.1, step 2)', () => {
    for (const nothing of [new Uint8Array(bits / 8), littleEndianBytes(order, bits / 8)]) {
      const signed = signGost3410(curve, secret, nothing, randomBytes);
      expect(verifyGost3410(curve, point, nothing, signed)).toBe(true);
      expect(verifyGost3410(curve, point, littleEndianBytes(1n, bits / 8), signed)).toBe(true);
      expect(verifyGost3410(curve, point, littleEndianBytes(2n, bits / 8), signed)).toBe(false);
    }
  });

  it('a secret outside 1 … q − 1 is refused', () => {
    for (const wrong of [0n, order, order + 1n, -1n]) {
      expect(() => signGost3410(curve, wrong, hash, randomBytes)).toThrow(RangeError);
      expect(() => gostPublicPoint(curve, wrong)).toThrow(RangeError);
    }
  });

  it('the two encodings are told apart, swapped halves and byte orders do not verify', () => {
    for (const encoding of ['kz', 'rfc9215'] as const) {
      const bytes = encodeValue(curve, encoding, value);
      expect(decodeValue(curve, encoding, bytes)).toEqual(value);
      const other = decodeValue(curve, encoding === 'kz' ? 'rfc9215' : 'kz', bytes);
      expect(other).not.toBeNull();
      expect(other !== null && verifyGost3410(curve, point, hash, other)).toBe(false);
      const swapped = decodeValue(curve, encoding, Buffer.concat([bytes.subarray(bits / 8), bytes.subarray(0, bits / 8)]));
      expect(swapped !== null && verifyGost3410(curve, point, hash, swapped)).toBe(false);
      expect(decodeValue(curve, encoding, bytes.subarray(1))).toBeNull();
      expect(decodeValue(curve, encoding, Buffer.concat([bytes, Uint8Array.of(0)]))).toBeNull();
      expect(decodeValue(curve, encoding, Uint8Array.of())).toBeNull();
    }
  });

  it('keys: the point comes back; off the curve, cut, swapped or outside the field it is no key', () => {
    const bytes = encodePoint(curve, point);
    expect(decodePoint(curve, bytes)?.equals(point)).toBe(true);
    const off = Uint8Array.from(bytes);
    off[3] = (off[3] ?? 0) ^ 4;
    expect(decodePoint(curve, off)).toBeNull();
    expect(decodePoint(curve, bytes.subarray(0, -1))).toBeNull();
    expect(decodePoint(curve, Buffer.concat([bytes, Uint8Array.of(0)]))).toBeNull();
    expect(decodePoint(curve, bytes.toReversed())).toBeNull();
    const { x, y } = point.toAffine();
    const half = bits / 8;
    expect(decodePoint(curve, Buffer.concat([bytes.subarray(half), bytes.subarray(0, half)]))).toBeNull();
    if (x + Point.Fp.ORDER < 2n ** BigInt(bits)) {
      expect(decodePoint(curve, Buffer.concat([littleEndianBytes(x + Point.Fp.ORDER, half), littleEndianBytes(y, half)]))).toBeNull();
    }
    expect(decodePoint(curve, new Uint8Array(half * 2))).toBeNull();
  });
});

describe('points outside the subgroup of prime order', () => {
  it.each(CURVES.filter(([, { Point }]) => Point.CURVE().h !== 1n))('%s: of the points of the curve about one in four is a key', (_name, curve) => {
    const { Point, order, bits } = curve;
    const points = firstPoints(curve, 24);
    const answers = points.map(({ x, y }) => {
      const bytes = Buffer.concat([littleEndianBytes(x, bits / 8), littleEndianBytes(y, bits / 8)]);
      return decodePoint(curve, bytes) !== null;
    });
    expect(answers).toEqual(points.map((point) => multiply(Point.Fp, Point.CURVE().a, point, order) === null));
    expect(new Set(answers)).toEqual(new Set([true, false]));
  });
});

type Affine = { readonly x: bigint; readonly y: bigint };
type Field = GostCurve['Point']['Fp'];

/** The points with the smallest x. */
function firstPoints({ Point: { Fp, CURVE } }: GostCurve, count: number): Affine[] {
  const { a, b } = CURVE();
  const points: Affine[] = [];
  for (let x = 1n; points.length < count; x += 1n) {
    const right = Fp.add(Fp.add(Fp.mul(Fp.sqr(x), x), Fp.mul(a, x)), b);
    if (Fp.pow(right, (Fp.ORDER - 1n) / 2n) === 1n) points.push({ x, y: Fp.sqrt(right) });
  }
  return points;
}

/** By the book, so that nothing of the curve library is asked about itself; null is the point at infinity. */
function add(Fp: Field, a: bigint, left: Affine | null, right: Affine | null): Affine | null {
  if (left === null) return right;
  if (right === null) return left;
  if (left.x === right.x && Fp.add(left.y, right.y) === 0n) return null;
  const slope =
    left.x === right.x
      ? Fp.div(Fp.add(Fp.mul(3n, Fp.sqr(left.x)), a), Fp.mul(2n, left.y))
      : Fp.div(Fp.sub(right.y, left.y), Fp.sub(right.x, left.x));
  const x = Fp.sub(Fp.sub(Fp.sqr(slope), left.x), right.x);
  return { x, y: Fp.sub(Fp.mul(slope, Fp.sub(left.x, x)), left.y) };
}

function multiply(Fp: Field, a: bigint, point: Affine, scalar: bigint): Affine | null {
  let sum: Affine | null = null;
  for (const bit of scalar.toString(2)) {
    sum = add(Fp, a, sum, sum);
    if (bit === '1') sum = add(Fp, a, sum, point);
  }
  return sum;
}

describe('parameter sets', () => {
  it('names of one set lead to one curve; unknown sets to none', () => {
    expect(gostCurveByOid('1.2.643.7.1.2.1.1.2')).toBe(gostCurveByOid('1.2.643.2.2.35.1'));
    expect(gostCurveByOid('1.2.643.2.2.36.0')).toBe(gostCurveByOid('1.2.643.2.2.35.1'));
    expect(gostCurveByOid('1.2.643.2.2.36.1')).toBe(gostCurveByOid('1.2.643.7.1.2.1.1.4'));
    expect(gostCurveByOid('1.2.643.2.2.35.0')).toBeNull();
    expect(gostCurveByOid('1.2.643.7.1.2.1.2.0')).toBeNull();
    expect(gostCurveByOid('')).toBeNull();
  });
});

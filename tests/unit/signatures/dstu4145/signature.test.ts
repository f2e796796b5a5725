import { randomBytes } from 'node:crypto';
import jkurwa from 'jkurwa';
import { afterAll, describe, expect, it } from 'vitest';

import { compressPoint, decompressPoint } from '../../../../src-main/signatures/algorithms/dstu4145/compression.ts';
import { dstuCurveByOid } from '../../../../src-main/signatures/algorithms/dstu4145/curves.ts';
import { isInSubgroup } from '../../../../src-main/signatures/algorithms/dstu4145/multiplication.ts';
import { isOnCurve, negated, PointArithmetic } from '../../../../src-main/signatures/algorithms/dstu4145/point.ts';
import { hedgedRandom } from '../../../../src-main/signatures/algorithms/dstu4145/random-scalar.ts';
import { derivePublicPoint, signDstu4145, unwrapDstuValue, verifyDstu4145 } from '../../../../src-main/signatures/algorithms/dstu4145/signature.ts';
import { signatureAlgorithmByOid } from '../../../../src-main/signatures/algorithms/registry.ts';
import { littleEndian, littleEndianBytes } from '../../../../src-main/signatures/algorithms/gost3410/encoding.ts';
import { bouncyCastleSuffix, openBouncyCastle } from '../../../support/bouncy-castle/bouncy-castle.ts';
import { CURVES, elementOf, flipped, newSecret, partsOf, required, reversed, valueOf } from './support.ts';

const ROUNDS = Number(process.env['FUZZ_RUNS'] ?? 3);
const TIMEOUT = 20_000 + ROUNDS * 2000;
const judge = await openBouncyCastle();
afterAll(() => judge?.close());

describe('the example of DSTU 4145-2002 annex B, m = 163', () => {
  it('is signed as printed and verifies', () => {
    const named = required(dstuCurveByOid('1.2.804.2.1.1.1.1.3.1.1.2.0'));
    // The example has a base point of its own.
    const base = { x: elementOf(named.field, 0x72d867f93a93ac27df9ff01affe74885c8c540420n), y: elementOf(named.field, 0x0224a9c3947852b97c5599d5f4ab81122adc3fd9bn) };
    const curve = { ...named, base };
    const secret = littleEndianBytes(0x183f60fdf7951ff47d67193f8d073790c1c9b5a3en, curve.scalarBytes);
    const hash = Buffer.from('09c9c44277910c9aaee486883a2eb95b7180166ddf73532eeb76edaef52247ff', 'hex').toReversed();
    const nonce = littleEndianBytes(0x1025e40bd97db012b7a1d79de8e12932d247f61c6n, curve.scalarBytes);
    const value = signDstu4145(curve, secret, hash, () => nonce);
    expect(partsOf(curve, value)).toEqual({ r: 0x274ea2c0caa014a0d80a424f59ade7a93068d08a7n, s: 0x2100d86957331832b8e8c230f5bd6a332b3615acan });
    expect(verifyDstu4145(curve, derivePublicPoint(curve, secret), hash, value)).toBe(true);
  });
});

describe.skipIf(judge === null)(`against BouncyCastle, both ways${bouncyCastleSuffix}`, () => {
  it.each(CURVES)('%s: each accepts what the other signs, and refuses the same', { timeout: TIMEOUT }, async (_name, curve, oid) => {
    const bc = required(judge);
    for (let round = 0; round < ROUNDS; round += 1) {
      const pair = await bc.dstuKeypair(oid);
      const secret = littleEndianBytes(pair.secret, curve.scalarBytes);
      const point = derivePublicPoint(curve, secret);
      expect(reversed(compressPoint(curve, point))).toEqual(Uint8Array.from(pair.point));
      const hash = randomBytes([32, 48, 64][round % 3] ?? 32);
      expect(verifyDstu4145(curve, point, hash, valueOf(curve, await bc.dstuSign(oid, pair.secret, hash)))).toBe(true);
      const value = signDstu4145(curve, secret, hash, randomBytes);
      expect(await bc.dstuVerify(oid, pair.point, hash, partsOf(curve, value))).toBe(true);
      const { r, s } = partsOf(curve, value);
      for (const changed of [{ r: s, s: r }, { r, s: s ^ 1n }, { r: r ^ 1n, s }, { r: 0n, s }, { r, s: 0n }, { r: curve.order, s }, { r, s: curve.order }]) {
        const answers = [await bc.dstuVerify(oid, pair.point, hash, changed), verifyDstu4145(curve, point, hash, valueOf(curve, changed))];
        expect([changed, answers]).toEqual([changed, [false, false]]);
      }
    }
  });
});

describe.skipIf(judge === null)(`a hash whose bits of the field are all zero${bouncyCastleSuffix}`, () => {
  it.each(CURVES)('%s: counts as one, as BouncyCastle says', async (_name, curve, oid) => {
    const bc = required(judge);
    const pair = await bc.dstuKeypair(oid);
    const secret = littleEndianBytes(pair.secret, curve.scalarBytes);
    const point = derivePublicPoint(curve, secret);
    const [zero, one] = [new Uint8Array(32), Uint8Array.from([1, ...new Uint8Array(31)])];
    const theirs = valueOf(curve, await bc.dstuSign(oid, pair.secret, zero));
    expect(verifyDstu4145(curve, point, zero, theirs)).toBe(true);
    expect(verifyDstu4145(curve, point, one, theirs)).toBe(true);
    expect(await bc.dstuVerify(oid, pair.point, zero, partsOf(curve, signDstu4145(curve, secret, zero, randomBytes)))).toBe(true);
  });
});

describe('against jkurwa', () => {
  it.each([
    ['DSTU_PB_257', '1.2.804.2.1.1.1.1.3.1.1.2.6'],
    ['DSTU_PB_431', '1.2.804.2.1.1.1.1.3.1.1.2.9'],
  ] as const)('%s: each accepts what the other signs', { timeout: TIMEOUT }, (peer, oid) => {
    const curve = required(dstuCurveByOid(oid));
    for (let round = 0; round < ROUNDS; round += 1) {
      const secret = newSecret(curve);
      const key = jkurwa.std_curve(peer).pkey(littleEndian(secret).toString(16), 'hex');
      const point = derivePublicPoint(curve, secret);
      const hash = randomBytes(32);
      expect(key.pub().verify(hash, Buffer.from(signDstu4145(curve, secret, hash, randomBytes)), 'le')).toBe(true);
      const theirs = unwrapDstuValue(curve, Uint8Array.from(key.sign(hash, 'le')));
      expect(theirs !== null && verifyDstu4145(curve, point, hash, theirs)).toBe(true);
    }
  });
});

describe.each(CURVES)('%s', (_name, curve) => {
  const secret = newSecret(curve);
  const point = derivePublicPoint(curve, secret);
  const hash = randomBytes(32);
  const value = signDstu4145(curve, secret, hash, randomBytes);

  it('verifies with this hash, this key and this value only', () => {
    expect(verifyDstu4145(curve, point, hash, value)).toBe(true);
    // Only the bits of the field count: the standard cuts longer hashes.
    const last = Math.min(curve.m, 256) - 1;
    for (const bit of [0, 7, 100, last]) expect(verifyDstu4145(curve, point, flipped(hash, bit), value), `hash bit ${bit}`).toBe(false);
    for (let bit = 0; bit < value.length * 8; bit += 37) expect(verifyDstu4145(curve, point, hash, flipped(value, bit)), `value bit ${bit}`).toBe(false);
    expect(verifyDstu4145(curve, derivePublicPoint(curve, newSecret(curve)), hash, value)).toBe(false);
    expect(verifyDstu4145(curve, point, hash.toReversed(), value)).toBe(false);
  });

  it('refuses r and s of zero, of the order and above, swapped halves and byte orders, and other lengths', () => {
    const { r, s } = partsOf(curve, value);
    const { order, scalarBytes } = curve;
    const wrong = [
      [0n, s],
      [r, 0n],
      [order, s],
      [r, order],
      [s, r],
    ] as const;
    for (const [first, second] of wrong) expect(verifyDstu4145(curve, point, hash, valueOf(curve, { r: first, s: second }))).toBe(false);
    const space = 1n << BigInt(scalarBytes * 8);
    if (s + order < space) expect(verifyDstu4145(curve, point, hash, valueOf(curve, { r, s: s + order }))).toBe(false);
    expect(verifyDstu4145(curve, point, hash, reversed(value))).toBe(false);
    expect(verifyDstu4145(curve, point, hash, Uint8Array.from([...reversed(value.subarray(0, scalarBytes)), ...reversed(value.subarray(scalarBytes))]))).toBe(false);
    for (const other of [value.subarray(1), value.subarray(0, -1), value.subarray(0, -2), Uint8Array.from([...value, 0, 0]), new Uint8Array()]) expect(verifyDstu4145(curve, point, hash, other)).toBe(false);
  });

  it('refuses a hash of another length, even one that gives the same element of the field', () => {
    for (const zeros of [1, 15, 33]) expect(verifyDstu4145(curve, point, Uint8Array.from([...hash, ...new Uint8Array(zeros)]), value)).toBe(false);
    // 64 bytes is a length that is signed.
    expect(verifyDstu4145(curve, point, Uint8Array.from([...hash, ...new Uint8Array(32)]), value)).toBe(true);
    expect(verifyDstu4145(curve, point, new Uint8Array(), value)).toBe(false);
  });

  it('refuses r and s of zero for a hash that was made to fit them', () => {
    const { field, orderBits } = curve;
    /** A hash h with h·x = product. */
    const hashFor = (x: Int32Array, product: Int32Array): Uint8Array => {
      const element = field.zero();
      field.invert(element, x);
      field.multiply(element, element, product);
      return Uint8Array.from([...field.encode(element), ...new Uint8Array(64 - field.bytes)]);
    };
    // s·P + 0·Q = P for s = 1; the product has no bit below those that r is made of.
    const noR = hashFor(curve.base.x, elementOf(field, 1n << BigInt(orderBits - 1)));
    expect(verifyDstu4145(curve, point, noR, valueOf(curve, { r: 0n, s: 1n }))).toBe(false);
    // 0·P + r·Q = Q for r = 1.
    const noS = hashFor(point.x, field.one());
    expect(verifyDstu4145(curve, point, noS, valueOf(curve, { r: 1n, s: 0n }))).toBe(false);
  });

  it('takes the value bare or in exactly its OCTET STRING', () => {
    const wrapped = Uint8Array.from([0x04, value.length, ...value]);
    expect(unwrapDstuValue(curve, value)).toEqual(value);
    expect(unwrapDstuValue(curve, wrapped)).toEqual(value);
    for (const other of [Uint8Array.from([0x03, value.length, ...value]), Uint8Array.from([0x04, value.length - 1, ...value]), wrapped.subarray(0, -1), Uint8Array.from([...wrapped, 0]), new Uint8Array()]) expect(unwrapDstuValue(curve, other)).toBeNull();
  });

  it('keys: the point comes back; off the curve, cut, with bits above the field or of small order it is none', () => {
    const bytes = compressPoint(curve, point);
    expect(decompressPoint(curve, bytes)).toEqual(point);
    expect(decompressPoint(curve, bytes.subarray(0, -1))).toBeNull();
    expect(decompressPoint(curve, Uint8Array.from([...bytes, 0]))).toBeNull();
    expect(decompressPoint(curve, new Uint8Array(bytes.length))).toBeNull();
    // Where a is 0 a lone lowest bit leads to x = 0 too.
    if (curve.a === 0) expect(decompressPoint(curve, flipped(new Uint8Array(bytes.length), 0))).toBeNull();
    for (let bit = curve.m; bit < bytes.length * 8; bit += 1) expect(decompressPoint(curve, flipped(bytes, bit))).toBeNull();
    // The other sign is another key.
    const negative = required(decompressPoint(curve, flipped(bytes, 0)));
    expect(negative).toEqual(negated(curve, point));
    expect(verifyDstu4145(curve, negative, hash, value)).toBe(false);
    // Of random x every second or fourth is that of a key.
    const answers = Array.from({ length: 100 }, () => {
      const random = Uint8Array.from(randomBytes(bytes.length));
      random[bytes.length - 1] = (random[bytes.length - 1] ?? 0) & ((1 << (curve.m & 7)) - 1);
      return decompressPoint(curve, random) === null;
    });
    expect(new Set(answers)).toEqual(new Set([true, false]));
  });

  it('a point of the curve outside the subgroup is no key', () => {
    const arithmetic = new PointArithmetic(curve);
    const two = { x: curve.field.zero(), y: curve.field.squareRoot(curve.b) };
    const moved = arithmetic.infinity();
    arithmetic.set(moved, point);
    arithmetic.add(moved, two);
    const outside = required(arithmetic.toAffine(moved));
    expect(isOnCurve(curve, outside)).toBe(true);
    expect(isInSubgroup(curve, outside)).toBe(false);
    // Where the cofactor is 2 the compressed form has no room for such a point: it stands for another one, or for none.
    const read = decompressPoint(curve, compressPoint(curve, outside));
    if (curve.a === 0) expect(read).toBeNull();
    else expect(read).not.toEqual(outside);
  });

  it('a secret outside 1 … n − 1 or of another length is refused', () => {
    for (const wrong of [0n, curve.order]) {
      const bytes = littleEndianBytes(wrong, curve.scalarBytes);
      expect(() => derivePublicPoint(curve, bytes)).toThrow(RangeError);
      expect(() => signDstu4145(curve, bytes, hash, randomBytes)).toThrow(RangeError);
    }
    expect(() => derivePublicPoint(curve, secret.subarray(1))).toThrow(RangeError);
    expect(() => signDstu4145(curve, secret, hash.subarray(1), randomBytes)).toThrow(RangeError);
  });
});

describe('nonces', () => {
  const curve = required(dstuCurveByOid('1.2.804.2.1.1.1.1.3.1.1.2.6'));
  const stuck = (length: number): Uint8Array => new Uint8Array(length).fill(0x5a);

  it('come from bytes that differ with the hash, the secret and the draw, even if the generator repeats itself', () => {
    const [first, second] = [newSecret(curve), newSecret(curve)];
    const [a, b] = [randomBytes(32), randomBytes(32)];
    const drawn = (secret: Uint8Array, hash: Uint8Array): string[] => {
      const random = hedgedRandom(stuck, secret, hash);
      return [random(32), random(32), random(100)].map((bytes) => Buffer.from(bytes).toString('hex'));
    };
    const all = [drawn(first, a), drawn(first, b), drawn(second, a)].flat();
    expect(new Set(all).size).toBe(9);
    expect(all.map((bytes) => bytes.length / 2)).toEqual([32, 32, 100, 32, 32, 100, 32, 32, 100]);
    const fresh = (): string => Buffer.from(hedgedRandom(randomBytes, first, a)(32)).toString('hex');
    expect(fresh()).not.toBe(fresh());
    const value = signDstu4145(curve, first, a, hedgedRandom(stuck, first, a));
    expect(verifyDstu4145(curve, derivePublicPoint(curve, first), a, value)).toBe(true);
  });

  it('of a generator that only gives what does not fit end in an error, not in a loop', () => {
    const secret = newSecret(curve);
    expect(() => signDstu4145(curve, secret, randomBytes(32), (length) => new Uint8Array(length))).toThrow('random');
    expect(() => signDstu4145(curve, secret, randomBytes(32), () => new Uint8Array(3))).toThrow('random');
  });
});

describe('the numbers of DSTU 4145 with Kupyna', () => {
  it.each(['1', '2', '3'])('2.2.%s: of the pair alone, as the order prints it, and of the polynomial basis, as signers write it', (length) => {
    const scheme = { kind: 'dstu4145', digestOid: `1.2.804.2.1.1.1.1.2.2.${length}` };
    for (const end of [length, `${length}.1`]) expect(signatureAlgorithmByOid(`1.2.804.2.1.1.1.1.3.6.${end}`).scheme).toEqual(scheme);
  });

  it('of the normal basis are named and not verified', () => {
    expect(signatureAlgorithmByOid('1.2.804.2.1.1.1.1.3.1.2').scheme).toBeNull();
    expect(signatureAlgorithmByOid('1.2.804.2.1.1.1.1.3.6.1.2').scheme).toBeNull();
  });
});

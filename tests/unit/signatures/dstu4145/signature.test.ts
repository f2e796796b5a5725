import { randomBytes } from 'node:crypto';
import jkurwa from 'jkurwa';
import { afterAll, describe, expect, it } from 'vitest';

import { compressPoint, decompressPoint } from '../../../../src-main/signatures/algorithms/dstu4145/compression.ts';
import { dstuCurveByOid } from '../../../../src-main/signatures/algorithms/dstu4145/curves.ts';
import { hedgedRandom } from '../../../../src-main/signatures/algorithms/dstu4145/random-scalar.ts';
import { derivePublicPoint, signDstu4145, unwrapDstuValue, verifyDstu4145 } from '../../../../src-main/signatures/algorithms/dstu4145/signature.ts';
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
    for (const length of [0, 20, 31, 33, 65]) expect(verifyDstu4145(curve, point, randomBytes(length), value)).toBe(false);
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
    // Zeros are infinity, or where a is 1 the point with x = 1, should that one be of the subgroup.
    const zeros = decompressPoint(curve, new Uint8Array(bytes.length));
    expect(zeros === null || (curve.a === 1 && curve.field.equal(zeros.x, curve.field.one()))).toBe(true);
    for (let bit = curve.m; bit < bytes.length * 8; bit += 1) expect(decompressPoint(curve, flipped(bytes, bit))).toBeNull();
    // The other sign is another key.
    const negative = decompressPoint(curve, flipped(bytes, 0));
    expect(negative === null || verifyDstu4145(curve, negative, hash, value)).not.toBe(true);
    // Of random x about one in two lies on no point of the subgroup.
    const answers = Array.from({ length: 40 }, () => {
      const random = Uint8Array.from(randomBytes(bytes.length));
      random[bytes.length - 1] = (random[bytes.length - 1] ?? 0) & ((1 << (curve.m & 7)) - 1);
      return decompressPoint(curve, random) === null;
    });
    expect(new Set(answers)).toEqual(new Set([true, false]));
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

  it('differ with the hash and the secret even if the generator repeats itself', () => {
    const [first, second] = [newSecret(curve), newSecret(curve)];
    const [a, b] = [randomBytes(32), randomBytes(32)];
    const r = (secret: Uint8Array, hash: Uint8Array): bigint => partsOf(curve, signDstu4145(curve, secret, hash, hedgedRandom(stuck, secret, hash))).r;
    expect(new Set([r(first, a), r(first, b), r(second, a)]).size).toBe(3);
  });

  it('of a generator that only gives what does not fit end in an error, not in a loop', () => {
    const secret = newSecret(curve);
    expect(() => signDstu4145(curve, secret, randomBytes(32), (length) => new Uint8Array(length))).toThrow('random');
    expect(() => signDstu4145(curve, secret, randomBytes(32), () => new Uint8Array(3))).toThrow('random');
  });
});

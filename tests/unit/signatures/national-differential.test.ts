/**
 * Our algorithms and those of others on random inputs: every answer must be the same. A few rounds here; many with
 * FUZZ_RUNS=10000 (`FUZZ_RUNS=10000 npx vitest run --project unit tests/unit/signatures/national-differential.test.ts`).
 */
import { randomBytes, randomInt } from 'node:crypto';
import gost from 'node-gost-crypto';
import { afterAll, describe, expect, it } from 'vitest';

import { TEST_HASH_SBOX } from '../../../src-main/signatures/algorithms/gost28147/sboxes.ts';
import { gostCurveByOid } from '../../../src-main/signatures/algorithms/gost3410/curves.ts';
import { decodePoint, decodeValue, encodePoint, encodeValue, littleEndian } from '../../../src-main/signatures/algorithms/gost3410/encoding.ts';
import { gostPublicPoint, signGost3410, verifyGost3410 } from '../../../src-main/signatures/algorithms/gost3410/signature.ts';
import { createGost341194 } from '../../../src-main/signatures/algorithms/hashes/gost341194.ts';
import { createKupyna } from '../../../src-main/signatures/algorithms/hashes/kupyna.ts';
import { createStreebog } from '../../../src-main/signatures/algorithms/hashes/streebog.ts';
import { bouncyCastleSuffix, openBouncyCastle } from '../../support/bouncy-castle/bouncy-castle.ts';
import type { Hasher } from '../../../src-main/signatures/algorithms/digests.ts';
import type { GostCurve } from '../../../src-main/signatures/algorithms/gost3410/curves.ts';
import type { GostValue } from '../../../src-main/signatures/algorithms/gost3410/encoding.ts';
import type { JudgedGostSet, JudgedHash } from '../../support/bouncy-castle/bouncy-castle.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 12);
const TIMEOUT = 20_000 + RUNS * 1500;
const judge = await openBouncyCastle();
afterAll(() => judge?.close());

/** Some length, block borders among them more often. */
function someMessage(): Buffer {
  const border = [32, 64, 128][randomInt(3)] ?? 64;
  return randomBytes(randomInt(2) === 0 ? border * randomInt(5) + randomInt(3) : randomInt(700));
}

/** In pieces of random lengths. */
function hashOf(create: () => Hasher, message: Buffer): string {
  const hasher = create();
  for (let at = 0; at < message.length; ) {
    const end = Math.min(message.length, at + 1 + randomInt(90));
    hasher.update(message.subarray(at, end));
    at = end;
  }
  return Buffer.from(hasher.digest()).toString('hex');
}

describe('hashes against node-gost-crypto', () => {
  it.each([
    ['Streebog-256', () => createStreebog(256), { version: 2012, length: 256 }],
    ['Streebog-512', () => createStreebog(512), { version: 2012, length: 512 }],
    ['GOST 34.311-95', () => createGost341194(TEST_HASH_SBOX), { version: 1994, sBox: 'D-TEST' }],
  ] as const)('%s', { timeout: TIMEOUT }, (_name, create, algorithm) => {
    const theirs = gost.gostEngine.getGostDigest({ name: 'GOST R 34.11', mode: 'HASH', ...algorithm });
    for (let run = 0; run < RUNS; run += 1) {
      // The peer answers for no bytes at all with a value of its own.
      const message = Buffer.concat([Uint8Array.of(run & 0xff), someMessage()]);
      expect(hashOf(create, message)).toBe(Buffer.from(theirs.digest(message)).toString('hex'));
    }
  });
});

describe.skipIf(judge === null)(`hashes against BouncyCastle${bouncyCastleSuffix}`, () => {
  it.each<[JudgedHash, () => Hasher]>([
    ['Streebog-256', () => createStreebog(256)],
    ['Streebog-512', () => createStreebog(512)],
    ['GOST3411/D-Test', () => createGost341194(TEST_HASH_SBOX)],
    ['Kupyna-256', () => createKupyna(256)],
    ['Kupyna-384', () => createKupyna(384)],
    ['Kupyna-512', () => createKupyna(512)],
  ])('%s', { timeout: TIMEOUT }, async (name, create) => {
    for (let run = 0; run < RUNS; run += 1) {
      const message = someMessage();
      expect(hashOf(create, message)).toBe(Buffer.from((await judge?.hash(name, message)) ?? []).toString('hex'));
    }
  });
});

describe('GOST 34.10 against node-gost-crypto', () => {
  it.each([
    ['S-256-A', '1.2.643.2.2.35.1', 256],
    ['T-512-A', '1.2.643.7.1.2.1.2.1', 512],
  ] as const)('%s: each accepts what the other signs', { timeout: TIMEOUT }, (namedCurve, oid, length) => {
    const curve = gostCurveByOid(oid);
    if (curve === null) throw new Error('no curve');
    const theirs = gost.gostEngine.getGostSign({ name: 'GOST R 34.10', version: 2012, length, mode: 'SIGN', namedCurve, hash: { name: 'GOST R 34.11', version: 2012, length, mode: 'HASH' } });
    for (let run = 0; run < Math.max(2, RUNS / 6); run += 1) {
      const { privateKey, publicKey } = theirs.generateKey();
      const point = decodePoint(curve, new Uint8Array(publicKey));
      if (point === null) throw new Error('the peer made a key that is none');
      const message = someMessage();
      const hash = Buffer.from(hashOf(() => createStreebog(length), message), 'hex');
      // Without a maker of keys named the peer writes r‖s little-endian, as Kazakhstan does.
      const decoded = decodeValue(curve, 'kz', new Uint8Array(theirs.sign(privateKey, message)));
      expect(decoded !== null && verifyGost3410(curve, point, hash, decoded)).toBe(true);
      const secret = littleEndian(new Uint8Array(privateKey));
      const ours = encodeValue(curve, 'kz', signGost3410(curve, secret, hash, randomBytes));
      expect(theirs.verify(publicKey, Uint8Array.from(ours).buffer, message)).toBe(true);
      expect(encodePoint(curve, gostPublicPoint(curve, secret))).toEqual(Buffer.from(publicKey));
    }
  });
});

/** Values near the borders of what is allowed, and such as were made for another hash. */
function twisted(curve: GostCurve, value: GostValue): GostValue {
  const edges = [0n, 1n, curve.order - 1n, curve.order, curve.order + 1n, value.r, value.s, curve.order - value.s];
  const pick = (): bigint => edges[randomInt(edges.length)] ?? 0n;
  return randomInt(3) === 0 ? value : { r: randomInt(2) === 0 ? value.r : pick(), s: pick() };
}

describe.skipIf(judge === null)(`verdicts on twisted values against BouncyCastle${bouncyCastleSuffix}`, () => {
  it.each<[JudgedGostSet, string]>([
    ['CryptoPro-A', '1.2.643.2.2.35.1'],
    ['tc26-256-A', '1.2.643.7.1.2.1.1.1'],
    ['tc26-512-A', '1.2.643.7.1.2.1.2.1'],
    ['tc26-512-C', '1.2.643.7.1.2.1.2.3'],
  ])('GOST 34.10 on %s: the same answer to every value', { timeout: TIMEOUT }, async (set, oid) => {
    const curve = gostCurveByOid(oid);
    if (curve === null || judge === null) throw new Error('no curve');
    const secret = (BigInt(`0x${randomBytes(curve.bits / 8 + 8).toString('hex')}`) % (curve.order - 1n)) + 1n;
    const point = gostPublicPoint(curve, secret);
    for (let run = 0; run < RUNS; run += 1) {
      // Not zero modulo the order: the judge stops there, where the standard counts it as one.
      const hash = randomBytes(curve.bits / 8);
      const value = twisted(curve, signGost3410(curve, secret, hash, randomBytes));
      expect([value, verifyGost3410(curve, point, hash, value)]).toEqual([value, await judge.gostVerify(set, point.toAffine(), hash, value)]);
    }
  });
});

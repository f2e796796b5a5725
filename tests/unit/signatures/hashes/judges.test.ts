import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';

import { CRYPTOPRO_HASH_SBOX, TEST_HASH_SBOX, UKRAINIAN_SBOX } from '../../../../src-main/signatures/algorithms/gost28147/sboxes.ts';
import { createGost341194 } from '../../../../src-main/signatures/algorithms/hashes/gost341194.ts';
import { createKupyna } from '../../../../src-main/signatures/algorithms/hashes/kupyna.ts';
import { createStreebog } from '../../../../src-main/signatures/algorithms/hashes/streebog.ts';
import { bouncyCastleSuffix, openBouncyCastle } from '../../../support/bouncy-castle/bouncy-castle.ts';
import { hashOf, hex } from './hex.ts';
import type { Hasher } from '../../../../src-main/signatures/algorithms/digests.ts';
import type { JudgedHash } from '../../../support/bouncy-castle/bouncy-castle.ts';

const judge = await openBouncyCastle();
afterAll(() => judge?.close());

const HASHES: readonly (readonly [name: JudgedHash, create: () => Hasher])[] = [
  ['Streebog-256', () => createStreebog(256)],
  ['Streebog-512', () => createStreebog(512)],
  ['GOST3411/D-A', () => createGost341194(CRYPTOPRO_HASH_SBOX)],
  ['GOST3411/D-Test', () => createGost341194(TEST_HASH_SBOX)],
  ['GOST3411/UA', () => createGost341194(UKRAINIAN_SBOX)],
  ['Kupyna-256', () => createKupyna(256)],
  ['Kupyna-384', () => createKupyna(384)],
  ['Kupyna-512', () => createKupyna(512)],
];

/** The same bytes in every run, without a pattern. */
const unruly = (length: number): Uint8Array => createHash('shake256', { outputLength: Math.max(length, 1) }).update(`${length}`).digest().subarray(0, length);

describe.skipIf(judge === null)(`hashes beside BouncyCastle${bouncyCastleSuffix}`, () => {
  it.each(HASHES)('%s: every length over two blocks and more, and a long one', async (name, create) => {
    for (const length of [...Array.from({ length: 2 * 128 + 2 }, (_none, index) => index), 100_003]) {
      const message = unruly(length);
      expect(`${length} ${hashOf(create(), message)}`).toBe(`${length} ${hex((await judge?.hash(name, message)) ?? new Uint8Array(0))}`);
    }
  });
});

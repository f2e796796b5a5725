import { execFileSync } from 'node:child_process';
import { closeSync, createReadStream, ftruncateSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CRYPTOPRO_HASH_SBOX } from '../../../../src-main/signatures/algorithms/gost28147/sboxes.ts';
import { bitLength } from '../../../../src-main/signatures/algorithms/hashes/block-hasher.ts';
import { createGost341194 } from '../../../../src-main/signatures/algorithms/hashes/gost341194.ts';
import { createKupyna } from '../../../../src-main/signatures/algorithms/hashes/kupyna.ts';
import { createStreebog } from '../../../../src-main/signatures/algorithms/hashes/streebog.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { enginePresent } from './gost-engine.ts';
import { counting, hashOf, hex } from './hex.ts';
import type { Hasher } from '../../../../src-main/signatures/algorithms/digests.ts';

const HASHES: readonly (readonly [name: string, blockBytes: number, digestBytes: number, create: () => Hasher])[] = [
  ['Streebog-256', 64, 32, () => createStreebog(256)],
  ['Streebog-512', 64, 64, () => createStreebog(512)],
  ['GOST R 34.11-94', 32, 32, () => createGost341194(CRYPTOPRO_HASH_SBOX)],
  ['Kupyna-256', 64, 32, () => createKupyna(256)],
  ['Kupyna-384', 128, 48, () => createKupyna(384)],
  ['Kupyna-512', 128, 64, () => createKupyna(512)],
];

function inPieces(message: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  let at = 0;
  const pieces = sizes.map((size) => message.subarray(at, (at += size)));
  return [...pieces, message.subarray(at)];
}

describe.each(HASHES)('%s', (_name, blockBytes, digestBytes, create) => {
  it('pieces of any size give the hash of the whole', () => {
    const message = fc.uint8Array({ maxLength: 700 });
    const sizes = fc.array(fc.oneof(fc.nat(150), fc.constantFrom(blockBytes - 1, blockBytes, blockBytes + 1)), { maxLength: 8 });
    fc.assert(
      fc.property(message, sizes, (whole, cuts) => {
        expect(hashOf(create(), ...inPieces(whole, cuts))).toBe(hashOf(create(), whole));
      }),
    );
  });

  it('every length about the borders of blocks gives a hash of its own', () => {
    const lengths = Array.from({ length: 2 * blockBytes + 2 }, (_none, length) => length);
    const hashes = lengths.map((length) => hashOf(create(), new Uint8Array(length)));
    expect(new Set(hashes).size).toBe(lengths.length);
    for (const hash of hashes) expect(hash).toHaveLength(digestBytes * 2);
  });

  it('a million bytes at once or in uneven pieces', () => {
    const message = counting(1_000_003);
    expect(hashOf(create(), ...inPieces(message, [65_536, 1, 65_535, 200_000, 63]))).toBe(hashOf(create(), message));
  });

  it('hashes that run side by side do not disturb one another', () => {
    const [one, other] = [create(), create()];
    for (const byte of counting(300)) {
      one.update(Uint8Array.of(byte));
      other.update(Uint8Array.of(byte ^ 0xff));
    }
    expect(hashOf(one)).toBe(hashOf(create(), counting(300)));
    expect(hashOf(other)).toBe(hashOf(create(), counting(300).map((byte) => byte ^ 0xff)));
  });

  it('the bytes that were given are left alone, and changing them later changes nothing', () => {
    const message = counting(blockBytes - 1);
    const hasher = create();
    hasher.update(message);
    expect(message).toEqual(counting(blockBytes - 1));
    message.fill(0);
    expect(hashOf(hasher)).toBe(hashOf(create(), counting(blockBytes - 1)));
  });

  it('takes nothing more once its hash was given', () => {
    const hasher = create();
    hasher.digest();
    expect(() => hasher.update(counting(1))).toThrow('has been given already');
    expect(() => hasher.digest()).toThrow('has been given already');
  });
});

describe('length of a message', () => {
  it.each([0, 1, 2 ** 29 - 1, 2 ** 29, 2 ** 29 + 1, 2 ** 32, 2 ** 50 + 12_345, Number.MAX_SAFE_INTEGER])('%d bytes', (bytes) => {
    const expected = Buffer.alloc(8);
    expected.writeBigUInt64LE(BigInt(bytes) * 8n);
    expect(hex(bitLength(bytes))).toBe(hex(expected));
  });
});

/** Minutes of work: FUZZ_FULL=1 runs it. */
const long = process.env['FUZZ_FULL'] === '1' && enginePresent;
describe.skipIf(!long)(`more than 2^29 bytes beside openssl's engine${long ? '' : ' (skipped: FUZZ_FULL=1 and the GOST engine of openssl)'}`, () => {
  it.each([
    ['md_gost12_256', () => createStreebog(256)],
    ['md_gost12_512', () => createStreebog(512)],
    ['md_gost94', () => createGost341194(CRYPTOPRO_HASH_SBOX)],
  ] as const)('%s', { timeout: 600_000 }, async (name, create) => {
    const file = path.join(temporaryFolder(), 'large.bin');
    const descriptor = openSync(file, 'w');
    ftruncateSync(descriptor, 2 ** 29 + 77);
    writeSync(descriptor, 'end', 2 ** 29 + 70);
    closeSync(descriptor);
    const hasher = create();
    for await (const piece of createReadStream(file, { highWaterMark: 2 ** 20 })) hasher.update(piece as Uint8Array);
    const theirs = execFileSync('openssl', ['dgst', '-engine', 'gost', `-${name}`, '-binary', file], { stdio: ['ignore', 'pipe', 'ignore'] });
    expect(hex(hasher.digest())).toBe(hex(theirs));
  });
});

import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createGost28147 } from '../../../src-main/signatures/algorithms/gost28147/cipher.ts';
import { CRYPTOPRO_HASH_SBOX, gostSboxByOid, TEST_HASH_SBOX, UKRAINIAN_SBOX, unpackDke } from '../../../src-main/signatures/algorithms/gost28147/sboxes.ts';
import { Asn1Error } from '../../../src-main/signatures/asn1/tlv.ts';
import { engine, enginePresent, engineSuffix } from './hashes/gost-engine.ts';
import { bytes, counting, hex } from './hashes/hex.ts';
import type { GostSbox } from '../../../src-main/signatures/algorithms/gost28147/sboxes.ts';

const CRYPTOPRO = ['A', 'B', 'C', 'D'] as const;
const TC26_Z = '1.2.643.7.1.2.5.1.1';
const key = counting(32);
const start = bytes('1234567890abcdef');
const message = counting(1001).map((byte) => byte * 7);

function sboxOf(oid: string): GostSbox {
  const sbox = gostSboxByOid(oid);
  if (sbox === null) throw new Error(`no substitution ${oid}`);
  return sbox;
}

const cryptoPro = (letter: (typeof CRYPTOPRO)[number]): GostSbox => sboxOf(`1.2.643.2.2.31.${CRYPTOPRO.indexOf(letter) + 1}`);

/** A substitution as DKE, rows as text of nibbles. */
const packed = (...rows: readonly string[]): Buffer => bytes(rows.join(''));

describe('GOST 28147-89, published examples', () => {
  // RFC 5831 clause 7.3.1 prints numbers with the most significant byte first; the cipher inside the example's first step.
  it.each([
    ['733d2c20 65686573 74746769 79676120 626e7373 20657369 326c6568 33206d54', '42abbcce 32bc0b1b'],
    ['110c733d 0d166568 130e7474 06417967 1d00626e 161a2065 090d326c 4d393320', '5203ebc8 5d9bcffd'],
    ['80b111f3 730df216 850013f1 c7e1f941 620c1dff 3abae91a 3fa109f2 f513b239', '8d345899 00ff0e28'],
    ['a0e2804e ff1b73f2 ece27a00 e7b8c7e1 ee1d620c ac0cc5ba a804c05e a18b0aec', 'e7860419 0d2a562d'],
  ])('D-TEST: block of zeros under %s', (printedKey, printed) => {
    const { encryptBlock, decryptBlock } = createGost28147(bytes(printedKey).toReversed(), TEST_HASH_SBOX);
    const encrypted = encryptBlock(new Uint8Array(8));
    expect(hex(encrypted.toReversed())).toBe(hex(bytes(printed)));
    expect(decryptBlock(encrypted)).toEqual(new Uint8Array(8));
  });

  it('tc26-Z: the example of Magma (RFC 8891 appendix A.4), whose words are the other way round', () => {
    const magmaKey = bytes('ffeeddcc bbaa9988 77665544 33221100 f0f1f2f3 f4f5f6f7 f8f9fafb fcfdfeff').swap32();
    const { encryptBlock, decryptBlock } = createGost28147(magmaKey, sboxOf(TC26_Z));
    const encrypted = encryptBlock(bytes('fedcba9876543210').toReversed());
    expect(hex(encrypted.toReversed())).toBe('4ee901e5c2d8ca3d');
    expect(hex(decryptBlock(encrypted).toReversed())).toBe('fedcba9876543210');
  });

  it.each([
    [TEST_HASH_SBOX, 'b587f7a0814c911d'],
    [cryptoPro('A'), 'c41009dba22ebe35'],
  ])('$name: feedback as the tests of BouncyCastle have it', (sbox, expected) => {
    const { encryptCfb } = createGost28147(bytes('546d203368656c326973652073736e62206167796967747473656865202c3d73'), sbox);
    expect(hex(encryptCfb(start, new Uint8Array(8)))).toBe(expected);
  });

  it.each([
    ['8001069080010690', '094c912c5efdd703d42118971694580b', '2707b58df039d1a64460735ffe76d55f'],
    ['800107a0800107a0', 'fe780800e0690083f20c010cf00c0329', '9af623dff948b413b53171e8d546188d'],
    ['8001114080011140', 'd1088fd8c0a86ee8f1dcd1088fe8c058', '62a6b64d12253bcd8241a4bb0cfd3e7c'],
    ['80011a3080011a30', 'd431facd011c502c501b500a12921090', '07313c89d302ff73234b4a0506ab00f3'],
  ])('gamma under a substitution of its own, start %s', (vector, plain, expected) => {
    const sbox = unpackDke(packed('e3cd1fa9b6275084', 'd904713b6c2afe58', '8ba71d5c6390fe24', 'd7c9f058a2b6431e', 'b4650f1c9ed837a2', 'df942c5a6038 7e1b', 'fe95b218 60d347ca', 'a3e20146b8c7d5f9'));
    const { applyGamma } = createGost28147(bytes('0a43145ba8b9e9ff0aea67d3f26ad87854ced8d9017b3d33ed81301f90fdf993'), sbox);
    expect(hex(applyGamma(bytes(vector), bytes(plain)))).toBe(expected);
    expect(hex(applyGamma(bytes(vector), bytes(expected)))).toBe(plain);
  });

  it('authentication code as the tests of BouncyCastle have it', () => {
    const { mac } = createGost28147(bytes('6d145dc993f4019e104280df6fcd8cd8e01e101e4c113d7ec4f469ce6dcd9e49'), cryptoPro('A'));
    expect(hex(mac(Buffer.from('what do ya want for nothing?')))).toBe('93468a46');
  });
});

describe.skipIf(!enginePresent)(`GOST 28147-89 beside openssl's engine${engineSuffix}`, () => {
  const options = ['-K', hex(key), '-iv', hex(start)];

  it.each(CRYPTOPRO)('CryptoPro-%s: feedback and chained blocks', (letter) => {
    const { encryptCfb, encryptCbc } = createGost28147(key, cryptoPro(letter));
    const set = `id-Gost28147-89-CryptoPro-${letter}-ParamSet`;
    const whole = message.subarray(0, 1000);
    expect(hex(encryptCfb(start, message))).toBe(hex(engine(['enc', '-gost89', ...options], message, set)));
    expect(hex(encryptCbc(start, whole))).toBe(hex(engine(['enc', '-gost89-cbc', '-nopad', ...options], whole, set)));
  });

  it.each([
    ['gost89-cnt', 'gost-mac', '1.2.643.2.2.31.1'],
    ['gost89-cnt-12', 'gost-mac-12', TC26_Z],
  ])('%s and %s', (counter, code, oid) => {
    const { applyGamma, mac } = createGost28147(key, sboxOf(oid));
    expect(hex(applyGamma(start, message))).toBe(hex(engine(['enc', `-${counter}`, ...options], message)));
    for (const length of [1, 7, 8, 9, 15, 16, 17, 1000, 1001]) {
      const part = message.subarray(0, length);
      expect(hex(mac(part))).toBe(hex(engine(['dgst', '-mac', code, '-macopt', `hexkey:${hex(key)}`, '-binary'], part)));
    }
  });
});

describe('GOST 28147-89 beside gost89, with the Ukrainian substitution', () => {
  interface Peer {
    key(bytes: Uint8Array): void;
    crypt(bytes: Buffer): Buffer;
    crypt_cfb(start: Uint8Array, bytes: Buffer): Buffer;
    mac(bits: number, bytes: Buffer): Buffer;
  }
  const { init } = createRequire(import.meta.url)('gost89') as { init(): Peer };

  it('blocks, feedback, authentication code', () => {
    const peer = init();
    peer.key(key);
    const { encryptEcb, encryptCfb, mac } = createGost28147(key, UKRAINIAN_SBOX);
    const whole = Buffer.from(message.subarray(0, 1000));
    expect(hex(encryptEcb(whole))).toBe(hex(peer.crypt(whole)));
    expect(hex(encryptCfb(start, message))).toBe(hex(peer.crypt_cfb(start, Buffer.from(message))));
    expect(hex(mac(whole))).toBe(hex(peer.mac(32, whole)));
  });
});

describe('modes of GOST 28147-89', () => {
  const cipher = createGost28147(key, UKRAINIAN_SBOX);
  const text = fc.uint8Array({ maxLength: 100 });
  const wholeBlocks = fc.uint8Array({ maxLength: 100 }).map((some) => some.subarray(0, some.length - (some.length % 8)));
  const block = fc.uint8Array({ minLength: 8, maxLength: 8 });

  it('what is encrypted comes back, and arguments stay as they were', () => {
    fc.assert(
      fc.property(text, wholeBlocks, block, (some, whole, vector) => {
        const [textBefore, wholeBefore, vectorBefore] = [hex(some), hex(whole), hex(vector)];
        expect(hex(cipher.decryptCfb(vector, cipher.encryptCfb(vector, some)))).toBe(textBefore);
        expect(hex(cipher.applyGamma(vector, cipher.applyGamma(vector, some)))).toBe(textBefore);
        expect(hex(cipher.decryptEcb(cipher.encryptEcb(whole)))).toBe(wholeBefore);
        expect(hex(cipher.decryptCbc(vector, cipher.encryptCbc(vector, whole)))).toBe(wholeBefore);
        expect([hex(some), hex(whole), hex(vector)]).toEqual([textBefore, wholeBefore, vectorBefore]);
      }),
    );
  });

  it('equal blocks look equal in ECB only', () => {
    const twice = new Uint8Array(16);
    const isRepeated = (result: Uint8Array): boolean => hex(result.subarray(0, 8)) === hex(result.subarray(8));
    expect(isRepeated(cipher.encryptEcb(twice))).toBe(true);
    for (const result of [cipher.encryptCbc(start, twice), cipher.encryptCfb(start, twice), cipher.applyGamma(start, twice)]) {
      expect(isRepeated(result)).toBe(false);
    }
  });

  it.each([0, 31, 33])('a key of %i bytes is refused', (length) => {
    expect(() => createGost28147(counting(length), UKRAINIAN_SBOX)).toThrow(RangeError);
  });

  it.each([0, 7, 9])('a start vector or block of %i bytes is refused', (length) => {
    const wrong = counting(length);
    const calls = [
      () => cipher.encryptBlock(wrong),
      () => cipher.decryptBlock(wrong),
      () => cipher.encryptCbc(wrong, counting(8)),
      () => cipher.decryptCbc(wrong, counting(8)),
      () => cipher.encryptCfb(wrong, counting(8)),
      () => cipher.decryptCfb(wrong, counting(8)),
      () => cipher.applyGamma(wrong, counting(8)),
    ];
    for (const call of calls) expect(call).toThrow(RangeError);
  });

  it('what is no whole block is refused by ECB and CBC, and no message by the code', () => {
    for (const call of [cipher.encryptEcb, cipher.decryptEcb]) expect(() => call(counting(9))).toThrow(RangeError);
    for (const call of [cipher.encryptCbc, cipher.decryptCbc]) expect(() => call(start, counting(9))).toThrow(RangeError);
    expect(() => cipher.mac(new Uint8Array(0))).toThrow(RangeError);
  });
});

describe('substitutions', () => {
  const OIDS = ['1.2.643.2.2.30.0', '1.2.643.2.2.30.1', ...CRYPTOPRO.map((_letter, index) => `1.2.643.2.2.31.${index + 1}`), TC26_Z];
  const dkeOf = ({ nibbles }: GostSbox): Uint8Array => Uint8Array.from({ length: 64 }, (_none, index) => ((nibbles[2 * index] ?? 0) << 4) | (nibbles[2 * index + 1] ?? 0));

  it('each named set is a substitution and differs from the others', () => {
    const sets = [...OIDS.map(sboxOf), UKRAINIAN_SBOX];
    for (const set of sets) expect(unpackDke(dkeOf(set)).nibbles).toEqual(set.nibbles);
    expect(new Set(sets.map(({ nibbles }) => hex(nibbles))).size).toBe(sets.length);
    expect(sboxOf('1.2.643.2.2.30.0')).toBe(TEST_HASH_SBOX);
    expect(sboxOf('1.2.643.2.2.30.1')).toBe(CRYPTOPRO_HASH_SBOX);
  });

  it.each(['', '1.2.643.2.2.31.5', '1.2.643.2.2.31', '1.2.804.2.1.1.1'])('"%s" names none', (oid) => {
    expect(gostSboxByOid(oid)).toBeNull();
  });

  it('the usual Ukrainian DKE is unpacked with the row of the least significant nibble first', () => {
    const dke = bytes('a9d6eb45f13c708280c4967b231f5eadf658eba4c037291d38d96bf025ca4e17f8e9720dc615b43a28975f0bc1dea36438b564ea2c179fd0123e6db8fac57904');
    expect(unpackDke(dke).nibbles).toEqual(UKRAINIAN_SBOX.nibbles);
  });

  it.each([0, 63, 65, 128])('a DKE of %i bytes is refused', (length) => {
    expect(() => unpackDke(Buffer.concat([dkeOf(UKRAINIAN_SBOX), new Uint8Array(64)]).subarray(0, length))).toThrow(Asn1Error);
  });

  it('a DKE with any nibble changed is refused: a row then repeats one', () => {
    fc.assert(
      fc.property(fc.nat(63), fc.integer({ min: 1, max: 15 }), fc.boolean(), (place, change, upper) => {
        const dke = dkeOf(UKRAINIAN_SBOX);
        dke[place] = (dke[place] ?? 0) ^ (upper ? change << 4 : change);
        expect(() => unpackDke(dke)).toThrow(Asn1Error);
      }),
    );
  });
});

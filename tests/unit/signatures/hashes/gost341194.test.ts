import { describe, expect, it } from 'vitest';

import { CRYPTOPRO_HASH_SBOX, TEST_HASH_SBOX, UKRAINIAN_SBOX } from '../../../../src-main/signatures/algorithms/gost28147/sboxes.ts';
import { createGost341194 } from '../../../../src-main/signatures/algorithms/hashes/gost341194.ts';
import { engineHash, enginePresent, engineSuffix } from './gost-engine.ts';
import { counting, hashOf } from './hex.ts';

const M32 = 'This is message, length=32 bytes';
const M50 = 'Suppose the original message has length = 50 bytes';

describe('GOST R 34.11-94', () => {
  it.each([
    ['RFC 5831 clause 7.3.1', M32, 'b1c466d37519b82e8319819ff32595e047a28cb6f83eff1c6916a815a637fffa'],
    ['RFC 5831 clause 7.3.2', M50, '471aba57a60a770d3a76130635c1fbea4ef14de51f78b4ae57dd893b62f55208'],
    ['nettle', 'The quick brown fox jumps over the lazy dog', '77b7fa410c9ac58a25f49bca7d0468c9296529315eaca76bd1a10f376d1f4294'],
    ['nettle', 'message digest', 'ad4434ecb18f2c99b60cbe59ec3d2469582b65273f48de72db2fde16a4889a4d'],
    ['nettle', 'a', 'd42c539e367c66e9c88a801f6649349c21871b4344c6a573f849fdce62f314dd'],
    ['nettle', '', 'ce85b99cc46752fffee35cab9a7b0278abb4c2d2055cff685af4912c49490f8d'],
  ])('D-TEST, %s: "%s"', (_source, message, expected) => {
    expect(hashOf(createGost341194(TEST_HASH_SBOX), message)).toBe(expected);
  });

  it.each([
    ['', '981e5f3ca30c841487830f84fb433e13ac1101569b9c13584ac483234cd656c0'],
    [M32, '2cefc2f7b7bdc514e18ea57fa74ff357e7fa17d652c75f69cb1be7893ede48eb'],
    [M50, 'c3730c5cbccacf915ac292676f21e8bd4ef75331d9405e5f1a61dc3130a65011'],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', '73b70a39497de53a6e08c67b6d4db853540f03e9389299d9b0156ef7e85d0f61'],
    ['a'.repeat(1_000_000), '8693287aa62f9478f7cb312ec0866b6c4e4a0f11160441e8f4ffcd2715dd554f'],
  ])('CryptoPro, as the tests of BouncyCastle have it: "%.20s"', (message, expected) => {
    expect(hashOf(createGost341194(CRYPTOPRO_HASH_SBOX), message)).toBe(expected);
  });

  it('the start vector enters the hash and has 32 bytes', () => {
    const zero = hashOf(createGost341194(TEST_HASH_SBOX), M32);
    expect(hashOf(createGost341194(TEST_HASH_SBOX, new Uint8Array(32)), M32)).toBe(zero);
    expect(hashOf(createGost341194(TEST_HASH_SBOX, counting(32)), M32)).not.toBe(zero);
    for (const length of [0, 31, 33]) expect(() => createGost341194(TEST_HASH_SBOX, counting(length))).toThrow(RangeError);
  });

  it('hashes under different substitutions run side by side', () => {
    const sboxes = [TEST_HASH_SBOX, CRYPTOPRO_HASH_SBOX, UKRAINIAN_SBOX];
    const message = counting(1000);
    const hashers = sboxes.map((sbox) => createGost341194(sbox));
    for (let at = 0; at < message.length; at += 100) for (const hasher of hashers) hasher.update(message.subarray(at, at + 100));
    expect(hashers.map((hasher) => hashOf(hasher))).toEqual(sboxes.map((sbox) => hashOf(createGost341194(sbox), message)));
  });
});

describe.skipIf(!enginePresent)(`GOST R 34.11-94 beside openssl's engine${engineSuffix}`, () => {
  it.each([1, 31, 32, 33, 63, 64, 65, 65_536, 65_537, 200_001])('%i bytes', (length) => {
    const message = counting(length);
    expect(hashOf(createGost341194(CRYPTOPRO_HASH_SBOX), message)).toBe(engineHash('md_gost94', message));
  });

  it('carries of the checksum go through all its words', () => {
    const message = new Uint8Array(70_000).fill(0xff);
    expect(hashOf(createGost341194(CRYPTOPRO_HASH_SBOX), message)).toBe(engineHash('md_gost94', message));
  });

  it('only for no message at all the engine hashes a block of zeros that others leave out', () => {
    expect(engineHash('md_gost94', new Uint8Array(0))).toBe('3f25bc1fbbce27ca10fb1958f319473ae7e17482c3b53ecf47a7e2de8aabe4c8');
  });
});

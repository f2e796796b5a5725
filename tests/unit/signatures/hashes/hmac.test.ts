import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CRYPTOPRO_HASH_SBOX, TEST_HASH_SBOX, UKRAINIAN_SBOX } from '../../../../src-main/signatures/algorithms/gost28147/sboxes.ts';
import { createGost341194 } from '../../../../src-main/signatures/algorithms/hashes/gost341194.ts';
import { hmac } from '../../../../src-main/signatures/algorithms/hashes/hmac.ts';
import { MAX_ITERATIONS, pbkdf2 } from '../../../../src-main/signatures/algorithms/hashes/pbkdf2.ts';
import { createStreebog } from '../../../../src-main/signatures/algorithms/hashes/streebog.ts';
import { bytes, counting, hex } from './hex.ts';

const text = (content: string): Buffer => Buffer.from(content, 'utf8');
const STREEBOG_512 = { create: () => createStreebog(512), blockBytes: 64 };
const UKRAINIAN = { create: () => createGost341194(UKRAINIAN_SBOX), blockBytes: 32 };
const SHA_256 = { create: () => createHash('sha256'), blockBytes: 64 };

describe('HMAC', () => {
  it('examples of RFC 7836 appendix B', () => {
    const message = bytes('0126bdb87800af214341456563780100');
    expect(hex(hmac(() => createStreebog(256), 64, counting(32), message))).toBe('a1aa5f7de402d7b3d323f2991c8d4534013137010a83754fd0af6d7cd4922ed9');
    expect(hex(hmac(() => createStreebog(512), 64, counting(32), message))).toBe(
      'a59bab22ecae19c65fbde6e5f4e9f5d8549d31f037f9df9b905500e171923a773d5f1530f2ed7e964cb2eedc29e9ad2f3afe93b2814f79f5000ffc0366c251e6',
    );
  });

  // BouncyCastle's tests print the first one; pandect's hold the second.
  it.each([
    ['1', 'fred', TEST_HASH_SBOX, 'e080de3bde792327a6cccfa5dfd51e72b6829baa88d8130ed1a48822873fc7f6'],
    ['key', 'The quick brown fox jumps over the lazy dog', CRYPTOPRO_HASH_SBOX, 'e06ac9388fa2107fa7bb49d6b29c28a09a2c0cde316cd349a12bb4b0d3497370'],
  ])('GOST R 34.11-94, whose block has 32 bytes: %s, %s', (key, message, sbox, expected) => {
    expect(hex(hmac(() => createGost341194(sbox), 32, text(key), text(message)))).toBe(expected);
  });

  it('keys of any length, longer than a block too, beside that of Node', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 150 }), fc.uint8Array({ maxLength: 100 }), (key, message) => {
        expect(hex(hmac(SHA_256.create, SHA_256.blockBytes, key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
      }),
    );
  });
});

describe('PBKDF2', () => {
  it.each([
    ['password', 'salt', 1, '64770af7f748c3b1c9ac831dbcfd85c26111b30a8a657ddc3056b80ca73e040d2854fd36811f6d825cc4ab66ec0a68a490a9e5cf5156b3a2b7eecddbf9a16b47'],
    ['password', 'salt', 2, '5a585bafdfbb6e8830d6d68aa3b43ac00d2e4aebce01c9b31c2caed56f0236d4d34b2b8fbd2c4e89d54d46f50e47d45bbac301571743119e8d3c42ba66d348de'],
    ['password', 'salt', 4096, 'e52deb9a2d2aaff4e2ac9d47a41f34c20376591c67807f0477e32549dc341bc7867c09841b6d58e29d0347c996301d55df0d34e47cf68f4e3c2cdaf1d9ab86c3'],
    [
      'passwordPASSWORDpassword',
      'saltSALTsaltSALTsaltSALTsaltSALTsalt',
      4096,
      'b2d8f1245fc4d29274802057e4b54e0a0753aa22fc53760b301cf008679e58fe4bee9addcae99ba2b0b20f431a9c5e50f395c89387d0945aedeca6eb4015dfc2bd2421ee9bb71183ba882ceebfef259f33f9e27dc6178cb89dc37428cf9cc52a2baa2d3a',
    ],
    ['pass\0word', 'sa\0lt', 4096, '50df062885b69801a3c10248eb0a27ab6e522ffeb20c991c660f001475d73a4e167f782c18e97e92976d9c1d970831ea78ccb879f67068cdac1910740844e830'],
  ])('examples of R 50.1.111-2016: %j, %j, %i', (password, salt, iterations, expected) => {
    expect(hex(pbkdf2(STREEBOG_512, text(password), text(salt), iterations, expected.length / 2))).toBe(expected);
  });

  it('GOST 34.311 beside gost89, which reads Ukrainian containers', () => {
    const { pbkdf } = createRequire(import.meta.url)('gost89') as { pbkdf(password: Buffer, salt: Uint8Array, iterations: number): Buffer };
    const salt = counting(32);
    expect(hex(pbkdf2(UKRAINIAN, text('пароль'), salt, 1000, 32))).toBe(hex(pbkdf(text('пароль'), salt, 1000)));
  });

  it('any length of key, beside that of Node', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 100 }), (password, salt, iterations, length) => {
        expect(hex(pbkdf2(SHA_256, password, salt, iterations, length))).toBe(pbkdf2Sync(password, salt, iterations, length, 'sha256').toString('hex'));
      }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN, MAX_ITERATIONS + 1])('%d iterations are refused at once', (iterations) => {
    expect(() => pbkdf2(UKRAINIAN, text('p'), text('s'), iterations, 32)).toThrow(RangeError);
  });

  it.each([0, -1, 1.5, 1025])('a key of %d bytes is refused', (length) => {
    expect(() => pbkdf2(UKRAINIAN, text('p'), text('s'), 1, length)).toThrow(RangeError);
  });
});

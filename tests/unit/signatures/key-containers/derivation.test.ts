import { createCipheriv, createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { decryptRc2Cbc } from '../../../../src-main/signatures/algorithms/ciphers/rc2.ts';
import { aesCbc, decryptPadded } from '../../../../src-main/signatures/key-containers/block-ciphers.ts';
import { bmpPasswords, utf16Password, utf8Password } from '../../../../src-main/signatures/key-containers/passwords.ts';
import { derivePkcs12, PURPOSE } from '../../../../src-main/signatures/key-containers/pkcs12-derivation.ts';
import { WorkBudget } from '../../../../src-main/signatures/key-containers/work-budget.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex');

describe('RC2', () => {
  // RFC 2268 clause 5: key, effective bits, plaintext, ciphertext.
  it.each([
    ['0000000000000000', 63, '0000000000000000', 'ebb773f993278eff'],
    ['ffffffffffffffff', 64, 'ffffffffffffffff', '278b27e42e2f0d49'],
    ['3000000000000000', 64, '1000000000000001', '30649edf9be7d2c2'],
    ['88', 64, '0000000000000000', '61a8a244adacccf0'],
    ['88bca90e90875a', 64, '0000000000000000', '6ccf4308974c267f'],
    ['88bca90e90875a7f0f79c384627bafb2', 64, '0000000000000000', '1a807d272bbe5db1'],
    ['88bca90e90875a7f0f79c384627bafb2', 128, '0000000000000000', '2269552ab0f85ca6'],
    ['88bca90e90875a7f0f79c384627bafb216f80a6f85920584c42fceb0be255daf1e', 129, '0000000000000000', '5b78d3a43dfff1f1'],
  ])('key %s of %i bits', (key, bits, plaintext, ciphertext) => {
    expect(hex(decryptRc2Cbc(bytes(key), bits, new Uint8Array(8), bytes(ciphertext)))).toBe(plaintext);
  });

  it('joins each block to the ciphertext before it', () => {
    const start = bytes('0102030405060708');
    const block = '61a8a244adacccf0';
    expect(hex(decryptRc2Cbc(bytes('88'), 64, start, bytes(block + block)))).toBe(`0102030405060708${block}`);
  });

  it.each([
    ['no key', 0, 64, 8, 8],
    ['a key of 129 bytes', 129, 64, 8, 8],
    ['no bits', 8, 0, 8, 8],
    ['1025 bits', 8, 1025, 8, 8],
    ['half a bit', 8, 1.5, 8, 8],
    ['a short start vector', 8, 64, 7, 8],
    ['half a block', 8, 64, 8, 12],
  ])('refuses %s', (_title, key, bits, start, text) => {
    expect(() => decryptRc2Cbc(new Uint8Array(key), bits, new Uint8Array(start), new Uint8Array(text))).toThrow(RangeError);
  });
});

describe('derivation of PKCS#12 (RFC 7292 appendix B.2)', () => {
  const sha1 = { create: () => createHash('sha1'), blockBytes: 64, cost: 1 };

  // S. Henson's examples of PKCS#12 keys, which OpenSSL and others test with.
  it.each([
    ['smeg', PURPOSE.key, '0a58cf64530d823f', 1, '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3'],
    ['smeg', PURPOSE.startVector, '0a58cf64530d823f', 1, '79993dfe048d3b76'],
    ['smeg', PURPOSE.key, '642b99ab44fb4b1f', 1, 'f3a95fec48d7711e985cfe67908c5ab79fa3d7c5caa5d966'],
    ['smeg', PURPOSE.startVector, '642b99ab44fb4b1f', 1, 'c0a38d64a79bea1d'],
    ['smeg', PURPOSE.mac, '3d83c0e4546ac140', 1, '8d967d88f6caa9d714800ab3d48051d63f73a312'],
    ['queeg', PURPOSE.key, '05dec959acff72f7', 1000, 'ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4'],
    ['queeg', PURPOSE.startVector, '05dec959acff72f7', 1000, '11dedad7758d4860'],
    ['queeg', PURPOSE.key, '1682c0fc5b3f7ec5', 1000, '483dd6e919d7de2e8e648ba8f862f3fbfbdc2bcb2c02957f'],
    ['queeg', PURPOSE.startVector, '1682c0fc5b3f7ec5', 1000, '9d461d1b00355c50'],
    ['queeg', PURPOSE.mac, '263216fcc2fab31c', 1000, '5ec4c7a80df652294c3925b6489a7ab857c83476'],
  ])('%s, purpose %i, salt %s', (password, purpose, salt, iterations, expected) => {
    const [secret = new Uint8Array()] = bmpPasswords(password);
    expect(hex(derivePkcs12(sha1, purpose, secret, { salt: bytes(salt), iterations }, expected.length / 2, new WorkBudget()))).toBe(expected);
  });
});

describe('padding (RFC 8018 clause 6.1.1)', () => {
  const key = new Uint8Array(16);
  const decrypted = (text: string): Uint8Array | null => {
    const cipher = createCipheriv('aes-128-cbc', key, key).setAutoPadding(false);
    return decryptPadded(aesCbc(128), key, key, Buffer.concat([cipher.update(bytes(text)), cipher.final()]));
  };

  it.each([
    ['00112233445566778899aabbccddee01', '00112233445566778899aabbccddee'],
    ['00112233445566778899aabb04040404', '00112233445566778899aabb'],
    ['10101010101010101010101010101010', ''],
  ])('%s', (text, expected) => {
    expect(hex(decrypted(text) ?? bytes('ff'))).toBe(expected);
  });

  it.each(['00112233445566778899aabbccddee00', '00112233445566778899aabb03040404', '00112233445566778899aabbccdd0302', '11111111111111111111111111111111', 'ffffffffffffffffffffffffffffffff'])('%s is wrong', (text) => {
    expect(decrypted(text)).toBeNull();
  });
});

describe('passwords', () => {
  it('BMPString has an end mark; none is tried with and without it', () => {
    expect(bmpPasswords('Beavis').map(hex)).toEqual(['0042006500610076006900730000']);
    expect(bmpPasswords('').map(hex)).toEqual(['0000', '']);
  });

  it('characters beyond the basic plane stay surrogate pairs; UTF-8 makes one of them', () => {
    expect(hex(utf16Password('é😀'))).toBe('00e9d83dde00');
    expect(hex(utf8Password('é😀'))).toBe('c3a9f09f9880');
  });
});

describe('what one container may cost', () => {
  it('counts what was spent before', () => {
    const work = new WorkBudget();
    for (let turn = 0; turn < 10; turn += 1) work.spend(100_000, 10);
    expect(() => work.spend(1, 1)).toThrow(expect.objectContaining({ problem: 'too-expensive' }));
  });

  it('no iterations are no derivation', () => {
    expect(() => new WorkBudget().spend(0, 1)).toThrow(expect.objectContaining({ problem: 'damaged' }));
  });
});

import { createCipheriv, createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { element } from '../../../../src-main/signatures/asn1/encode.ts';
import { openKeyContainer } from '../../../../src-main/signatures/key-containers/container.ts';
import { derivePkcs12, PURPOSE } from '../../../../src-main/signatures/key-containers/pkcs12-derivation.ts';
import { WorkBudget } from '../../../../src-main/signatures/key-containers/work-budget.ts';
import { data, integer, octets, oid, PASSWORD, pfx, plain, refusal, sequence, tagged } from './support.ts';

/** Forms that the standards allow and no program at hand writes. */

const SALT = Buffer.alloc(8);
const KEY = Buffer.from('301e020100301306072a8648ce3d020106082a8648ce3d030107040400000000', 'hex');

describe('RC2 under PBES2 by its number of effective bits (RFC 8018 appendix B.2.3)', () => {
  // The ciphertexts of KEY are Java's (SunJCE: RC2 in CBC mode, the same key, start vector of zeros).
  const JAVA = {
    32: '501e38d970da5b9a7220d68549b8af6118d66d88a149f80fc8d2d966a3022a1acbd15eadeb54a283',
    40: '1f61e7b8b13b00bc3760d87d9e739da7aef791e604736c97b6219364f1520aa4375abe116f55a3e1',
    256: 'a1ff5c2acc92cfe6c350fd74f0cb727bab4ee14caa96852d25de3da5160fa99c3ea2b5e76fd7b676',
  };
  const container = (bits: keyof typeof JAVA, ...version: readonly Uint8Array[]): Uint8Array => {
    const derivation = sequence(oid('1.2.840.113549.1.5.12'), sequence(octets(SALT), integer(1), integer(16), sequence(oid('1.2.840.113549.2.9'))));
    const scheme = sequence(oid('1.2.840.113549.3.2'), sequence(...version, octets(Buffer.alloc(8))));
    return sequence(sequence(oid('1.2.840.113549.1.5.13'), sequence(derivation, scheme)), octets(Buffer.from(JAVA[bits], 'hex')));
  };

  it.each([
    ['no number: 32', 32, []],
    ['160: 40', 40, [integer(160)]],
    ['256: as it says', 256, [integer(256)]],
  ] as const)('%s', (_title, bits, version) => {
    expect(plain(openKeyContainer(container(bits, ...version), PASSWORD).keys[0]?.privateKeyInfo)).toEqual(plain(KEY));
  });

  it('the text of another strength does not open', () => {
    expect(refusal(container(40), PASSWORD).problem).toBe('wrong-password');
    expect(refusal(container(32, integer(160)), PASSWORD).problem).toBe('wrong-password');
  });
});

describe('PKCS#12', () => {
  it.each([
    ['the end mark alone', Buffer.alloc(2)],
    ['no bytes at all', Buffer.alloc(0)],
  ])('a key under an empty password that its maker took for %s', (_title, secret) => {
    const derive = (purpose: number, length: number): Uint8Array =>
      derivePkcs12({ create: () => createHash('sha1'), blockBytes: 64, cost: 1 }, purpose, secret, { salt: SALT, iterations: 3 }, length, new WorkBudget());
    const cipher = createCipheriv('des-ede3-cbc', derive(PURPOSE.key, 24), derive(PURPOSE.startVector, 8));
    const algorithm = sequence(oid('1.2.840.113549.1.12.1.3'), sequence(octets(SALT), integer(3)));
    const bag = sequence(oid('1.2.840.113549.1.12.10.1.2'), tagged(sequence(algorithm, octets(cipher.update(KEY), cipher.final()))));
    const bytes = pfx(data(sequence(bag)));
    expect(plain(openKeyContainer(bytes, '').keys[0]?.privateKeyInfo)).toEqual(plain(KEY));
    expect(refusal(bytes, 'x').problem).toBe('wrong-password');
  });

  it.each([0, 19, 21, 32])('a code of %i bytes over SHA-1 fits nothing', (length) => {
    const bag = sequence(oid('1.2.840.113549.1.12.10.1.1'), tagged(KEY));
    const mac = sequence(sequence(sequence(oid('1.3.14.3.2.26')), octets(Buffer.alloc(length))), octets(SALT), integer(1));
    expect(refusal(sequence(integer(3), data(sequence(data(sequence(bag)))), mac), PASSWORD)).toMatchObject({ problem: 'wrong-password', mayBeDamaged: true });
  });

  it('certificates of another kind, revocation lists and secrets are passed over', () => {
    const bag = (number: number, ...value: readonly Uint8Array[]): Uint8Array => sequence(oid(`1.2.840.113549.1.12.10.1.${number}`), tagged(...value));
    const sdsi = sequence(oid('1.2.840.113549.1.9.22.2'), tagged(element(0x16, Buffer.from('KERVQ0VSVA=='))));
    const crl = sequence(oid('1.2.840.113549.1.9.23.1'), tagged(octets(sequence())));
    const secret = sequence(oid('1.2.3.4'), tagged(octets(Buffer.from('secret'))));
    const { keys, certificates } = openKeyContainer(pfx(data(sequence(bag(3, sdsi), bag(4, crl), bag(5, secret), bag(1, KEY)))), '');
    expect([keys.length, keys[0]?.certificates, certificates]).toEqual([1, [], []]);
  });
});

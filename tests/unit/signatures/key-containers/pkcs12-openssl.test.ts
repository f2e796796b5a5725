import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openKeyContainer } from '../../../../src-main/signatures/key-containers/container.ts';
import { data, oid, PASSWORD, pfx, plain, refusal, sequence, tagged, Workshop } from './support.ts';

let workshop: Workshop;
beforeAll(() => {
  workshop = new Workshop();
});
afterAll(() => workshop.remove());

const OLD = ['-legacy', '-certpbe', 'PBE-SHA1-RC2-40', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'];

describe('PKCS#12 that openssl makes', () => {
  it.each([
    ['as it does by default', []],
    ['the old way, RC2-40', OLD],
    ['RC2-128 and 3DES under two keys', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-2DES']],
    ['AES-128, PBKDF2 over SHA-1', ['-certpbe', 'AES-128-CBC', '-keypbe', 'AES-128-CBC', '-macalg', 'sha384']],
    ['AES-192', ['-certpbe', 'AES-192-CBC', '-keypbe', 'AES-192-CBC', '-macalg', 'sha512']],
    ['3DES and RC2 under PBES2', ['-legacy', '-certpbe', 'RC2-CBC', '-keypbe', 'DES-EDE3-CBC', '-macalg', 'sha224']],
    ['nothing encrypted', ['-certpbe', 'NONE', '-keypbe', 'NONE']],
    ['100,000 iterations', ['-iter', '100000']],
  ])('opens: %s', (_title, parameters) => {
    const container = openKeyContainer(workshop.pkcs12(PASSWORD, ...parameters), PASSWORD);
    expect(container).toMatchObject({ format: 'PKCS#12', integrity: 'verified', keys: [{ alias: null }] });
    expect(plain(container.keys[0]?.privateKeyInfo)).toEqual(workshop.privateKeyInfo('key.pem'));
    expect(container.certificates.map(plain)).toEqual([workshop.certificate('cert.pem')]);
    expect(container.keys[0]?.certificates.map(plain)).toEqual([workshop.certificate('cert.pem')]);
  });

  it.each([
    ['as it does by default', []],
    ['the old way', OLD],
    ['nothing encrypted', ['-certpbe', 'NONE', '-keypbe', 'NONE']],
  ])('another password is refused, and damage is not ruled out: %s', (_title, parameters) => {
    const bytes = workshop.pkcs12(PASSWORD, ...parameters);
    for (const wrong of ['otter 42', `${PASSWORD} `, '', 'Otter 4']) expect(refusal(bytes, wrong)).toMatchObject({ problem: 'wrong-password', mayBeDamaged: true });
  });

  it.each([
    ['empty', ''],
    ['Cyrillic', 'Пароль-№1'],
    ['surrogate pairs', '🗝️ and 𝔎'],
    ['longer than a block of the hash', 'x'.repeat(200)],
  ])('password: %s', (_title, password) => {
    for (const parameters of [[], OLD]) {
      const bytes = workshop.pkcs12(password, ...parameters);
      expect(plain(openKeyContainer(bytes, password).keys[0]?.privateKeyInfo)).toEqual(workshop.privateKeyInfo('key.pem'));
      expect(refusal(bytes, `${password}!`).problem).toBe('wrong-password');
    }
  });

  it.each([
    ['new', []],
    ['old', OLD],
  ])('without a code over it: opens, says so, and still refuses another password: %s', (_title, parameters) => {
    const bytes = workshop.pkcs12(PASSWORD, '-iter', '1', '-nomac', ...parameters);
    const container = openKeyContainer(bytes, PASSWORD);
    expect(container.integrity).toBe('none');
    expect(plain(container.keys[0]?.privateKeyInfo)).toEqual(workshop.privateKeyInfo('key.pem'));
    // One wrong password in 256 leaves a text with proper padding: 600 of them meet that.
    const wrong = Array.from({ length: 600 }, (_none, index) => `${PASSWORD}${index}`);
    const problems = new Set(wrong.map((password) => refusal(bytes, password).problem));
    expect([...problems]).toEqual(['wrong-password']);
  });

  it('the certificate of the key comes first, in whatever order they lie; names are kept', () => {
    const bytes = workshop.pkcs12(PASSWORD, '-certfile', 'ca.pem', '-name', 'Підпис');
    const { keys, certificates } = openKeyContainer(bytes, PASSWORD);
    expect(keys[0]?.alias).toBe('Підпис');
    expect(keys[0]?.certificates.map(plain)).toEqual([workshop.certificate('cert.pem'), workshop.certificate('ca.pem')]);
    expect(certificates).toHaveLength(2);

    workshop.write('both.pem', Buffer.concat([workshop.read('ca.pem'), workshop.read('cert.pem')]));
    workshop.openssl('pkcs12', '-export', '-inkey', 'key.pem', '-in', 'both.pem', '-passout', `pass:${PASSWORD}`, '-out', 'both.p12');
    expect(plain(openKeyContainer(workshop.read('both.p12'), PASSWORD).keys[0]?.certificates[0])).toEqual(workshop.certificate('cert.pem'));
  });

  it('what it cannot do is named', () => {
    const bytes = workshop.pkcs12(PASSWORD, '-legacy', '-certpbe', 'PBE-SHA1-RC4-128', '-keypbe', 'PBE-SHA1-RC4-40');
    expect(refusal(bytes, PASSWORD)).toMatchObject({ problem: 'unsupported', algorithm: 'pbeWithSHAAnd128BitRC4' });
  });

  it('keys that each ask for much work, too many of them', () => {
    workshop.openssl('pkcs8', '-topk8', '-in', 'key.pem', '-outform', 'DER', '-passout', `pass:${PASSWORD}`, '-iter', '900000', '-out', 'slow.der');
    const bag = sequence(oid('1.2.840.113549.1.12.10.1.2'), tagged(workshop.read('slow.der')));
    expect(openKeyContainer(pfx(data(sequence(bag, bag))), PASSWORD).keys).toHaveLength(2);
    expect(refusal(pfx(data(sequence(...Array.from({ length: 12 }, () => bag)))), PASSWORD).problem).toBe('too-expensive');
  });

  it('certificates alone are no key', () => {
    workshop.openssl('pkcs12', '-export', '-nokeys', '-in', 'cert.pem', '-passout', `pass:${PASSWORD}`, '-out', 'certs.p12');
    expect(refusal(workshop.read('certs.p12'), PASSWORD).problem).toBe('no-key');
  });
});

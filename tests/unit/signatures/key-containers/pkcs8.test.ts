import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openKeyContainer } from '../../../../src-main/signatures/key-containers/container.ts';
import { PASSWORD, plain, refusal, Workshop } from './support.ts';

let workshop: Workshop;
beforeAll(() => {
  workshop = new Workshop();
});
afterAll(() => workshop.remove());

function pkcs8(form: 'DER' | 'PEM', ...parameters: readonly string[]): Buffer {
  workshop.openssl('pkcs8', '-topk8', '-in', 'key.pem', '-outform', form, '-passout', `pass:${PASSWORD}`, '-out', 'out', ...parameters);
  return workshop.read('out');
}

describe('PKCS#8 that openssl makes', () => {
  it.each([
    ['PBKDF2 over SHA-256, AES-256', ['-v2', 'aes-256-cbc']],
    ['over SHA-1', ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA1']],
    ['over SHA-224', ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA224']],
    ['over SHA-384', ['-v2', 'aes-192-cbc', '-v2prf', 'hmacWithSHA384']],
    ['over SHA-512', ['-v2', 'des3', '-v2prf', 'hmacWithSHA512']],
    ['RC2 of 40 bits', ['-v2', 'rc2-40-cbc', '-provider', 'legacy', '-provider', 'default']],
    ['RC2 of 64 bits', ['-v2', 'rc2-64-cbc', '-provider', 'legacy', '-provider', 'default']],
    ['RC2 of 128 bits', ['-v2', 'rc2-cbc', '-provider', 'legacy', '-provider', 'default']],
    ['the old way', ['-v1', 'PBE-SHA1-3DES']],
  ])('encrypted: %s', (_title, parameters) => {
    for (const form of ['DER', 'PEM'] as const) {
      const bytes = pkcs8(form, ...parameters);
      const container = openKeyContainer(bytes, PASSWORD);
      expect(container).toMatchObject({ format: 'PKCS#8', integrity: 'none', certificates: [], keys: [{ alias: null, certificates: [] }] });
      expect(plain(container.keys[0]?.privateKeyInfo)).toEqual(workshop.privateKeyInfo('key.pem'));
      expect(refusal(bytes, 'another')).toMatchObject({ problem: 'wrong-password', mayBeDamaged: true });
    }
  });

  it('clear', () => {
    for (const form of ['DER', 'PEM'] as const) {
      const container = openKeyContainer(pkcs8(form, '-nocrypt'), '');
      expect(plain(container.keys[0]?.privateKeyInfo)).toEqual(workshop.privateKeyInfo('key.pem'));
    }
  });

  it('with certificates in the same text', () => {
    const bytes = Buffer.concat([workshop.read('cert.pem'), pkcs8('PEM'), workshop.read('ca.pem')]);
    const { keys, certificates } = openKeyContainer(bytes, PASSWORD);
    expect(certificates.map(plain)).toEqual([workshop.certificate('cert.pem'), workshop.certificate('ca.pem')]);
    expect(keys[0]?.certificates).toEqual(certificates);
  });

  it.each([
    ['pbeWithMD5AndDES-CBC', ['-v1', 'PBE-MD5-DES', '-provider', 'legacy', '-provider', 'default']],
    ['scrypt', ['-scrypt']],
  ])('%s is refused by name', (algorithm, parameters) => {
    expect(refusal(pkcs8('DER', ...parameters), PASSWORD)).toMatchObject({ problem: 'unsupported', algorithm });
  });

  it('forms of single algorithms are refused by name', () => {
    const traditional = workshop.openssl('ec', '-in', 'key.pem');
    expect(refusal(traditional, '')).toMatchObject({ problem: 'unsupported', algorithm: 'EC PRIVATE KEY' });
  });

  it('a certificate is no key, and no password opens it', () => {
    expect(refusal(workshop.read('cert.pem'), '').problem).toBe('no-key');
    expect(refusal(workshop.certificate('cert.pem'), '').problem).toBe('damaged');
  });
});

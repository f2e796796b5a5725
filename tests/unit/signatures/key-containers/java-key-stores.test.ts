import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openKeyContainer } from '../../../../src-main/signatures/key-containers/container.ts';
import { decodeModifiedUtf8 } from '../../../../src-main/signatures/key-containers/modified-utf8.ts';
import { keytoolPresent, PASSWORD, plain, refusal, Workshop } from './support.ts';

const skipped = keytoolPresent ? '' : ' (skipped: no keytool)';

let workshop: Workshop;
beforeAll(() => {
  workshop = new Workshop();
});
afterAll(() => workshop.remove());

/** The signer's key and both certificates in a store of Java's making. */
function store(type: string, name: string, ...parameters: readonly string[]): Buffer {
  workshop.pkcs12(PASSWORD, '-certfile', 'ca.pem', '-name', 'Підпис');
  workshop.keytool('-importkeystore', '-srckeystore', 'out.p12', '-srcstoretype', 'PKCS12', '-srcstorepass', PASSWORD, '-destkeystore', name, '-deststoretype', type, '-deststorepass', PASSWORD, '-noprompt', ...parameters);
  return workshop.read(name);
}

describe.skipIf(!keytoolPresent)(`key stores that keytool makes${skipped}`, { timeout: 120_000 }, () => {
  it('JKS', () => {
    const bytes = store('JKS', 'store.jks');
    const container = openKeyContainer(bytes, PASSWORD);
    expect(container).toMatchObject({ format: 'JKS', integrity: 'verified', keys: [{ alias: 'підпис' }] });
    expect(plain(container.keys[0]?.privateKeyInfo)).toEqual(workshop.privateKeyInfo('key.pem'));
    expect(container.keys[0]?.certificates.map(plain)).toEqual([workshop.certificate('cert.pem'), workshop.certificate('ca.pem')]);
    expect(refusal(bytes, 'Otter 43')).toMatchObject({ problem: 'wrong-password', mayBeDamaged: true });
    for (let index = 0; index < bytes.length; index += 7) {
      const changed = Uint8Array.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ (1 << index % 8);
      expect(refusal(changed, PASSWORD).problem, `byte ${index}`).not.toBe('no-key');
    }
    for (const length of [4, 11, 12, 31, 200, bytes.length - 1]) expect(['damaged', 'wrong-password']).toContain(refusal(bytes.subarray(0, length), PASSWORD).problem);
  });

  it('JKS whose key has a password of its own: the file is sound, the password is not that of the key', () => {
    store('JKS', 'two.jks');
    workshop.keytool('-keypasswd', '-keystore', 'two.jks', '-storepass', PASSWORD, '-alias', 'підпис', '-keypass', PASSWORD, '-new', 'Another 1');
    expect(refusal(workshop.read('two.jks'), PASSWORD)).toMatchObject({ problem: 'wrong-password', mayBeDamaged: false });
  });

  it('JKS with a certificate alone beside the key, and one without any key', () => {
    store('JKS', 'more.jks');
    workshop.keytool('-importcert', '-keystore', 'more.jks', '-storepass', PASSWORD, '-alias', 'authority', '-file', 'ca.pem', '-noprompt');
    const { keys, certificates } = openKeyContainer(workshop.read('more.jks'), PASSWORD);
    expect([keys.length, certificates.length]).toEqual([1, 2]);
    workshop.keytool('-delete', '-keystore', 'more.jks', '-storepass', PASSWORD, '-alias', 'підпис');
    expect(refusal(workshop.read('more.jks'), PASSWORD).problem).toBe('no-key');
  });

  it.each([
    ['as it does by default', []],
    ['the old way', ['-J-Dkeystore.pkcs12.legacy']],
  ])('PKCS#12: %s', (_title, parameters) => {
    const bytes = store('PKCS12', `java${parameters.length}.p12`, ...parameters);
    const { integrity, keys } = openKeyContainer(bytes, PASSWORD);
    expect(integrity).toBe('verified');
    expect(plain(keys[0]?.privateKeyInfo)).toEqual(workshop.privateKeyInfo('key.pem'));
    expect(keys[0]?.certificates.map(plain)).toEqual([workshop.certificate('cert.pem'), workshop.certificate('ca.pem')]);
    expect(refusal(bytes, 'Otter 43').problem).toBe('wrong-password');
  });

  it('JCEKS is refused by name', () => {
    expect(refusal(store('JCEKS', 'store.jceks'), PASSWORD)).toMatchObject({ problem: 'unsupported', algorithm: 'JCEKS' });
  });
});

describe('modified UTF-8', () => {
  it.each([
    ['61', 'a'],
    ['c080', '\0'],
    ['d0bf', 'п'],
    ['e282ac', '€'],
    ['eda0bdedb697', '\uD83D\uDD97'],
  ])('%s', (hex, text) => {
    expect(decodeModifiedUtf8(Buffer.from(hex, 'hex'))).toBe(text);
  });

  it.each(['80', 'c3', 'c361', 'e282', 'f0908080', 'ff'])('%s is none', (hex) => {
    expect(() => decodeModifiedUtf8(Buffer.from(hex, 'hex'))).toThrow(expect.objectContaining({ problem: 'damaged' }));
  });
});

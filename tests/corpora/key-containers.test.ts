import { createPrivateKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { privateKeyFor } from '../../src-main/signatures/algorithms/private-key.ts';
import { readCertificates } from '../../src-main/signatures/certificates/load.ts';
import { KeyContainerError, openKeyContainer } from '../../src-main/signatures/key-containers/container.ts';
import { corporaPresent, corpusFile, suffix } from './corpora.ts';

/** Why a container is refused. @throws where it opens, or fails in another way than it promises. */
function refusal(bytes: Uint8Array, password: string): KeyContainerError {
  try {
    openKeyContainer(bytes, password);
  } catch (error) {
    if (error instanceof KeyContainerError) return error;
    throw error;
  }
  throw new Error('it opens');
}

/** Kinds of the private keys that belong to the certificates, in their order; null where none does. */
function kindsFor(privateKeyInfo: Uint8Array, certificates: readonly Uint8Array[]): (string | null)[] {
  return certificates.flatMap((der) => readCertificates(der)).map(({ publicKey }) => privateKeyFor(privateKeyInfo, publicKey)?.kind ?? null);
}

const KAZAKH = [
  ['KEY_INDIVIDUAL_VALID_2015', 'Aa123456', 'gost3410'],
  ['KEY_CEO_REVOKED_2015', 'Aa123456', 'gost3410'],
  ['KEY_CEO_SIGN_REVOKED_2004', 'Qwerty12', 'gost3410'],
  ['KEY_INDIVIDUAL_VALID_SIGN_2004', 'Qwerty12', 'engine'],
  ['KEY_INDIVIDUAL_SIGN_REVOKED_2004', 'Qwerty12', 'engine'],
  ['KEY_INDIVIDUAL_AUTH_REVOKED_2004', 'Qwerty12', 'engine'],
] as const;

describe.skipIf(!corporaPresent)(`key containers of the national authorities${suffix}`, () => {
  it.each(KAZAKH)('Kazakhstan: %s opens, and its key makes the public key of its certificate', (name, password, kind) => {
    const bytes = corpusFile(`kz/${name}.p12`);
    const container = openKeyContainer(bytes, password);
    expect(container).toMatchObject({ format: 'PKCS#12', integrity: 'verified' });
    const [key] = container.keys;
    expect(key?.alias).toMatch(/^[0-9a-f]{40}$/);
    expect(kindsFor(key?.privateKeyInfo ?? new Uint8Array(), key?.certificates ?? [])).toEqual([kind]);
    for (const wrong of [password.toLowerCase(), `${password} `, '']) expect(refusal(bytes, wrong)).toMatchObject({ problem: 'wrong-password', mayBeDamaged: true });
  });

  it('Ukraine: PKCS#12 with GOST 34.311 and GOST 28147 holds the keys for signing and for key agreement', () => {
    const bytes = corpusFile('ua/test-diia.p12');
    const container = openKeyContainer(bytes, 'testpassword');
    expect(container).toMatchObject({ format: 'PKCS#12', integrity: 'verified', certificates: [] });
    const beside = ['ua/certs/diia-test-sign-7775603.cer', 'ua/certs/diia-test-kep-7775604.cer'].map(corpusFile);
    expect(container.keys.map(({ privateKeyInfo }) => kindsFor(privateKeyInfo, beside))).toEqual([
      ['dstu4145', null],
      [null, 'dstu4145'],
    ]);
    for (const wrong of ['Testpassword', '']) expect(refusal(bytes, wrong)).toMatchObject({ problem: 'wrong-password', mayBeDamaged: true });
  });

  it('Ukraine: JKS', () => {
    const bytes = corpusFile('ua/test-jks.jks');
    const container = openKeyContainer(bytes, 'testpassword');
    expect(container).toMatchObject({ format: 'JKS', integrity: 'verified', certificates: [], keys: [{ alias: 'test-rsa-key' }] });
    const key = createPrivateKey({ key: Buffer.from(container.keys[0]?.privateKeyInfo ?? []), format: 'der', type: 'pkcs8' });
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
    // The last character counts: a reader of others once dropped it.
    for (const wrong of ['testpasswor', 'testpassworx', 'wrongpassword', '']) expect(refusal(bytes, wrong)).toMatchObject({ problem: 'wrong-password', mayBeDamaged: true });
  });

  it.each(['kz/KEY_INDIVIDUAL_VALID_2015.p12', 'kz/KEY_INDIVIDUAL_VALID_SIGN_2004.p12', 'ua/test-diia.p12', 'ua/test-jks.jks'])('a changed byte is refused or leaves the keys as they were: %s', { timeout: 120_000 }, (name) => {
    const bytes = corpusFile(name);
    const password = name.startsWith('ua/') ? 'testpassword' : name.includes('2015') ? 'Aa123456' : 'Qwerty12';
    const keysOf = (container: Uint8Array) => openKeyContainer(container, password).keys.map(({ privateKeyInfo }) => Buffer.from(privateKeyInfo).toString('hex'));
    const keys = keysOf(bytes);
    let refused = 0;
    for (let index = 0; index < bytes.length; index += 29) {
      const changed = Uint8Array.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ (1 << index % 8);
      try {
        expect(keysOf(changed)).toEqual(keys);
      } catch (error) {
        if (!(error instanceof KeyContainerError)) throw error;
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(0.95 * Math.floor(bytes.length / 29));
  });
});

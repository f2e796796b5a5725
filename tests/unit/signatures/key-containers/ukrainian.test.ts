import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openKeyContainer } from '../../../../src-main/signatures/key-containers/container.ts';
import { privateKeyFor } from '../../../../src-main/signatures/algorithms/private-key.ts';
import { readCertificates } from '../../../../src-main/signatures/certificates/load.ts';
import { element } from '../../../../src-main/signatures/asn1/encode.ts';
import { octets, oid, plain, refusal, sequence, STORE_KEYS, storeKeysPresent, Workshop } from './support.ts';

const load = createRequire(import.meta.url);
const samples = join(dirname(load.resolve('jkurwa/package.json')), 'test/data');
const sample = (name: string): Buffer => readFileSync(join(samples, name));
/** PKCS#8 in clear, as the authors of the samples give it. */
const clear = (): Uint8Array => Uint8Array.from(Buffer.from(sample('Key40A0.pem').toString('latin1').replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64'));

describe('a key of DSTU 4145 under PBES2, GOST 34.311 and GOST 28147', () => {
  it.each(['STORE_A040.dat', 'STORE_A040.pem'])('%s', (name) => {
    const container = openKeyContainer(sample(name), 'password');
    expect(container).toMatchObject({ format: 'PKCS#8', integrity: 'none' });
    expect(plain(container.keys[0]?.privateKeyInfo)).toEqual(clear());
    for (const wrong of ['Password', '', 'passwore']) expect(refusal(sample(name), wrong)).toMatchObject({ problem: 'wrong-password', mayBeDamaged: true });
  });
});

/** gost89, the work of others: they read the container and do not write it. */
interface Peer {
  init(): { key(key: Uint8Array): void; crypt(clear: Uint8Array, into: Uint8Array): void; mac(bits: number, clear: Uint8Array): Uint8Array };
  dumb_kdf(password: Buffer, passes: number): Buffer;
}

describe('Key-6', () => {
  const peer = load('gost89') as Peer;

  function key6(text: Uint8Array, password: string): Uint8Array {
    const cipher = peer.init();
    cipher.key(peer.dumb_kdf(Buffer.from(password), 10_000));
    const filled = Buffer.alloc(Math.ceil(text.length / 8) * 8);
    filled.set(text);
    const encrypted = Buffer.alloc(filled.length);
    cipher.crypt(filled, encrypted);
    const mac = cipher.mac(32, text);
    const header = sequence(oid('1.3.6.1.4.1.19398.1.1.1.2'), sequence(octets(Buffer.from(mac)), octets(encrypted.subarray(text.length))));
    return sequence(header, octets(encrypted.subarray(0, text.length)));
  }

  it('opens what gost89 encrypts, and nothing under another password', { timeout: 60_000 }, () => {
    const bytes = key6(clear(), 'Пароль 1');
    const container = openKeyContainer(bytes, 'Пароль 1');
    expect(container).toMatchObject({ format: 'Key-6', integrity: 'verified', certificates: [] });
    expect(plain(container.keys[0]?.privateKeyInfo)).toEqual(clear());
    for (const wrong of ['Пароль 2', '']) expect(refusal(bytes, wrong)).toMatchObject({ problem: 'wrong-password', mayBeDamaged: true });
    for (let index = 0; index < bytes.length; index += 31) {
      const changed = Uint8Array.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 0x10;
      expect(['damaged', 'wrong-password', 'unsupported']).toContain(refusal(changed, 'Пароль 1').problem);
    }
  });

  it('a text that fits its MAC and is no key', () => {
    expect(refusal(key6(element(0x30, new Uint8Array(20)), 'x'), 'x').problem).toBe('damaged');
  });

  it.each([
    ['MAC of 3 bytes', 3, 0, 16],
    ['eight bytes beside the text', 4, 8, 16],
    ['half a block', 4, 3, 16],
    ['no text', 4, 0, 0],
  ])('%s', (_title, mac, pad, text) => {
    const header = sequence(oid('1.3.6.1.4.1.19398.1.1.1.2'), sequence(octets(new Uint8Array(mac)), octets(new Uint8Array(pad))));
    expect(refusal(sequence(header, octets(new Uint8Array(text))), 'x').problem).toBe('damaged');
  });
});

describe.skipIf(!storeKeysPresent)(`keys of DSTU 4145 in a JKS that Java makes${storeKeysPresent ? '' : ' (skipped: no Java with its compiler)'}`, { timeout: 60_000 }, () => {
  let workshop: Workshop;
  let bytes: Uint8Array;
  beforeAll(() => {
    workshop = new Workshop();
    workshop.write('key.der', clear());
    workshop.openssl('pkcs8', '-topk8', '-nocrypt', '-in', 'key.pem', '-outform', 'DER', '-out', 'other.der');
    const own = join(samples, 'SELF_SIGNED_ENC_40A0.cer');
    workshop.run('java', [STORE_KEYS, 'store.jks', 'Пароль 1', 'печатка', 'key.der', own, 'other', 'other.der', 'cert.pem']);
    bytes = workshop.read('store.jks');
  }, 60_000);
  afterAll(() => workshop.remove());

  it('come out as they went in, each with its own certificate, whose public key they make', () => {
    const { format, integrity, keys } = openKeyContainer(bytes, 'Пароль 1');
    expect([format, integrity]).toEqual(['JKS', 'verified']);
    const seal = keys.find(({ alias }) => alias === 'печатка');
    expect(plain(seal?.privateKeyInfo)).toEqual(clear());
    expect(seal?.certificates.map(plain)).toEqual([plain(sample('SELF_SIGNED_ENC_40A0.cer'))]);
    const [certificate] = readCertificates(seal?.certificates[0] ?? new Uint8Array());
    if (certificate === undefined) throw new Error('no certificate');
    const kinds = Object.fromEntries(keys.map(({ alias, privateKeyInfo }) => [alias, privateKeyFor(privateKeyInfo, certificate.publicKey)?.kind ?? null]));
    expect(kinds).toEqual({ other: null, печатка: 'dstu4145' });
  });

  it('another password is refused', () => {
    for (const wrong of ['Пароль 2', 'Пароль', '']) expect(refusal(bytes, wrong)).toMatchObject({ problem: 'wrong-password', mayBeDamaged: true });
  });
});

it('the opened key makes the public key of the certificate beside it', () => {
  const [key] = openKeyContainer(sample('STORE_A040.dat'), 'password').keys;
  const [own] = readCertificates(sample('SELF_SIGNED_ENC_40A0.cer'));
  const [other] = readCertificates(sample('SELF_SIGNED_ENC_6929.cer'));
  if (key === undefined || own === undefined || other === undefined) throw new Error('a sample is missing');
  expect(privateKeyFor(key.privateKeyInfo, own.publicKey)).not.toBeNull();
  expect(privateKeyFor(key.privateKeyInfo, other.publicKey)).toBeNull();
});

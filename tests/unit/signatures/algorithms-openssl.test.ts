import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { curveByOid } from '../../../src-main/signatures/algorithms/registry.ts';
import { verifySoftwareEcdsa } from '../../../src-main/signatures/algorithms/software-ecdsa.ts';
import { cades } from '../../support/cades-builder.ts';
import { oid, sequence } from '../../../src-main/demo/pki/der.ts';
import { file, fullTrust, only, testPki, text, validate } from './support.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';

const present = spawnSync('openssl', ['version']).status === 0;
const content = text('Content with letters: ә ґ ң\n');
let folder: string;

const at = (name: string): string => join(folder, name);
const openssl = (...parameters: readonly string[]): Buffer => execFileSync('openssl', parameters, { stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chancery-algorithms-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** ext-etsi-valassured-ST-certs: the signer's certificate needs no list, so the test is about algorithms alone. */
const SHORT_TERM = '0.4.0.194121.2.1=DER:0500';

/** An authority and a signer with keys of this kind, made by openssl. */
function certify(keyOptions: readonly string[], hash: readonly string[]): ValidationOptions {
  writeFileSync(at('content'), content);
  const key = (name: string): string[] => ['-keyout', at(`${name}.key`), '-noenc', '-subj', `/C=KZ/O=TEST/CN=${name}`];
  openssl('req', '-x509', ...keyOptions, ...key('root'), ...hash, '-days', '30', '-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-out', at('root.pem'));
  const extensions = ['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'keyUsage=critical,digitalSignature', '-addext', SHORT_TERM];
  openssl('req', '-x509', ...keyOptions, ...key('signer'), ...hash, '-days', '20', '-CA', at('root.pem'), '-CAkey', at('root.key'), ...extensions, '-out', at('signer.pem'));
  return { now: new Date(Date.now() + 1000).toISOString(), trustAnchors: [{ fileName: 'root.pem', bytes: readFileSync(at('root.pem')) }] };
}

function signBy(...parameters: readonly string[]): Buffer {
  openssl('cms', '-sign', '-binary', '-nosmimecap', '-in', at('content'), '-outform', 'DER', '-out', at('out'), '-signer', at('signer.pem'), '-inkey', at('signer.key'), ...parameters);
  return readFileSync(at('out'));
}

const ec = (curve: string): string[] => ['-newkey', 'ec', '-pkeyopt', `ec_paramgen_curve:${curve}`];
const RSA = ['-newkey', 'rsa:2048'];

describe.skipIf(!present)(`algorithms of signatures that openssl makes${present ? '' : ' (skipped: no openssl)'}`, () => {
  it.each([
    ['brainpoolP256r1', ec('brainpoolP256r1'), ['-sha256'], ['-md', 'sha256'], 'ECDSA with SHA-256'],
    ['brainpoolP384r1', ec('brainpoolP384r1'), ['-sha384'], ['-md', 'sha384'], 'ECDSA with SHA-384'],
    ['brainpoolP512r1', ec('brainpoolP512r1'), ['-sha512'], ['-md', 'sha512'], 'ECDSA with SHA-512'],
    ['P-521 with a shorter hash', ec('P-521'), ['-sha512'], ['-md', 'sha256'], 'ECDSA with SHA-256'],
    ['P-256 with a longer hash', ec('P-256'), ['-sha256'], ['-md', 'sha512'], 'ECDSA with SHA-512'],
    ['RSA with SHA-3', RSA, ['-sha3-384'], ['-md', 'sha3-512'], 'RSA with SHA3-512'],
    ['RSA-PSS', RSA, ['-sha256'], ['-md', 'sha256', '-keyopt', 'rsa_padding_mode:pss'], 'RSA-PSS with SHA-256'],
    ['RSA-PSS with a salt of its own', RSA, ['-sha512'], ['-md', 'sha512', '-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:17'], 'RSA-PSS with SHA-512'],
    ['a key for RSA-PSS only', ['-newkey', 'rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048'], ['-sha256'], ['-md', 'sha256', '-keyopt', 'rsa_padding_mode:pss'], 'RSA-PSS with SHA-256'],
  ] as const)('[VER-01] %s: the right content passes, another fails', async (_, keyOptions, hash, parameters, name) => {
    const trust = certify(keyOptions, hash);
    const attached = signBy('-nodetach', ...parameters);
    expect(only(await validate(attached, trust))).toMatchObject({ indication: 'TOTAL-PASSED', algorithm: name, dataIntact: true, signatureIntact: true });
    const detached = signBy(...parameters);
    expect((await validate(detached, trust, [file(content)])).indication).toBe('TOTAL-PASSED');
    expect(only(await validate(detached, trust, [file(text('another'))]))).toMatchObject({ indication: 'TOTAL-FAILED', dataIntact: false });
    const last = attached.length - 1;
    attached[last] = (attached[last] ?? 0) ^ 1;
    expect(only(await validate(attached, trust)).signatureIntact).not.toBe(true);
  });
});

describe('algorithms that openssl has no CMS for', () => {
  it.each([
    ['Ed25519', () => generateKeyPairSync('ed25519'), '1.3.101.112', null, 'sha512', 'Ed25519'],
    ['ECDSA with SHA-3', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }), '2.16.840.1.101.3.4.3.10', 'sha3-256', 'sha256', 'ECDSA with SHA3-256'],
    ['ECDSA with SHA-3 and a brainpool key', () => generateKeyPairSync('ec', { namedCurve: 'brainpoolP384r1' }), '2.16.840.1.101.3.4.3.11', 'sha3-384', 'sha384', 'ECDSA with SHA3-384'],
    ['RSA with SHA-3', () => generateKeyPairSync('rsa', { modulusLength: 2048 }), '2.16.840.1.101.3.4.3.14', 'sha3-256', 'sha256', 'RSA with SHA3-256'],
  ] as const)('[VER-01] %s: the right content passes, a changed content and value fail', async (_, generate, algorithm, hash, digest, name) => {
    const pki = await testPki();
    const { privateKey, publicKey } = generate();
    const keys = { privateKey, publicKey: publicKey.export({ type: 'spki', format: 'der' }), algorithm: 'ecdsa-sha256' as const };
    const signer = await pki.issue({ country: 'KZ', organization: 'TEST', commonName: 'Rare key' }, 'p-256', { keys });
    const suite = { identifier: sequence(oid(algorithm)), sign: (message: Uint8Array) => sign(hash, message, privateKey) };
    const detached = cades({ content, attached: false, signers: [{ signer, digest, suite }] });
    expect(only(await validate(detached, fullTrust(pki), [file(content)]))).toMatchObject({ indication: 'TOTAL-PASSED', algorithm: name });
    expect(only(await validate(detached, fullTrust(pki), [file(text('another'))]))).toMatchObject({ indication: 'TOTAL-FAILED', dataIntact: false });
    const wrong = { ...suite, sign: (message: Uint8Array) => sign(hash, Buffer.concat([message, Uint8Array.of(0)]), privateKey) };
    const forged = cades({ content, attached: false, signers: [{ signer, digest, suite: wrong }] });
    expect(only(await validate(forged, fullTrust(pki), [file(content)]))).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'SIG_CRYPTO_FAILURE', signatureIntact: false });
  });
});

describe('ECDSA without the engine', () => {
  const curves = [
    ['P-256', '1.2.840.10045.3.1.7', 'prime256v1', 32],
    ['P-384', '1.3.132.0.34', 'secp384r1', 48],
    ['P-521', '1.3.132.0.35', 'secp521r1', 66],
    ['brainpoolP256r1', '1.3.36.3.3.2.8.1.1.7', 'brainpoolP256r1', 32],
    ['brainpoolP384r1', '1.3.36.3.3.2.8.1.1.11', 'brainpoolP384r1', 48],
    ['brainpoolP512r1', '1.3.36.3.3.2.8.1.1.13', 'brainpoolP512r1', 64],
  ] as const;

  it.each(curves)('agrees with node:crypto on random messages, values and keys: %s', (_, oid, namedCurve, width) => {
    const curve = curveByOid(oid);
    if (curve === null) throw new Error('no such curve');
    for (let round = 0; round < (process.env['FUZZ_FULL'] === '1' ? 200 : 8); round += 1) {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
      const spki = publicKey.export({ type: 'spki', format: 'der' });
      const point = spki.subarray(spki.length - 1 - 2 * width);
      const hashName = ['sha1', 'sha256', 'sha384', 'sha512'][round % 4] ?? 'sha256';
      const message = createHash('sha256').update(`${namedCurve} ${round}`).digest();
      const hash = createHash(hashName).update(message).digest();
      for (const dsaEncoding of ['der', 'ieee-p1363'] as const) {
        const value = sign(hashName, message, { key: privateKey, dsaEncoding });
        const changed = Buffer.from(value);
        const place = changed.length - 1 - (round % 8);
        changed[place] = (changed[place] ?? 0) ^ (1 << (round % 7));
        const otherHash = Buffer.from(hash);
        otherHash[0] = (otherHash[0] ?? 0) ^ 0x80;
        expect(verify(hashName, message, { key: createPublicKey(privateKey), dsaEncoding }, value)).toBe(true);
        expect(verifySoftwareEcdsa(curve, point, hash, value, dsaEncoding)).toBe(true);
        expect(verifySoftwareEcdsa(curve, point, hash, changed, dsaEncoding)).toBe(verify(hashName, message, { key: publicKey, dsaEncoding }, changed));
        expect(verifySoftwareEcdsa(curve, point, otherHash, value, dsaEncoding)).toBe(false);
        expect(verifySoftwareEcdsa(curve, point, hash, value, dsaEncoding === 'der' ? 'ieee-p1363' : 'der')).toBe(false);
      }
    }
  });

  it('takes no point outside the curve, no zero and no value beyond the order', () => {
    const curve = curveByOid('1.2.840.10045.3.1.7');
    if (curve === null) throw new Error('no such curve');
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const point = Buffer.from(publicKey.export({ type: 'spki', format: 'der' }).subarray(-65));
    const hash = createHash('sha256').update('m').digest();
    const value = sign('sha256', text('m'), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const outside = Buffer.from(point);
    outside[64] = (outside[64] ?? 0) ^ 1;
    const tries: readonly (readonly [Uint8Array, Uint8Array])[] = [
      [outside, value],
      [Buffer.from([0]), value],
      [Buffer.alloc(65), value],
      [point, Buffer.alloc(64)],
      [point, Buffer.concat([value.subarray(0, 32), Buffer.alloc(32)])],
      [point, Buffer.alloc(64, 0xff)],
      [point, value.subarray(1)],
      [point, Buffer.alloc(0)],
    ];
    for (const [key, signature] of tries) expect(verifySoftwareEcdsa(curve, key, hash, signature, 'ieee-p1363')).toBe(false);
  });
});

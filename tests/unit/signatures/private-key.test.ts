import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';

import { algorithmIdentifierOf } from '../../../src-main/signatures/algorithms/identifier.ts';
import { privateKeyFor } from '../../../src-main/signatures/algorithms/private-key.ts';
import { signMessage } from '../../../src-main/signatures/algorithms/sign.ts';
import { resolveSignatureAlgorithm, verifySignatureValue } from '../../../src-main/signatures/algorithms/verify.ts';
import { publicKeyInfoOf } from '../../../src-main/signatures/algorithms/public-key.ts';
import { readSingle } from '../../../src-main/signatures/asn1/tlv.ts';
import { parseCertificate, signingAlgorithmFor } from '../../../src-main/signatures/index.ts';
import { NATIONAL_KEY_NAMES, nationalSigner } from '../../support/national-signers.ts';
import { testPki, text } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { ResolvedAlgorithm } from '../../../src-main/signatures/algorithms/verify.ts';
import type { Certificate } from '../../../src-main/signatures/index.ts';

let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});

function algorithmOf(certificate: Certificate): ResolvedAlgorithm {
  const algorithm = signingAlgorithmFor(certificate);
  if (algorithm === null) throw new Error('no algorithm');
  return resolveSignatureAlgorithm(algorithmIdentifierOf(readSingle(algorithm.signatureIdentifier)), algorithm.digest);
}

describe.each(NATIONAL_KEY_NAMES)('private key of %s', (name) => {
  it('is found in every form that containers write, and signs what verifies', async () => {
    const signer = await nationalSigner(pki, name);
    const certificate = parseCertificate(signer.certificate);
    const algorithm = algorithmOf(certificate);
    for (const [form, info] of Object.entries(signer.forms)) {
      const key = privateKeyFor(info, certificate.publicKey);
      expect(key, form).not.toBeNull();
      if (key === null) continue;
      const value = signMessage(key, algorithm, text('order'), randomBytes);
      const check = (message: string) => verifySignatureValue(algorithm, certificate.publicKey, text(message), value).status;
      expect([check('order'), check('Order')], form).toEqual(['valid', 'invalid']);
    }
  });

  it('is not taken for the key of another certificate, and not out of damaged bytes', async () => {
    const signer = await nationalSigner(pki, name);
    const other = await nationalSigner(pki, name);
    const key = parseCertificate(signer.certificate).publicKey;
    for (const info of Object.values(other.forms)) expect(privateKeyFor(info, key)).toBeNull();
    const [form] = Object.values(signer.forms);
    if (form === undefined) throw new Error('no form');
    for (let at = 0; at < form.length; at += 1) expect(privateKeyFor(form.subarray(0, at), key)).toBeNull();
  });
});

describe('private keys of the engine', () => {
  it.each([
    ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['P-256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['Ed25519', () => generateKeyPairSync('ed25519')],
  ] as const)('%s: belongs to its own public key only', (_name, generate) => {
    const [mine, theirs] = [generate(), generate()];
    const info = (pair: typeof mine): Uint8Array => pair.privateKey.export({ format: 'der', type: 'pkcs8' });
    const key = publicKeyInfoOf(readSingle(mine.publicKey.export({ format: 'der', type: 'spki' })));
    expect(privateKeyFor(info(mine), key)?.kind).toBe('engine');
    expect(privateKeyFor(info(theirs), key)).toBeNull();
    expect(privateKeyFor(Uint8Array.of(0x30, 0x00), key)).toBeNull();
  });
});

describe('signing', () => {
  it('refuses a key with another algorithm', async () => {
    const [dstu, gost] = [await nationalSigner(pki, 'DSTU 4145, m = 257'), await nationalSigner(pki, 'GOST R 34.10-2012, 256 bit')];
    const certificate = parseCertificate(dstu.certificate);
    const key = privateKeyFor(dstu.forms['INTEGER'] ?? Uint8Array.of(), certificate.publicKey);
    if (key === null) throw new Error('no key');
    expect(() => signMessage(key, algorithmOf(parseCertificate(gost.certificate)), text('order'), randomBytes)).toThrow(RangeError);
  });

  it('gives another value each time, whatever the generator does', async () => {
    for (const name of ['KZ GOST 34.10-2015, 512 bit', 'DSTU 4145, m = 257'] as const) {
      const signer = await nationalSigner(pki, name);
      const certificate = parseCertificate(signer.certificate);
      const key = privateKeyFor(signer.forms['INTEGER'] ?? Uint8Array.of(), certificate.publicKey);
      if (key === null) throw new Error('no key');
      const signed = (message: string, random: (length: number) => Uint8Array) => Buffer.from(signMessage(key, algorithmOf(certificate), text(message), random)).toString('hex');
      expect(signed('order', randomBytes)).not.toBe(signed('order', randomBytes));
      // A generator that repeats itself must not give two documents one nonce: r would be the same.
      const stuck = (length: number): Uint8Array => new Uint8Array(length).fill(7);
      const half = (value: string): string => value.slice(0, value.length / 2);
      expect(half(signed('first', stuck))).not.toBe(half(signed('second', stuck)));
    }
  });
});

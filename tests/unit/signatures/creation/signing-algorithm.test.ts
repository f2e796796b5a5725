import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';

import { createAsicE, createCades, parseCertificate, signingAlgorithmFor } from '../../../../src-main/signatures/index.ts';
import { publicKeyInfoOf, usableKeyOf } from '../../../../src-main/signatures/algorithms/public-key.ts';
import { readSingle } from '../../../../src-main/signatures/asn1/tlv.ts';
import { bits, nothing, octets, oid, sequence } from '../../../../src-main/demo/pki/der.ts';
import { bigEndianDstuKeyInfo, dstuKey, GOST_KEY_NAMES, gostKey } from '../../../support/national-signers.ts';
import { faultOf, furtherSigner, FURTHER_KEYS, memoryKey } from './support.ts';
import { file, fullTrust, later, only, testPki, text, validate } from '../support.ts';
import type { FurtherKey } from './support.ts';
import type { TestPki } from '../../../../src-main/demo/pki/index.ts';
import type { Certificate, SigningAlgorithm, SigningKey } from '../../../../src-main/signatures/index.ts';

const content = text('Бұйрық');
const signingTime = later(-60_000);
let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});

const hex = ({ digestIdentifier, signatureIdentifier }: SigningAlgorithm): string[] => [digestIdentifier, signatureIdentifier].map((der) => Buffer.from(der).toString('hex'));

const SHA256 = '300b0609608648016503040201';
const SHA384 = '300b0609608648016503040202';
const SHA512 = '300b0609608648016503040203';
const ECDSA = (last: number): string => `300a06082a8648ce3d04030${last}`;

describe('identifiers of the key’s country, written as its signers write them', () => {
  it('RSA with SHA-256 and NULL; ECDSA by the size of the curve; Ed25519 with SHA-512', async () => {
    expect(hex(memoryKey(pki.signers.director).algorithm)).toEqual([SHA256, '300d06092a864886f70d01010b0500']);
    expect(hex(memoryKey(pki.signers.clerk).algorithm)).toEqual([SHA256, ECDSA(2)]);
    expect(hex(memoryKey(pki.signers.auditor).algorithm)).toEqual([SHA384, ECDSA(3)]);
    const expected: Readonly<Record<FurtherKey, readonly string[]>> = {
      'P-521': [SHA512, ECDSA(4)],
      brainpoolP256r1: [SHA256, ECDSA(2)],
      brainpoolP384r1: [SHA384, ECDSA(3)],
      brainpoolP512r1: [SHA512, ECDSA(4)],
      ed25519: [SHA512, '300506032b6570'],
    };
    for (const kind of FURTHER_KEYS) expect(hex(memoryKey(await furtherSigner(pki, kind)).algorithm)).toEqual(expected[kind]);
  });

  it.each([
    ['KZ GOST 34.310-2004', '1.2.398.3.10.1.3.1', '1.2.398.3.10.1.1.1.2', [nothing()]],
    ['KZ GOST 34.10-2015, 256 bit', '1.2.398.3.10.1.3.2', '1.2.398.3.10.1.1.2.3.1', [nothing()]],
    ['KZ GOST 34.10-2015, 512 bit', '1.2.398.3.10.1.3.3', '1.2.398.3.10.1.1.2.3.2', [nothing()]],
    ['GOST R 34.10-2012, 256 bit', '1.2.643.7.1.1.2.2', '1.2.643.7.1.1.1.1', []],
    ['GOST R 34.10-2012, 512 bit', '1.2.643.7.1.1.2.3', '1.2.643.7.1.1.1.2', []],
  ] as const)('%s', async (name, digest, signature, parameters) => {
    const expected = [digest, signature].map((number) => Buffer.from(sequence(oid(number), ...parameters)).toString('hex'));
    expect(hex((await gostKey(pki, name)).algorithm)).toEqual(expected);
  });

  it('DSTU 4145: GOST 34.311, or Kupyna where the certificate is signed with it; an option decides over both', async () => {
    const { certificate } = await dstuKey(pki, {});
    const parsed = parseCertificate(certificate);
    const gost = ['300c060a2a862402010101010201', '300d060b2a86240201010101030101'];
    const kupyna = ['300d060b2a86240201010101020201', '300e060c2a8624020101010103060101'];
    const signedWith = (number: string): Certificate => ({ ...parsed, signatureAlgorithm: { ...parsed.signatureAlgorithm, oid: number } });
    const identifiers = (...parameters: Parameters<typeof signingAlgorithmFor>): readonly string[] | null => {
      const algorithm = signingAlgorithmFor(...parameters);
      return algorithm === null ? null : hex(algorithm);
    };
    expect(identifiers(parsed)).toEqual(gost);
    expect(identifiers(signedWith('1.2.804.2.1.1.1.1.3.1.1'))).toEqual(gost);
    for (const last of ['1', '2', '3', '1.1', '2.1', '3.1']) expect(identifiers(signedWith(`1.2.804.2.1.1.1.1.3.6.${last}`))).toEqual(kupyna);
    expect(identifiers(signedWith('1.2.804.2.1.1.1.1.3.6.1.1'), { ukrainianHash: 'GOST 34.311-95' })).toEqual(gost);
    expect(identifiers(parsed, { ukrainianHash: 'Kupyna-256' })).toEqual(kupyna);
  });

  it('none for keys that cannot be verified here, that are bound to PSS, or whose encoding has no sample', async () => {
    const under = async (publicKey: Uint8Array): Promise<SigningAlgorithm | null> => {
      const keys = { ...pki.signers.clerk.keys, publicKey };
      const { certificate } = await pki.issue({ country: 'KZ', organization: 'TEST Office', commonName: 'TEST strange' }, 'p-256', { keys });
      return signingAlgorithmFor(parseCertificate(certificate));
    };
    for (const { privateKey } of [
      generateKeyPairSync('rsa-pss', { modulusLength: 2048 }),
      generateKeyPairSync('ed448'),
      generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
    ]) {
      expect(await under(createPublicKey(privateKey).export({ type: 'spki', format: 'der' }))).toBeNull();
    }
    const bigEndian = bigEndianDstuKeyInfo();
    expect(usableKeyOf(publicKeyInfoOf(readSingle(bigEndian)))).toMatchObject({ kind: 'dstu4145' });
    expect(await under(bigEndian)).toBeNull();
    expect(await under(sequence(sequence(oid('1.3.6.1.4.1.6801.1.2.2')), bits(octets(Buffer.alloc(64, 1)))))).toBeNull();
  });
});

describe('signatures under national algorithms', () => {
  const national = (): (readonly [string, () => Promise<SigningKey>])[] => [
    ...GOST_KEY_NAMES.map((name) => [name, () => gostKey(pki, name)] as const),
    ['DSTU 4145 with GOST 34.311', () => dstuKey(pki, { ukrainianHash: 'GOST 34.311-95' })],
    ['DSTU 4145 with Kupyna', () => dstuKey(pki, { ukrainianHash: 'Kupyna-256' })],
  ];

  it.each(national())('%s: pass our own validation, and fail over another content', async (_name, make) => {
    const key = await make();
    const signature = await createCades({ form: 'detached', content, key, signingTime });
    expect(only(await validate(signature, fullTrust(pki), [file(content)]))).toMatchObject({ indication: 'TOTAL-PASSED', level: 'CAdES-BASELINE-B' });
    expect(only(await validate(signature, fullTrust(pki), [file(text('Бұйрыг'))]))).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
    const wrong = { ...key, sign: async (message: Uint8Array) => Uint8Array.from(await key.sign(message)).toReversed() };
    expect(await faultOf(() => createCades({ form: 'detached', content, key: wrong, signingTime }))).toBe('key');
  });

  it.each(national())('%s: a container with the hash of the country', async (_name, make) => {
    const key = await make();
    const container = await createAsicE({ files: [{ name: 'a.txt', mediaType: 'text/plain', bytes: content }], key, signingTime });
    expect(only(await validate(container, fullTrust(pki), [], 'a.asice'))).toMatchObject({ indication: 'TOTAL-PASSED', level: 'CAdES-BASELINE-B' });
    expect(Buffer.from(container).includes('xmlenc#sha256')).toBe(false);
  });
});

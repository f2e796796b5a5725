import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';

import { createCades } from '../../../../src-main/signatures/index.ts';
import { childrenOf, contentOf, rawOf } from '../../../../src-main/signatures/asn1/tlv.ts';
import { oidOf } from '../../../../src-main/signatures/asn1/values.ts';
import { digestByName } from '../../../../src-main/signatures/algorithms/digests.ts';
import { elementAt, faultOf, furtherSigner, FURTHER_KEYS, memoryKey, SIGNED_DATA, SIGNERS } from './support.ts';
import { file, fullTrust, later, only, testPki, text, validate } from '../support.ts';
import type { TestPki } from '../../../../src-main/demo/pki/index.ts';
import type { SigningKey, ValidationOptions } from '../../../../src-main/signatures/index.ts';

const content = text('Лист, хат, кат, письмо\n');
const signingTime = later(-60_000);
let pki: TestPki;
let trust: ValidationOptions;

beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
});

const attached = (key: SigningKey, bytes = content): Promise<Uint8Array> => createCades({ form: 'attached', content: bytes, key, signingTime });
const detached = (key: SigningKey, bytes = content): Promise<Uint8Array> => createCades({ form: 'detached', content: bytes, key, signingTime });
const passed = { indication: 'TOTAL-PASSED', level: 'CAdES-BASELINE-B', baselineLevel: 'B', signatureIntact: true, dataIntact: true };

describe('CAdES signatures that we make', () => {
  it.each(['director', 'clerk', 'citizen', 'partner', 'auditor'] as const)('pass our own validation at level B: %s, attached and detached', async (who) => {
    const key = memoryKey(pki.signers[who]);
    for (const [signature, contents] of [
      [await attached(key), []],
      [await detached(key), [file(content)]],
    ] as const) {
      const report = only(await validate(signature, trust, contents));
      expect(report).toMatchObject({ ...passed, claimedSigningTime: signingTime.toISOString() });
      expect(report.signer?.commonName).toBe(pki.signers[who].name.commonName);
    }
  });

  it.each(FURTHER_KEYS)('pass with a key of %s', async (kind) => {
    const key = memoryKey(await furtherSigner(pki, kind));
    expect(only(await validate(await detached(key), trust, [file(content)]))).toMatchObject(passed);
  });

  it('are the same for a hash that the caller computed', async () => {
    const key = memoryKey(pki.signers.director);
    const digest = createHash('sha256').update(content).digest();
    const byDigest = await createCades({ form: 'detached', content: { digest }, key, signingTime });
    // RSA with PKCS #1 v1.5 gives one value for one message.
    expect(Buffer.from(byDigest).equals(await detached(key))).toBe(true);
  });

  it('fail over a content with one changed byte, and where any byte of the attached content is changed', async () => {
    const key = memoryKey(pki.signers.clerk);
    const other = Uint8Array.from(content);
    other[0] = (other[0] ?? 0) ^ 1;
    expect(only(await validate(await detached(key), trust, [file(other)]))).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
    const signature = Buffer.from(await attached(key));
    const start = signature.indexOf(content);
    expect(start).toBeGreaterThan(0);
    for (let at = start; at < start + content.length; at += 1) {
      const changed = Uint8Array.from(signature);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(only(await validate(changed, trust)).indication).toBe('TOTAL-FAILED');
    }
  });

  it('do not pass with one changed byte in the signed attributes or in the signature value', async () => {
    const signature = await detached(memoryKey(pki.signers.clerk));
    for (const place of [3, 5]) {
      const part = elementAt(signature, ...SIGNERS, 0, place);
      for (let at = part.start; at < part.end; at += 1) {
        const changed = Uint8Array.from(signature);
        changed[at] = (changed[at] ?? 0) ^ 0x01;
        expect((await validate(changed, trust, [file(content)])).indication, `byte ${at - part.start} of ${place}`).not.toBe('TOTAL-PASSED');
      }
    }
  });

  it('take an empty content and a type of content that is not data', async () => {
    const key = memoryKey(pki.signers.clerk);
    expect(only(await validate(await attached(key, text('')), trust))).toMatchObject(passed);
    const typed = await createCades({ form: 'attached', content, key, signingTime, contentType: '1.2.3.4' });
    expect(contentOf(elementAt(typed, ...SIGNED_DATA, 0))).toEqual(Buffer.of(3));
    expect(only(await validate(typed, trust))).toMatchObject({ signatureIntact: true, dataIntact: true });
  });
});

const ATTRIBUTES = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
};

describe('their bytes', () => {
  it('hold the four signed attributes of level B, in the ascending order of their encodings', async () => {
    for (const who of ['director', 'auditor'] as const) {
      const signed = elementAt(await detached(memoryKey(pki.signers[who])), ...SIGNERS, 0, 3);
      expect([signed.tagClass, signed.tagNumber]).toEqual([2, 0]);
      const attributes = childrenOf(signed).map((item) => Buffer.from(rawOf(item)).toString('latin1'));
      expect(attributes).toEqual(attributes.toSorted((left, right) => Buffer.compare(Buffer.from(left, 'latin1'), Buffer.from(right, 'latin1'))));
      const oids = childrenOf(signed).map((item) => oidOf(childrenOf(item)[0] ?? item));
      expect(oids.toSorted()).toEqual(Object.values(ATTRIBUTES).toSorted());
    }
  });

  it('leave SHA-256 out of the certificate reference, and name every other hash as the key does', async () => {
    const reference = async (who: 'director' | 'auditor') => {
      const key = memoryKey(pki.signers[who]);
      const signed = elementAt(await detached(key), ...SIGNERS, 0, 3);
      const found = childrenOf(signed).find((item) => oidOf(childrenOf(item)[0] ?? item) === ATTRIBUTES.signingCertificateV2);
      const [value] = childrenOf(childrenOf(found ?? signed)[1] ?? signed);
      const parts = childrenOf(childrenOf(childrenOf(value ?? signed)[0] ?? signed)[0] ?? signed);
      return { key, parts, hash: (name: string) => createHash(name).update(key.certificate).digest() };
    };
    const plain = await reference('director');
    expect(plain.parts.map(({ tagNumber }) => tagNumber)).toEqual([4, 16]);
    expect(plain.hash('sha256').equals(contentOf(plain.parts[0] ?? elementAt(plain.key.certificate)))).toBe(true);
    const named = await reference('auditor');
    expect(named.parts.map(({ tagNumber }) => tagNumber)).toEqual([16, 4, 16]);
    expect(Buffer.from(rawOf(named.parts[0] ?? elementAt(named.key.certificate))).equals(named.key.algorithm.digestIdentifier)).toBe(true);
    expect(named.hash('sha384').equals(contentOf(named.parts[1] ?? elementAt(named.key.certificate)))).toBe(true);
  });

  it('write the time as UTCTime up to 2049 and as GeneralizedTime from 2050, and refuse what is no time', async () => {
    const key = memoryKey(pki.signers.clerk);
    const tagAt = async (instant: string) => {
      const signature = await createCades({ form: 'detached', content, key, signingTime: new Date(instant) });
      const found = childrenOf(elementAt(signature, ...SIGNERS, 0, 3)).find((item) => oidOf(childrenOf(item)[0] ?? item) === ATTRIBUTES.signingTime);
      const [value] = childrenOf(childrenOf(found ?? elementAt(signature))[1] ?? elementAt(signature));
      return [value?.tagNumber, Buffer.from(contentOf(value ?? elementAt(signature))).toString()];
    };
    expect(await tagAt('2049-12-31T23:59:59.999Z')).toEqual([23, '491231235959Z']);
    expect(await tagAt('2050-01-01T00:00:00.000Z')).toEqual([24, '20500101000000Z']);
    expect(await tagAt('1949-12-31T23:59:59.000Z')).toEqual([24, '19491231235959Z']);
    await expect(createCades({ form: 'detached', content, key, signingTime: new Date(Number.NaN) })).rejects.toThrow(RangeError);
    await expect(createCades({ form: 'detached', content, key, signingTime: new Date('+010000-01-01T00:00:00Z') })).rejects.toThrow(RangeError);
  });

  it('hold each certificate once, in the order of a DER set', async () => {
    const signer = pki.signers.director;
    const key = memoryKey({ ...signer, chain: [signer.certificate, ...signer.chain, ...signer.chain, pki.root.certificate] });
    const certificates = childrenOf(elementAt(await attached(key), ...SIGNED_DATA, 3)).map((item) => Buffer.from(rawOf(item)));
    const expected = [signer.certificate, ...signer.chain, pki.root.certificate].map((der) => Buffer.from(der)).toSorted(Buffer.compare);
    expect(certificates.map((der) => der.toString('hex'))).toEqual(expected.map((der) => der.toString('hex')));
  });
});

describe('nothing is signed', () => {
  it('with a key of another certificate, or with a value in another encoding', async () => {
    const [clerk, citizen] = [memoryKey(pki.signers.clerk), memoryKey(pki.signers.citizen)];
    expect(await faultOf(() => detached({ ...clerk, sign: (message) => citizen.sign(message) }))).toBe('key');
    const cutShort = async (message: Uint8Array) => (await clerk.sign(message)).subarray(1);
    expect(await faultOf(() => detached({ ...clerk, sign: cutShort }))).toBe('key');
    expect(await faultOf(() => detached({ ...clerk, sign: () => Promise.resolve(new Uint8Array()) }))).toBe('key');
  });

  it('where hash and identifiers of the key do not belong together', async () => {
    const [clerk, auditor] = [memoryKey(pki.signers.clerk), memoryKey(pki.signers.auditor)];
    const { digest, digestIdentifier } = auditor.algorithm;
    expect(await faultOf(() => detached({ ...clerk, algorithm: { ...clerk.algorithm, digest } }))).toBe('key');
    expect(await faultOf(() => detached({ ...clerk, algorithm: { ...clerk.algorithm, digest, digestIdentifier } }))).toBe('key');
    const unknown = { ...digestByName('SHA-256'), engineName: null, software: null };
    expect(await faultOf(() => detached({ ...clerk, algorithm: { ...clerk.algorithm, digest: unknown } }))).toBe('key');
  });

  it('with a certificate or a chain that is none', async () => {
    const clerk = memoryKey(pki.signers.clerk);
    expect(await faultOf(() => detached({ ...clerk, certificate: clerk.certificate.subarray(0, 100) }))).toBe('key');
    expect(await faultOf(() => detached({ ...clerk, chain: [text('no certificate')] }))).toBe('key');
  });

  it('over a hash of another length', async () => {
    const key = memoryKey(pki.signers.auditor);
    for (const length of [0, 20, 32, 47, 49]) {
      expect(await faultOf(() => createCades({ form: 'detached', content: { digest: new Uint8Array(length) }, key, signingTime }))).toBe('content-digest');
    }
  });

  it('with a type of content that is no OID, or one that would be written as another', async () => {
    const key = memoryKey(pki.signers.clerk);
    for (const contentType of ['', 'data', '1', '1.2.', '1..2', '1.40.3', '1.2.-3', '1.2.3.9007199254740993', '01.2.3', '1.2.1e3']) {
      expect(await faultOf(() => createCades({ form: 'attached', content, key, signingTime, contentType })), contentType).toBe('content-type');
    }
  });

  it('where the holder of the key refuses: its own error comes through', async () => {
    class Refused extends Error {}
    const key = { ...memoryKey(pki.signers.clerk), sign: () => Promise.reject(new Refused('PIN')) };
    await expect(detached(key)).rejects.toThrow(Refused);
  });
});

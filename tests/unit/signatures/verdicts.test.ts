import { beforeAll, describe, expect, it } from 'vitest';

import { attribute, signAttached, signDetached, signingCertificateV2, signTogether } from '../../../src-main/demo/pki/index.ts';
import { octets, oid, sequence } from '../../../src-main/demo/pki/der.ts';
import { digest } from '../../../src-main/demo/pki/keys.ts';
import { extractAttachedContent } from '../../../src-main/signatures/index.ts';
import { DAY, file, fullTrust, keysOf, later, NOW, only, testPki, text, validate } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';

const content = text('Бұйрық № 1: Ґанок, Өңір, Ңү');
let pki: TestPki;

beforeAll(async () => {
  pki = await testPki();
});

describe('what passes', () => {
  it.each(['director', 'clerk', 'citizen', 'partner', 'auditor'] as const)(
    '[VER-01] [VER-02] signature of %s: intact, trusted, not revoked',
    async (id) => {
      const signature = signDetached(content, pki.signers[id], { signingTime: later(-DAY) });
      const report = await validate(signature, fullTrust(pki), [file(content)]);
      expect(only(report)).toMatchObject({
        format: 'CAdES',
        baselineLevel: 'B',
        dataFound: true,
        dataIntact: true,
        signatureIntact: true,
        indication: 'TOTAL-PASSED',
        subIndication: null,
        reasons: [{ key: 'verdict.passed' }],
        claimedSigningTime: later(-DAY).toISOString(),
        bestSignatureTime: null,
      });
      expect(report).toMatchObject({ container: 'cms-detached', indication: 'TOTAL-PASSED', checkedAt: NOW });
      expect(report.content?.fileName).toBe('document.txt');
    },
  );

  it('[VER-11] names the signer as the certificate does and shows the chain to the anchor', async () => {
    const report = only(await validate(signAttached(content, pki.signers.director), fullTrust(pki)));
    expect(report.signer).toMatchObject({
      commonName: 'Әбдіқадырова Ғалия Һашімқызы',
      organization: 'ТЕСТ «Өңір мұрағаты» ЖШС',
      position: 'Директор',
      personalCode: 'IIN000000000011',
      organizationCode: 'BIN000000000001',
      country: 'KZ',
    });
    expect(report.chain).toHaveLength(3);
    expect(report.revocation.map(({ kind, status }) => `${kind} ${status}`)).toEqual(['crl good', 'crl good']);
    expect(report.algorithm).toBe('RSA with SHA-256');
  });

  it('attached content comes out as it went in', () => {
    const signature = signAttached(content, pki.signers.clerk);
    expect(Buffer.from(extractAttachedContent(signature)?.bytes ?? []).equals(content)).toBe(true);
    expect(extractAttachedContent(signDetached(content, pki.signers.clerk))).toBeNull();
    expect(extractAttachedContent(content)).toBeNull();
  });

  it('RSA-PSS', async () => {
    const signature = signAttached(content, pki.signers.director, { algorithm: 'rsa-pss-sha256' });
    const report = only(await validate(signature, fullTrust(pki)));
    expect(report).toMatchObject({ indication: 'TOTAL-PASSED', algorithm: 'RSA-PSS with SHA-256' });
  });

  it('is called qualified by its own statement under a trusted anchor only', async () => {
    const trusted = fullTrust(pki);
    const levels = async (id: 'director' | 'citizen', options = trusted) =>
      only(await validate(signAttached(content, pki.signers[id]), options)).legalLevel;
    expect(await levels('director')).toBe('qualified');
    expect(await levels('citizen')).toBe('undetermined');
    expect(await levels('director', { ...trusted, trustAnchors: [] })).toBe('undetermined');
  });
});

describe('[VER-11] content and signature value', () => {
  it('another content fails with HASH_FAILURE', async () => {
    const signature = signDetached(content, pki.signers.director);
    const report = only(await validate(signature, fullTrust(pki), [file(text('another'))]));
    expect(report).toMatchObject({
      indication: 'TOTAL-FAILED',
      subIndication: 'HASH_FAILURE',
      dataIntact: false,
      signatureIntact: true,
    });
  });

  it('a wrong signature value fails with SIG_CRYPTO_FAILURE', async () => {
    const signature = Buffer.from(signDetached(content, pki.signers.director));
    signature[signature.length - 3] = (signature.at(-3) ?? 0) ^ 1;
    const report = only(await validate(signature, fullTrust(pki), [file(content)]));
    expect(report).toMatchObject({
      indication: 'TOTAL-FAILED',
      subIndication: 'SIG_CRYPTO_FAILURE',
      dataIntact: true,
      signatureIntact: false,
    });
  });

  it('no content gives SIGNED_DATA_NOT_FOUND', async () => {
    const report = only(await validate(signDetached(content, pki.signers.clerk), fullTrust(pki)));
    expect(report).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'SIGNED_DATA_NOT_FOUND',
      dataFound: false,
      dataIntact: null,
    });
  });

  it('among several documents the one whose hash fits is taken, whatever its name', async () => {
    const signature = signDetached(content, pki.signers.clerk);
    const candidates = [file(text('a'), 'document.txt'), file(content, 'scan.bin'), file(text('b'), 'b.txt')];
    const report = await validate(signature, fullTrust(pki), candidates);
    expect(report.content?.fileName).toBe('scan.bin');
    expect(report.indication).toBe('TOTAL-PASSED');
    const none = await validate(signature, fullTrust(pki), [file(text('a')), file(text('b'))]);
    expect(only(none)).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
    expect(none.content).toBeNull();
  });

  it('each signer is reported by itself and the worst one decides', async () => {
    const wrong = (standard: readonly Uint8Array[]) =>
      standard.map((item, index) => (index === 1 ? attribute('1.2.840.113549.1.9.4', octets(digest('sha256', text('x')))) : item));
    const signature = signTogether(
      content,
      [
        { signer: pki.signers.director, options: {} },
        { signer: pki.signers.clerk, options: { attributes: wrong } },
      ],
      { attached: true },
    );
    const report = await validate(signature, fullTrust(pki));
    const verdicts = Object.fromEntries(report.signatures.map((one) => [one.signer?.country, one.indication]));
    expect(verdicts).toEqual({ KZ: 'TOTAL-PASSED', UA: 'TOTAL-FAILED' });
    expect(report.indication).toBe('TOTAL-FAILED');
  });
});

describe('signed attributes', () => {
  const changed = async (attributes: (standard: readonly Uint8Array[]) => readonly Uint8Array[]) =>
    only(await validate(signAttached(content, pki.signers.clerk, { attributes }), fullTrust(pki)));

  it('a reference to another certificate: NO_SIGNING_CERTIFICATE_FOUND', async () => {
    const other = signingCertificateV2(pki.signers.citizen.certificate);
    const report = await changed((standard) => [...standard.slice(0, 2), other]);
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'NO_SIGNING_CERTIFICATE_FOUND' });
    expect(keysOf(report)).toContain('verdict.signingCertificateMismatch');
  });

  it.each([
    ['without messageDigest', (standard: readonly Uint8Array[]) => standard.filter((_, index) => index !== 1)],
    ['with messageDigest twice', (standard: readonly Uint8Array[]) => [...standard, ...standard.slice(1, 2)]],
    ['without contentType', (standard: readonly Uint8Array[]) => standard.slice(1)],
    [
      'with another contentType',
      (standard: readonly Uint8Array[]) => [attribute('1.2.840.113549.1.9.3', oid('1.2.3.4')), ...standard.slice(1)],
    ],
    [
      'with two values of messageDigest',
      (standard: readonly Uint8Array[]) => {
        const right = octets(digest('sha256', content));
        const two = attribute('1.2.840.113549.1.9.4', right, octets(new Uint8Array(32)));
        return standard.map((item, index) => (index === 1 ? two : item));
      },
    ],
  ])('%s: FORMAT_FAILURE', async (_title, attributes) => {
    const report = await changed(attributes);
    expect(report).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE', signatureIntact: null });
  });

  it('a malformed reference to the certificate is not taken for a missing one', async () => {
    const broken = attribute('1.2.840.113549.1.9.16.2.47', sequence(octets(Uint8Array.of(1))));
    const report = await changed((standard) => [...standard.slice(0, 2), broken]);
    expect(report).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'NO_SIGNING_CERTIFICATE_FOUND' });
  });

  it('a signature without the reference is plain CMS of no baseline level', async () => {
    const report = await changed((standard) => standard.slice(0, 2));
    expect(report).toMatchObject({ format: 'CMS', baselineLevel: null, indication: 'TOTAL-PASSED' });
  });
});

describe('strength', () => {
  it('SHA-1 is INDETERMINATE even where everything else is in order', async () => {
    const signature = signAttached(content, pki.signers.director, { algorithm: 'rsa-sha1', digest: 'sha1' });
    const report = only(await validate(signature, fullTrust(pki)));
    expect(report).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
      signatureIntact: true,
      dataIntact: true,
    });
    expect(keysOf(report)).toEqual(['verdict.weakAlgorithm']);
  });

  it('an unknown algorithm is named with its OID and never given a verdict', async () => {
    const der = Buffer.from(signAttached(content, pki.signers.director));
    const rsa = Buffer.from(oid('1.2.840.113549.1.1.11'));
    const at = der.lastIndexOf(rsa);
    der[at + rsa.length - 1] = 99;
    const report = only(await validate(der, fullTrust(pki)));
    expect(report).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: null,
      signatureIntact: null,
      dataIntact: true,
      reasons: [{ key: 'verdict.unsupportedAlgorithm', params: { algorithm: '1.2.840.113549.1.1.99' } }],
    });
  });
});

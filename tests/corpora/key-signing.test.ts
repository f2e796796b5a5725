/** The sample keys of the national authorities sign, and what they sign is judged with their authority's answers. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { createCades, describeOffer, type KeyOffer, keyOffers, openKeyContainer, signingKeyOf } from '../../src-main/signatures/index.ts';
import { corporaPresent, corpusFile, corpusFiles, suffix } from './corpora.ts';
import { certificateFiles, sample, signaturesOf } from './national-samples.ts';

const content = Buffer.from('Бұйрық № 7 · Наказ № 7', 'utf8');
const NOW = Date.parse('2022-09-01T00:00:00Z');

function offersOf(path: string, password: string, beside: readonly string[] = []): KeyOffer[] {
  return keyOffers(openKeyContainer(corpusFile(path), password), beside.map((name) => corpusFile(name)), NOW);
}

async function signedWith({ key }: KeyOffer): Promise<Uint8Array> {
  return createCades({ form: 'detached', content, key: signingKeyOf(key, randomBytes), signingTime: new Date(NOW) });
}

const KZ: readonly (readonly [file: string, password: string, algorithm: string])[] = [
  ['kz/KEY_INDIVIDUAL_VALID_2015.p12', 'Aa123456', 'GOST 34.10-2015 with Streebog-512'],
  ['kz/KEY_CEO_REVOKED_2015.p12', 'Aa123456', 'GOST 34.10-2015 with Streebog-512'],
  ['kz/KEY_CEO_SIGN_REVOKED_2004.p12', 'Qwerty12', 'GOST 34.310-2004 with GOST 34.311-95'],
  ['kz/KEY_INDIVIDUAL_VALID_SIGN_2004.p12', 'Qwerty12', 'RSA with SHA-256'],
  ['kz/KEY_INDIVIDUAL_SIGN_REVOKED_2004.p12', 'Qwerty12', 'RSA with SHA-256'],
];
const AUTHORITIES = ['kz/ca/nca_gost2015_test.cer', 'kz/ca/nca_gost_test.crt', 'kz/ca/nca_rsa_test.crt', 'kz/NCA_2004_RSA_CERT.cer'];

describe.skipIf(!corporaPresent)(`Kazakh sample keys${suffix}`, () => {
  it.each(KZ)('[SIGN-03] %s: what it signs verifies under its own certificate', async (path, password, algorithm) => {
    const [offer, ...more] = offersOf(path, password);
    if (offer === undefined) throw new Error('no key');
    expect(more).toEqual([]);
    expect(describeOffer(offer).algorithm).toBe(algorithm);
    const [signature] = await signaturesOf({ fileName: 'a.p7s', bytes: await signedWith(offer) }, { now: new Date(NOW + 1000).toISOString(), trustAnchors: AUTHORITIES.map(sample) }, [{ fileName: 'a', bytes: content }]);
    expect(signature).toMatchObject({ algorithm, signatureIntact: true, dataIntact: true });
    expect(signature?.chain.length).toBeGreaterThan(1);
  });

  it.each(KZ.filter(([path]) => path.includes('REVOKED')))('[VER-02] %s is revoked by what its authority says', async (path, password) => {
    const [offer] = offersOf(path, password);
    if (offer === undefined) throw new Error('no key');
    // The answers of the responder were given later than the lists were made.
    const options = {
      now: '2023-01-01T00:00:00Z',
      trustAnchors: AUTHORITIES.map(sample),
      crls: corpusFiles('kz/crl').map(sample),
      ocspResponses: corpusFiles('kz/ocsp').map(sample),
    };
    const [signature] = await signaturesOf({ fileName: 'a.p7s', bytes: await signedWith(offer) }, options, [{ fileName: 'a', bytes: content }]);
    const reasons = signature?.reasons.map(({ key }) => key) ?? [];
    expect([signature?.indication, signature?.subIndication, reasons]).toEqual(['INDETERMINATE', expect.stringMatching(/^REVOKED/), expect.arrayContaining(['verdict.revokedNoPoe'])]);
  });

  it.each(KZ)('%s does not open with another password', (path, password) => {
    expect(() => openKeyContainer(corpusFile(path), `${password}!`)).toThrow(expect.objectContaining({ problem: 'wrong-password' }));
  });
});

describe.skipIf(!corporaPresent)(`Ukrainian sample keys${suffix}`, () => {
  const passwordOf = (file: string): string => {
    const text = corpusFile(file).toString('utf8');
    const found = /"password"\s*:\s*"([^"]*)"/.exec(text)?.[1];
    if (found === undefined) throw new Error('no password beside the sample');
    return found;
  };

  it('the keys of the Diia test container belong to the certificates beside it; the one for agreement is not offered for signing', async () => {
    const certificates = certificateFiles('ua');
    const offers = keyOffers(openKeyContainer(corpusFile('ua/test-diia.p12'), passwordOf('ua/sign-pkcs12-file.json')), certificates.map((name) => corpusFile(name)), Date.parse('2023-03-01T00:00:00Z'));
    expect(new Set(offers.map(({ problem }) => problem))).toEqual(new Set(['notForSigning', null]));
    expect(offers).toHaveLength(2);
    for (const offer of offers.filter(({ problem }) => problem === null)) {
      for (const ukrainianHash of ['GOST 34.311-95', 'Kupyna-256'] as const) {
        const key = signingKeyOf(offer.key, randomBytes, { ukrainianHash });
        const bytes = await createCades({ form: 'detached', content, key, signingTime: new Date('2023-03-01T00:00:00Z') });
        const [signature] = await signaturesOf({ fileName: 'a.p7s', bytes }, { now: '2023-03-02T00:00:00Z', trustAnchors: certificates.map(sample) }, [{ fileName: 'a', bytes: content }]);
        expect(signature).toMatchObject({ algorithm: `DSTU 4145-2002 with ${ukrainianHash}`, signatureIntact: true, dataIntact: true, level: 'CAdES-BASELINE-B' });
      }
    }
  });
});

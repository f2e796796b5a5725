/** XML signatures with national algorithms, enveloped and in ASiC; the samples of the countries hold none. */
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';

import { computeDigest, digestByOid } from '../../../src-main/signatures/algorithms/digests.ts';
import { privateKeyFor } from '../../../src-main/signatures/algorithms/private-key.ts';
import { signMessage } from '../../../src-main/signatures/algorithms/sign.ts';
import { parseCertificate } from '../../../src-main/signatures/index.ts';
import { signatureByUri } from '../../../src-main/signatures/formats/xml/algorithm-uris.ts';
import { nationalAlgorithm } from '../../../src-main/signatures/algorithms/verify.ts';
import { mimetype, TYPE, zip } from '../../support/asic-builder.ts';
import { nationalSigner } from '../../support/national-signers.ts';
import { xades } from '../../support/xades-builder.ts';
import { DAY, fullTrust, later, only, testPki, text, validate } from './support.ts';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';
import type { ValidationOptions } from '../../../src-main/signatures/index.ts';
import type { NationalKeyName, NationalSigner } from '../../support/national-signers.ts';
import type { XadesSuite } from '../../support/xades-builder.ts';

const KZ = 'urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:';
const CP = 'urn:ietf:params:xml:ns:cpxmlsec:algorithms:';
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const XMLENC = 'http://www.w3.org/2001/04/xmlenc#';

/** Key, digest URI and its OID, signature URI, name in the report. */
const SUITES: readonly (readonly [NationalKeyName, string, string, string, string])[] = [
  ['KZ GOST 34.10-2015, 512 bit', `${KZ}gostr34112015-512`, '1.2.398.3.10.1.3.3', `${KZ}gostr34102015-gostr34112015-512`, 'GOST 34.10-2015 with Streebog-512'],
  ['KZ GOST 34.10-2015, 256 bit', `${KZ}gostr34112015-256`, '1.2.398.3.10.1.3.2', `${KZ}gostr34102015-gostr34112015-256`, 'GOST 34.10-2015 with Streebog-256'],
  ['KZ GOST 34.310-2004', `${MORE}gost34311`, '1.2.398.3.10.1.3.1', `${MORE}gost34310-gost34311`, 'GOST 34.310-2004 with GOST 34.311-95'],
  ['DSTU 4145, m = 257', `${XMLENC}gost34311`, '1.2.804.2.1.1.1.1.2.1', `${MORE}dstu4145-gost34311`, 'DSTU 4145-2002 with GOST 34.311-95'],
  ['DSTU 4145, m = 431', `${XMLENC}dstu7564-256`, '1.2.804.2.1.1.1.1.2.2.1', `${MORE}dstu4145-dstu7564-256`, 'DSTU 4145-2002 with Kupyna-256'],
  ['GOST R 34.10-2012, 256 bit', `${CP}gostr34112012-256`, '1.2.643.7.1.1.2.2', `${CP}gostr34102012-gostr34112012-256`, 'GOST R 34.10-2012 with Streebog-256'],
  ['GOST R 34.10-2012, 512 bit', `${CP}gostr34112012-512`, '1.2.643.7.1.1.2.3', `${CP}gostr34102012-gostr34112012-512`, 'GOST R 34.10-2012 with Streebog-512'],
];

let pki: TestPki;
let trust: ValidationOptions;
beforeAll(async () => {
  pki = await testPki();
  trust = fullTrust(pki);
});

function suiteOf({ certificate, forms }: NationalSigner, digestUri: string, digestOid: string, signatureUri: string): XadesSuite {
  const key = privateKeyFor(forms['INTEGER'] ?? Uint8Array.of(), parseCertificate(certificate).publicKey);
  const { name, oid, scheme } = signatureByUri(signatureUri);
  if (key === null || oid === null || (scheme?.kind !== 'gost3410' && scheme?.kind !== 'dstu4145')) throw new Error('no suite');
  const algorithm = nationalAlgorithm(oid, name, scheme);
  return {
    digestUri,
    signatureUri,
    digest: (bytes) => computeDigest(digestByOid(digestOid), bytes) ?? Uint8Array.of(),
    sign: (signedInfo) => signMessage(key, algorithm, signedInfo, randomBytes),
  };
}

describe.each(SUITES)('XAdES by %s', (name, digestUri, digestOid, signatureUri, algorithm) => {
  const build = async () => {
    const signer = await nationalSigner(pki, name);
    const suite = suiteOf(signer, digestUri, digestOid, signatureUri);
    return xades({ signer, suite, signingTime: later(-DAY), document: '<order xmlns="urn:order"><sum>1000</sum></order>', references: [{ kind: 'document' }] });
  };

  it('[VER-11] enveloped: passes, and fails once the document or the value is changed', async () => {
    const signed = await build();
    expect(only(await validate(signed, trust, [], 'order.xml'))).toMatchObject({ indication: 'TOTAL-PASSED', algorithm, level: 'XAdES-BASELINE-B' });
    const changed = Buffer.from(signed.toString().replace('1000', '9000'));
    expect(only(await validate(changed, trust, [], 'order.xml'))).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' });
    const value = /<ds:SignatureValue[^>]*>([^<]+)</.exec(signed.toString())?.[1] ?? '';
    const broken = Buffer.from(value, 'base64');
    broken[5] = (broken[5] ?? 0) ^ 1;
    const forged = Buffer.from(signed.toString().replace(value, broken.toString('base64')));
    expect(only(await validate(forged, trust, [], 'order.xml'))).toMatchObject({ indication: 'TOTAL-FAILED', subIndication: 'SIG_CRYPTO_FAILURE' });
  });

  it('[VER-11] as the signature of an ASiC-E container: passes', async () => {
    const signer = await nationalSigner(pki, name);
    const suite = suiteOf(signer, digestUri, digestOid, signatureUri);
    const bytes = text('Annex');
    const signature = xades({ signer, suite, signingTime: later(-DAY), references: [{ kind: 'external', name: 'annex.txt', bytes }] });
    const wrapped = text(`<asic:XAdESSignatures xmlns:asic="http://uri.etsi.org/02918/v1.2.1#">${signature.toString()}</asic:XAdESSignatures>`);
    const container = zip([mimetype(TYPE.extended), { name: 'annex.txt', content: bytes }, { name: 'META-INF/signatures001.xml', content: wrapped }]);
    expect(only(await validate(container, trust, [], 'letter.asice'))).toMatchObject({ indication: 'TOTAL-PASSED', algorithm });
  });
});

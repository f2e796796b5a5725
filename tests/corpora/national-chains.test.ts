import { describe, expect, it } from 'vitest';

import { parseCertificate } from '../../src-main/signatures/certificates/certificate.ts';
import { verifyStructure } from '../../src-main/signatures/certificates/signed-structure.ts';
import { parseCrl } from '../../src-main/signatures/revocation/crl.ts';
import { parseOcsp } from '../../src-main/signatures/revocation/ocsp.ts';
import { corporaPresent, corpusFile, suffix } from './corpora.ts';
import { certificateFiles, certificateOf, signersAmong } from './national-samples.ts';

const KZ = certificateFiles('kz');
const UA = certificateFiles('ua');
const GOST_R = certificateFiles('gost-r');
const ua = (name: string): string => `ua/certs/${name}.cer`;
const DIIA_CA = ua('diia-CA-05E19E2CD92EA2990100000001000000E1000000');
const CAO = ua('CAO-05E19E2CD92EA2990100000001000000C1000000');
const [OLD_GOST_CA, OLD_RSA_CA, NEW_GOST_CA] = [
  ['kz/NCA_2004_GOST_CERT.cer', 'kz/ca/nca_gost_test.crt'],
  ['kz/NCA_2004_RSA_CERT.cer', 'kz/ca/nca_rsa_test.crt'],
  ['kz/NCA_2015_CERT.cer', 'kz/ca/nca_gost2015_test.cer'],
];

/** A copy with one bit changed inside what is signed. */
function withChangedName(path: string): Uint8Array {
  const { raw, subject } = certificateOf(path);
  const changed = Buffer.from(raw);
  const at = changed.indexOf(Buffer.from(subject.raw)) + subject.raw.length - 1;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

describe.skipIf(!corporaPresent)(`certificates with national signatures${suffix}`, () => {
  it.each([
    ['kz/certs/ceo_valid_sign_2004_gost.cer', KZ, OLD_GOST_CA],
    ['kz/certs/individual_valid_sign_2004_rsa.cer', KZ, OLD_RSA_CA],
    ['kz/certs/individual_valid_sign_2004_rsa_auth.cer', KZ, OLD_RSA_CA],
    ['kz/CERT_INDIVIDUAL.cer', KZ, OLD_RSA_CA],
    ['ua/CZOROOT.cer', UA, ['ua/CZOROOT.cer']],
    [CAO, UA, [CAO]],
    [DIIA_CA, UA, [CAO]],
    [ua('diia-2023-tsp-05E19E2CD92EA29902000000010000004A010000'), UA, [CAO]],
    [ua('diia-ocsp-3ED5083160DBC59B0200000001000000202B0F00'), UA, [DIIA_CA]],
    [ua('diia-test-kep-7775604'), UA, [DIIA_CA]],
    [ua('diia-test-sign-7775603'), UA, [DIIA_CA]],
    ['gost-r/root256_cert.pem', GOST_R, ['gost-r/root256_cert.pem']],
    ['gost-r/sender256_cert.pem', GOST_R, ['gost-r/root256_cert.pem']],
    ['gost-r/sender512_cert.pem', GOST_R, ['gost-r/root256_cert.pem']],
  ])('[VER-02] %s is verified by its issuer and by nobody else', (path, candidates, issuers) => {
    expect(signersAmong(certificateOf(path), candidates)).toEqual(issuers);
    const [issuer = ''] = issuers ?? [];
    const changed = parseCertificate(withChangedName(path));
    expect(verifyStructure(changed, certificateOf(issuer).publicKey).status).toBe('invalid');
  });
});

describe.skipIf(!corporaPresent)(`lists and answers with national signatures${suffix}`, () => {
  it.each([
    ['kz/crl/nca_gost2022_test.crl', KZ, NEW_GOST_CA],
    ['kz/crl/nca_gost_test.crl', KZ, OLD_GOST_CA],
    ['kz/crl/nca_rsa_test.crl', KZ, OLD_RSA_CA],
    ['ua/crls/BED5083160DBC59BCDDF707C10293F58BB6ED263C6EA5893D3781B61F493BE57-delta-0ABEA7.crl', UA, [DIIA_CA]],
  ])('list %s is verified by its issuer and by nobody else', (path, candidates, issuers) => {
    expect(signersAmong(parseCrl(corpusFile(path)), candidates)).toEqual(issuers);
  });

  it.each([
    ['kz/ocsp/ocsp_response_ceo_2015_revoked.bin', 'revoked', NEW_GOST_CA],
    ['kz/ocsp/ocsp_response_ceo_sign_2004_revoked.bin', 'revoked', OLD_GOST_CA],
    ['kz/ocsp/ocsp_response_individual_2015.bin', 'revoked', NEW_GOST_CA],
    ['kz/ocsp/ocsp_response_individual_sign_2004.bin', 'good', OLD_RSA_CA],
  ])('answer %s says %s and is signed by a responder of the authority', (path, status, issuers) => {
    const response = parseOcsp(corpusFile(path));
    expect(response.responses.map((single) => single.status)).toEqual([status]);
    const signers = response.certificates.filter((certificate) => verifyStructure(response, certificate.publicKey).status === 'valid');
    expect(signers).toHaveLength(1);
    for (const signer of signers) expect(signersAmong(signer, KZ)).toEqual(issuers);
  });
});

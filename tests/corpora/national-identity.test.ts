import { describe, expect, it } from 'vitest';

import { readCertificates } from '../../src-main/signatures/certificates/load.ts';
import { holderOf } from '../../src-main/signatures/certificates/national-profiles/index.ts';
import { parseOcsp } from '../../src-main/signatures/revocation/ocsp.ts';
import { corporaPresent, corpusFile, corpusFiles, suffix } from './corpora.ts';
import type { Certificate } from '../../src-main/signatures/certificates/certificate.ts';
import type { CertificateHolder, IdentityCode, QualificationClaim } from '#shared/domain/certificate-holder.ts';

const NOTHING: QualificationClaim = { level: null, statements: [], onQualifiedDevice: false };

// The test authority's numbers are made up: none fits its check digit.
const code = (kind: 'IIN' | 'BIN', value: string): IdentityCode => ({ kind, country: 'KZ', value, written: `${kind}${value}`, check: 'inconsistent' });
const edrpou = (value: string, written: string = value): IdentityCode => ({ kind: 'EDRPOU', country: 'UA', value, written, check: 'consistent' });
const kazakhClaim = (policy: string): QualificationClaim => ({ level: 'digital-signature', statements: [policy], onQualifiedDevice: false });
const TEST_COMPANY = { name: 'АО "ТЕСТ"', codes: [code('BIN', '123456789021')], unit: null, position: null };
const TESTOV = { name: 'ТЕСТОВ ТЕСТ ТЕСТОВИЧ', surname: 'ТЕСТОВ', givenNames: 'ТЕСТ ТЕСТОВИЧ', codes: [code('IIN', '123456789011')] };
/** Of a service only the number of the person who answers for it is known. */
const ANSWERABLE = { name: null, surname: null, givenNames: null, codes: [code('IIN', '123456789011')] };

const INDIVIDUAL: CertificateHolder = { profile: 'kazakhstan', kind: 'person', person: TESTOV, organization: null, roles: ['individual'], purpose: 'signature', claim: kazakhClaim('1.2.398.3.3.2.3') };
const KAZAKH_AUTHORITY: CertificateHolder = { profile: 'kazakhstan', kind: 'authority', person: null, organization: null, roles: [], purpose: 'infrastructure', claim: NOTHING };
const OCSP_2004: CertificateHolder = { ...KAZAKH_AUTHORITY, kind: 'responder', person: ANSWERABLE, organization: TEST_COMPANY };
const OCSP_2022: CertificateHolder = { ...KAZAKH_AUTHORITY, kind: 'responder', organization: { name: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) 2022', codes: [], unit: null, position: null } };

const OLD_CLAIM: QualificationClaim = { level: 'qualified', statements: ['1.2.804.2.1.1.1.2.1', '1.2.804.2.1.1.1.2.2'], onQualifiedDevice: false };
const NEW_CLAIM: QualificationClaim = { ...OLD_CLAIM, statements: ['0.4.0.1862.1.1', ...OLD_CLAIM.statements] };
const DEVICE_CLAIM: QualificationClaim = { level: 'qualified', statements: [...NEW_CLAIM.statements, '0.4.0.1862.1.4'], onQualifiedDevice: true };
const ukrainianAuthority = (name: string, codes: readonly IdentityCode[], unit: string | null, claim: QualificationClaim): CertificateHolder => ({ profile: 'ukraine', kind: 'authority', person: null, organization: { name, codes, unit, position: null }, roles: [], purpose: 'infrastructure', claim });
const DIIA = ukrainianAuthority('ДП "ДІЯ"', [edrpou('43395033', 'NTRUA-43395033')], null, DEVICE_CLAIM);
const DIIA_TEST: CertificateHolder = { profile: 'ukraine', kind: 'seal', person: null, organization: { name: 'ДП ДІЯ (Тестування)', codes: [edrpou('43395033')], unit: null, position: null }, roles: [], purpose: 'signature', claim: NEW_CLAIM };
const TK26: CertificateHolder = { profile: 'european', kind: null, person: null, organization: { name: 'TK26', codes: [], unit: null, position: null }, roles: [], purpose: null, claim: NOTHING };

const HOLDERS: Readonly<Record<string, CertificateHolder>> = {
  'kz/CERT_INDIVIDUAL.cer': INDIVIDUAL,
  'kz/certs/individual_valid_sign_2004_rsa.cer': INDIVIDUAL,
  'kz/certs/individual_valid_sign_2004_rsa_auth.cer': { ...INDIVIDUAL, purpose: 'authentication', claim: NOTHING },
  'kz/certs/ceo_valid_sign_2004_gost.cer': { ...INDIVIDUAL, kind: 'employee', organization: TEST_COMPANY, roles: ['legal-entity', 'first-head'], claim: kazakhClaim('1.2.398.3.3.2.1') },
  'kz/NCA_2004_GOST_CERT.cer': KAZAKH_AUTHORITY,
  'kz/NCA_2004_RSA_CERT.cer': KAZAKH_AUTHORITY,
  'kz/NCA_2015_CERT.cer': KAZAKH_AUTHORITY,
  'kz/ca/nca_gost2015_test.cer': KAZAKH_AUTHORITY,
  'kz/ca/nca_gost_test.crt': KAZAKH_AUTHORITY,
  'kz/ca/nca_rsa_test.crt': KAZAKH_AUTHORITY,
  'ua/CZOROOT.cer': ukrainianAuthority('Міністерство юстиції України', [edrpou('00015622', 'UA-00015622-2012')], 'Адміністратор ІТС ЦЗО', OLD_CLAIM),
  'ua/certs/CAO-05E19E2CD92EA2990100000001000000C1000000.cer': ukrainianAuthority('Міністерство цифрової трансформації України', [edrpou('43220851', 'UA-43220851-2020')], 'Адміністратор ІТС ЦЗО', OLD_CLAIM),
  'ua/certs/diia-CA-05E19E2CD92EA2990100000001000000E1000000.cer': DIIA,
  'ua/certs/diia-ocsp-3ED5083160DBC59B0200000001000000202B0F00.cer': { ...DIIA, kind: 'responder' },
  'ua/certs/diia-2023-tsp-05E19E2CD92EA29902000000010000004A010000.cer': { ...DIIA, kind: 'timestamping' },
  'ua/certs/diia-test-sign-7775603.cer': DIIA_TEST,
  // For key agreement; it names an organisation and does not say that it is a seal.
  'ua/certs/diia-test-kep-7775604.cer': { ...DIIA_TEST, kind: null, purpose: 'encryption' },
  'gost-r/root256_cert.pem': TK26,
  'gost-r/sender256_cert.pem': TK26,
  'gost-r/sender512_cert.pem': TK26,
};

const only = (certificates: readonly Certificate[]): Certificate => {
  const [first, ...more] = certificates;
  if (first === undefined || more.length > 0) throw new Error(`${certificates.length} certificates, one expected`);
  return first;
};

describe.skipIf(!corporaPresent)(`holders of the national samples${suffix}`, () => {
  it.each(Object.entries(HOLDERS))('[VER-11] %s', (path, expected) => {
    expect(holderOf(only(readCertificates(corpusFile(path))))).toEqual(expected);
  });

  it('no certificate of the samples is left out', () => {
    const files = ['kz', 'ua', 'gost-r'].flatMap(corpusFiles).filter((path) => /\.(?:cer|crt)$|_cert\.pem$/.test(path));
    expect(files.filter((path) => HOLDERS[path] === undefined)).toEqual([]);
    expect(files).toHaveLength(Object.keys(HOLDERS).length);
  });

  it('the signers of a Kazakh CMS: one of 2022 with the arc alone as policy, one of 2004', () => {
    const signers = readCertificates(corpusFile('kz/CmsServiceTest_SIGNED_DETACHED_CMS.p7s')).map(holderOf);
    const testtov = { name: 'ТЕСТТОВ ТЕСТТ ТЕСТТОВИЧ', surname: 'ТЕСТТОВ', givenNames: 'ТЕСТТ ТЕСТТОВИЧ', codes: [code('IIN', '123456789012')] };
    expect(signers).toEqual([{ ...INDIVIDUAL, person: testtov, claim: kazakhClaim('1.2.398.3.3.2') }, INDIVIDUAL]);
  });

  it('the Kazakh time-stamping service', () => {
    expect(readCertificates(corpusFile('kz/tsp/tsp_token.bin')).map(holderOf)).toEqual([{ ...KAZAKH_AUTHORITY, kind: 'timestamping', person: ANSWERABLE, organization: TEST_COMPANY }]);
  });

  it.each<[string, CertificateHolder]>([
    ['ocsp_response_individual_sign_2004.bin', OCSP_2004],
    ['ocsp_response_ceo_sign_2004_revoked.bin', OCSP_2004],
    ['ocsp_response_individual_2015.bin', OCSP_2022],
    ['ocsp_response_ceo_2015_revoked.bin', OCSP_2022],
  ])('the responder of %s', (name, expected) => {
    expect(parseOcsp(corpusFile(`kz/ocsp/${name}`)).certificates.map(holderOf)).toEqual([expected]);
  });
});

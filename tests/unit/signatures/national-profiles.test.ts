import { beforeAll, describe, expect, it } from 'vitest';

import { basicConstraints, extension, extKeyUsage, issueCertificate, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { bits, explicit, integer, nothing, octets, oid, printable, sequence, setOf, time, utf8 } from '../../../src-main/demo/pki/der.ts';
import { certificatePolicies } from '../../../src-main/demo/pki/extensions.ts';
import { signAttached } from '../../../src-main/demo/pki/index.ts';
import { createKeyPair, signatureIdentifier, signBytes } from '../../../src-main/demo/pki/keys.ts';
import { jsonLine, textLines } from '../../../src-main/cli/verify-report.ts';
import { DocumentWords } from '../../../src-main/registration/document-words.ts';
import { ProtocolTexts } from '../../../src-main/registration/protocol-texts.ts';
import { attempt } from '../../../src-main/signatures/asn1/attempt.ts';
import { parseCertificate } from '../../../src-main/signatures/certificates/certificate.ts';
import { holderOf } from '../../../src-main/signatures/certificates/national-profiles/index.ts';
import { identityCode } from '../../../src-main/signatures/certificates/national-profiles/identity-codes.ts';
import { semanticsIdentifier } from '../../../src-main/signatures/certificates/national-profiles/semantics-identifier.ts';
import { signerKindOf } from '../../../src-main/signatures/certificates/signer-identity.ts';
import { subjectOf, summaryOf } from '../../../src-main/signatures/certificates/summary.ts';
import { fullTrust, only, testPki, text, validate } from './support.ts';
import type { KeyPair } from '../../../src-main/demo/pki/keys.ts';
import type { Certificate } from '../../../src-main/signatures/certificates/certificate.ts';
import { type CertificateHolder, type CodeCheck, type CodeKind, HOLDER_PROFILES } from '#shared/domain/certificate-holder.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';

type Attributes = readonly (readonly [type: string, value: string])[];

const CN = '2.5.4.3';
const SN = '2.5.4.4';
const SERIAL = '2.5.4.5';
const C = '2.5.4.6';
const O = '2.5.4.10';
const OU = '2.5.4.11';
const TITLE = '2.5.4.12';
const GN = '2.5.4.42';
const ORGANIZATION_ID = '2.5.4.97';

const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const EMAIL = '1.3.6.1.5.5.7.3.4';
const NCA = '1.2.398.3.3';
const UA = '1.2.804.2.1.1.1';

let keys: KeyPair;
beforeAll(async () => {
  keys = await createKeyPair('p-256');
});

const nameOf = (attributes: Attributes): Uint8Array => sequence(...attributes.map(([type, value]) => setOf(sequence(oid(type), type === C ? printable(value) : utf8(value)))));

/** A certificate with just these names and extensions, self-made: profiles read, they believe nothing. */
function certificate(subject: Attributes, extensions: readonly Uint8Array[] = [], issuer: Attributes = [[CN, 'TEST']]): Certificate {
  const validity = sequence(time(new Date('2025-01-01T00:00:00Z')), time(new Date('2027-01-01T00:00:00Z')));
  const end = extensions.length === 0 ? [] : [explicit(3, sequence(...extensions))];
  const tbs = sequence(explicit(0, integer(2)), integer(7), signatureIdentifier(keys.algorithm), nameOf(issuer), validity, nameOf(subject), keys.publicKey, ...end);
  return parseCertificate(sequence(tbs, signatureIdentifier(keys.algorithm), bits(signBytes(tbs, keys.privateKey, keys.algorithm))));
}

const holder = (...request: Parameters<typeof certificate>): CertificateHolder => holderOf(certificate(...request));

const statements = (...items: readonly Uint8Array[]): Uint8Array => extension('1.3.6.1.5.5.7.1.3', false, sequence(...items));
const statement = (type: string): Uint8Array => sequence(oid(type));
const qcType = (type: string): Uint8Array => sequence(oid('0.4.0.1862.1.6'), sequence(oid(type)));
const directory = (...items: readonly (readonly [string, ...string[]])[]): Uint8Array =>
  extension('2.5.29.9', false, sequence(...items.map(([type, ...values]) => sequence(oid(type), setOf(...values.map(utf8))))));

const checkOf = (kind: CodeKind, value: string): CodeCheck => identityCode(kind, null, value).check;

describe('codes of persons and organisations', () => {
  it.each<[CodeKind, string]>([
    ['IIN', '791028302728'],
    // Its first row of weights gives 10.
    ['IIN', '061211600012'],
    ['BIN', '971240001315'],
    ['BIN', '940140000385'],
    ['DRFO', '1759013776'],
    ['EDRPOU', '00032129'],
    ['EDRPOU', '14360570'],
    ['EDRPOU', '32855961'],
    ['EDRPOU', '43220851'],
    // Its first row of weights gives 10; in the second case both do.
    ['EDRPOU', '43200055'],
    ['EDRPOU', '43200490'],
  ])('%s %s fits its check digit, and no other last digit does', (kind, value) => {
    expect(checkOf(kind, value)).toBe('consistent');
    const others = Array.from({ length: 10 }, (_unused, digit) => `${value.slice(0, -1)}${digit}`).filter((other) => other !== value);
    expect(others.map((other) => checkOf(kind, other))).toEqual(others.map(() => 'inconsistent'));
  });

  it('an IIN for which both rows of weights give 10 does not exist', () => {
    const both = Array.from({ length: 1_000_000 }, (_unused, at) => String(80_000_000_000 + at)).find((start) => Array.from({ length: 10 }, (_digit, last) => checkOf('IIN', `${start}${last}`)).every((check) => check === 'inconsistent'));
    expect(both).toMatch(/^\d{11}$/);
  });

  it.each<[CodeKind, string]>([
    ['IIN', ''],
    ['IIN', '79102830272'],
    ['IIN', '7910283027280'],
    ['IIN', '79102830272O'],
    ['BIN', ' 971240001315'],
    ['DRFO', '175901377'],
    ['DRFO', '17590137766'],
    ['EDRPOU', '4322085'],
    ['EDRPOU', '٤٣٢٢٠٨٥١'],
    ['UNZR', '19900230-12345'],
    ['UNZR', '19901301-12345'],
    ['UNZR', '1990-02-20-12345'],
    ['PIN', '1234567890123'],
    ['INN', '123456789012345'],
  ])('%s "%s" is out of form', (kind, value) => {
    expect(checkOf(kind, value)).toBe('inconsistent');
  });

  it('where no check digit is public only the form speaks, and of a foreign code nothing does', () => {
    expect([checkOf('UNZR', '19900228-12345'), checkOf('PIN', '21002199000123'), checkOf('national-number', '38001085718')]).toEqual(['form-only', 'form-only', 'unknown']);
  });

  it.each([
    ['TINUA-1759013776', 'DRFO', 'UA', '1759013776', 'consistent'],
    ['NTRUA-43395033', 'EDRPOU', 'UA', '43395033', 'consistent'],
    ['NTRUA-43395034', 'EDRPOU', 'UA', '43395034', 'inconsistent'],
    ['NTRUA-1759013776', 'DRFO', 'UA', '1759013776', 'consistent'],
    ['PNOEE-38001085718', 'national-number', 'EE', '38001085718', 'unknown'],
    ['PASDE-C01X00T47', 'passport', 'DE', 'C01X00T47', 'unknown'],
    ['IDCBE-590082394654', 'identity-card', 'BE', '590082394654', 'unknown'],
    ['VATBE-0876866142', 'VAT', 'BE', '0876866142', 'unknown'],
    ['LEIXG-529900T8BM49AURSDO55', 'LEI', 'XG', '529900T8BM49AURSDO55', 'unknown'],
    ['EI:SE-5567971433', 'local', 'SE', '5567971433', 'unknown'],
  ])('the semantic identifier %s is read (EN 319 412-1 clause 5.1)', (written, kind, country, value, check) => {
    expect(semanticsIdentifier(written)).toEqual({ kind, country, value, written, check });
  });

  it.each(['', '2467778', 'TINUA', 'TINUA-', 'tinua-1759013776', 'XYZUA-1', 'TINU-1', ' TINUA-1', 'UA-43395033-1000'])('"%s" is no semantic identifier', (written) => {
    expect(semanticsIdentifier(written)).toBeNull();
  });
});

describe('Kazakh certificates', () => {
  const DIRECTOR: Attributes = [
    [CN, 'ИВАНОВ ИВАН'],
    [SN, 'ИВАНОВ'],
    [SERIAL, 'IIN791028302728'],
    [C, 'KZ'],
    [O, 'Университет'],
    [OU, 'BIN940140000385'],
    [GN, 'ИВАНОВИЧ'],
  ];
  const signing = (...roles: readonly string[]): Uint8Array[] => [keyUsage(0, 1), extKeyUsage(false, EMAIL, ...roles), certificatePolicies(`${NCA}.2.1`)];

  it('[VER-11] a first head: name with the patronymic, IIN, organisation with its BIN, capacity', () => {
    expect(holder(DIRECTOR, signing(`${NCA}.4.1.2`, `${NCA}.4.1.2.1`))).toEqual({
      profile: 'kazakhstan',
      kind: 'employee',
      person: {
        name: 'ИВАНОВ ИВАН ИВАНОВИЧ',
        surname: 'ИВАНОВ',
        givenNames: 'ИВАН ИВАНОВИЧ',
        codes: [{ kind: 'IIN', country: 'KZ', value: '791028302728', written: 'IIN791028302728', check: 'consistent' }],
      },
      organization: { name: 'Университет', codes: [{ kind: 'BIN', country: 'KZ', value: '940140000385', written: 'BIN940140000385', check: 'consistent' }], unit: null, position: null },
      roles: ['legal-entity', 'first-head'],
      purpose: 'signature',
      claim: { level: 'digital-signature', statements: [`${NCA}.2.1`], onQualifiedDevice: false },
    });
  });

  it.each([
    ['2', 'signing-right'],
    ['3', 'financial-signing-right'],
    ['4', 'human-resources'],
    ['5', 'employee'],
  ])('the capacity …4.1.2.%s is %s', (arc, role) => {
    expect(holder(DIRECTOR, signing(`${NCA}.4.1.2`, `${NCA}.4.1.2.${arc}`))).toMatchObject({ kind: 'employee', roles: ['legal-entity', role] });
  });

  it('an information system is no person, nor is one with an arc of its own', () => {
    for (const arc of ['4.1.1.1', '4.1.2.6', '4.1.2.6.71']) expect(holder(DIRECTOR, signing(`${NCA}.${arc}`))).toMatchObject({ kind: null, roles: ['information-system'] });
    expect(holder(DIRECTOR, signing(`${NCA}.4.1.2.61`)).roles).toEqual([]);
  });

  it.each([
    ['signature of a legal entity', [keyUsage(0, 1), extKeyUsage(false, EMAIL, `${NCA}.4.1.2`), certificatePolicies(`${NCA}.2.1`)], 'signature', 'digital-signature'],
    ['authentication of a legal entity', [keyUsage(0, 2), extKeyUsage(false, CLIENT_AUTH, `${NCA}.4.1.2`), certificatePolicies(`${NCA}.2.2`)], 'authentication', null],
    ['signature of an individual', [keyUsage(0, 1), extKeyUsage(false, EMAIL, `${NCA}.4.1.1`), certificatePolicies(`${NCA}.2.3`)], 'signature', 'digital-signature'],
    ['authentication of an individual', [keyUsage(0, 2), extKeyUsage(false, CLIENT_AUTH, `${NCA}.4.1.1`), certificatePolicies(`${NCA}.2.4`)], 'authentication', null],
    ['signature by the arc of 2022', [keyUsage(0, 1, 2), extKeyUsage(false, EMAIL, `${NCA}.4.1.1`), certificatePolicies(`${NCA}.2`)], 'signature', 'digital-signature'],
    ['authentication by the arc of 2022', [keyUsage(0, 2), extKeyUsage(false, CLIENT_AUTH, `${NCA}.4.1.1`), certificatePolicies(`${NCA}.2`)], 'authentication', null],
    ['authentication of an individual by policy, whatever the bits say', [keyUsage(0, 1), extKeyUsage(false, EMAIL, `${NCA}.4.1.1`), certificatePolicies(`${NCA}.2.4`)], 'authentication', null],
    ['authentication of a legal entity by policy, whatever the bits say', [keyUsage(0, 1), extKeyUsage(false, EMAIL, `${NCA}.4.1.2`), certificatePolicies(`${NCA}.2.2`)], 'authentication', null],
  ])('tells %s', (_what, extensions, purpose, level) => {
    expect(holder(DIRECTOR, extensions)).toMatchObject({ purpose, claim: { level, onQualifiedDevice: false } });
  });

  it('a code that does not fit is kept as written and marked; a second one does not hide', () => {
    const { person, organization } = holder([[CN, 'А'], [C, 'KZ'], [SERIAL, 'IIN123'], [SERIAL, 'IIN791028302728'], [OU, 'BIN940140000386'], [OU, 'Кафедра']]);
    expect(person?.codes.map(({ written, check }) => [written, check])).toEqual([['IIN123', 'inconsistent'], ['IIN791028302728', 'consistent']]);
    expect(organization).toMatchObject({ unit: 'Кафедра', codes: [{ written: 'BIN940140000386', check: 'inconsistent' }] });
  });

  it('the whole name is not doubled where the common name has it already', () => {
    const { person } = holder([[CN, 'ИВАНОВ ИВАН ИВАНОВИЧ'], [SN, 'ИВАНОВ'], [GN, 'ИВАНОВИЧ'], [C, 'KZ'], [SERIAL, 'IIN791028302728']]);
    expect(person).toMatchObject({ name: 'ИВАНОВ ИВАН ИВАНОВИЧ', givenNames: 'ИВАН ИВАНОВИЧ' });
  });

  it('a foreigner with a certificate of the national authority is read by its rules', () => {
    expect(holder([[CN, 'MÜLLER HANS'], [SN, 'MÜLLER'], [C, 'DE'], [SERIAL, 'IIN791028302728']], signing(`${NCA}.4.1.1`)).profile).toBe('kazakhstan');
  });
});

describe('Ukrainian certificates', () => {
  const PERSON: Attributes = [
    [O, 'Міністерство'],
    [TITLE, 'Директорка'],
    [CN, 'Коваленко Олена Петрівна'],
    [SN, 'Коваленко'],
    [GN, 'Олена Петрівна'],
    [C, 'UA'],
  ];
  const DRFO = `${UA}.11.1.4.1.1`;
  const EDRPOU = `${UA}.11.1.4.2.1`;
  const UNZR = `${UA}.11.1.4.11.1`;

  it('[VER-11] a person of an institution, by subjectDirectoryAttributes', () => {
    expect(holder([...PERSON, [SERIAL, '2467778']], [keyUsage(0, 1), certificatePolicies(`${UA}.2.2`), statements(statement(`${UA}.2.1`)), directory([DRFO, '1759013776'], [EDRPOU, '43220851'], [UNZR, '19900228-12345'])])).toEqual({
      profile: 'ukraine',
      kind: 'employee',
      person: {
        name: 'Коваленко Олена Петрівна',
        surname: 'Коваленко',
        givenNames: 'Олена Петрівна',
        codes: [
          { kind: 'DRFO', country: 'UA', value: '1759013776', written: '1759013776', check: 'consistent' },
          { kind: 'UNZR', country: 'UA', value: '19900228-12345', written: '19900228-12345', check: 'form-only' },
          { kind: 'issuer-number', country: null, value: '2467778', written: '2467778', check: 'unknown' },
        ],
      },
      organization: { name: 'Міністерство', codes: [{ kind: 'EDRPOU', country: 'UA', value: '43220851', written: '43220851', check: 'consistent' }], unit: null, position: 'Директорка' },
      roles: [],
      purpose: 'signature',
      claim: { level: 'qualified', statements: [`${UA}.2.1`, `${UA}.2.2`], onQualifiedDevice: false },
    });
  });

  it('[VER-11] the same by semantic identifiers; a code that stands in both places is shown once', () => {
    const { person, organization, claim } = holder([...PERSON, [SERIAL, 'TINUA-1759013776'], [ORGANIZATION_ID, 'NTRUA-43220851']], [
      keyUsage(0, 1),
      statements(statement('0.4.0.1862.1.1'), statement('0.4.0.1862.1.4'), qcType('0.4.0.1862.1.6.1')),
      directory([DRFO, '1759013776'], [EDRPOU, '43220851']),
    ]);
    expect(person?.codes).toEqual([{ kind: 'DRFO', country: 'UA', value: '1759013776', written: 'TINUA-1759013776', check: 'consistent' }]);
    expect(organization?.codes.map(({ kind, value }) => [kind, value])).toEqual([['EDRPOU', '43220851']]);
    expect(claim).toEqual({ level: 'qualified', statements: ['0.4.0.1862.1.1', '0.4.0.1862.1.4'], onQualifiedDevice: true });
  });

  it('two values that contradict each other are both shown', () => {
    const { person } = holder([...PERSON, [SERIAL, 'TINUA-1759013776']], [directory([DRFO, '3184710691', '1759013775'])]);
    expect(person?.codes.map(({ value, check }) => [value, check])).toEqual([['1759013776', 'consistent'], ['1759013775', 'inconsistent'], ['3184710691', 'consistent']]);
  });

  it('who is entered by the passport instead of a taxpayer’s number', () => {
    expect(holder(PERSON, [directory([DRFO, 'МЕ123456'])]).person?.codes).toMatchObject([{ kind: 'passport', value: 'МЕ123456', check: 'unknown' }]);
    expect(holder([...PERSON, [SERIAL, 'TINUA-123456789']]).person?.codes).toMatchObject([{ kind: 'passport', value: '123456789', written: 'TINUA-123456789' }]);
    expect(holder([...PERSON, [SERIAL, 'PASUA-МЕ123456']]).person?.codes).toMatchObject([{ kind: 'passport', country: 'UA', value: 'МЕ123456' }]);
  });

  it('a person without an organisation, and a sole trader', () => {
    const alone: Attributes = [[O, 'ФІЗИЧНА ОСОБА'], ...PERSON.filter(([type]) => type !== O && type !== TITLE)];
    expect(holder(alone, [directory([DRFO, '1759013776'], [EDRPOU, '1759013776'])])).toMatchObject({ kind: 'person', organization: null });
    const trader: Attributes = [[O, 'ФОП Коваленко О. П.'], ...PERSON.filter(([type]) => type !== O && type !== TITLE)];
    expect(holder(trader, [directory([DRFO, '1759013776'], [EDRPOU, '1759013776'])])).toMatchObject({ kind: 'employee', organization: { codes: [{ kind: 'DRFO', check: 'consistent' }] } });
  });

  it.each([
    ['by the national key purpose', [keyUsage(0, 1), extKeyUsage(false, `${UA}.3.9`)]],
    ['by QcType', [keyUsage(0, 1), statements(statement('0.4.0.1862.1.1'), qcType('0.4.0.1862.1.6.2'))]],
  ])('[SIGN-04] a seal %s is no person, even where a person is named in it', (_how, extensions) => {
    const seal = holder([[O, 'Міністерство'], [CN, 'Печатка'], [C, 'UA'], [SERIAL, 'TINUA-1759013776']], extensions);
    expect(seal).toMatchObject({ kind: 'seal', person: { name: null, codes: [{ value: '1759013776' }] }, organization: { name: 'Міністерство' } });
    expect(signerKindOf(certificate([...PERSON, [SERIAL, '1']], extensions))).toBe('seal');
  });

  it('a certificate for key agreement is none for signing', () => {
    expect(holder(PERSON, [keyUsage(4)])).toMatchObject({ purpose: 'encryption', kind: 'employee' });
  });

  it('a policy of another arc that begins with the same digits says nothing', () => {
    expect(holder(PERSON, [certificatePolicies(`${UA}.2.22`)])).toMatchObject({ claim: { level: null, statements: [] } });
    expect(holder([[CN, 'A'], [C, 'GB']], [certificatePolicies('1.2.804.2.1.1.11.2.2')])).toMatchObject({ profile: 'european', claim: { level: null } });
  });
});

describe('other certificates', () => {
  it('a Kyrgyz certificate: numbers of fourteen digits', () => {
    expect(holder([[CN, 'Өмүрбекова Бүбүайша'], [SN, 'Өмүрбекова'], [C, 'KG'], [O, 'Мамлекеттик архив'], [SERIAL, '11002199000123'], [OU, 'ИНН 01234567890123']])).toMatchObject({
      profile: 'kyrgyzstan',
      kind: 'employee',
      person: { codes: [{ kind: 'PIN', country: 'KG', value: '11002199000123', check: 'form-only' }] },
      organization: { name: 'Мамлекеттик архив', unit: null, codes: [{ kind: 'INN', country: 'KG', value: '01234567890123' }] },
    });
    expect(holder([[CN, 'A'], [C, 'KG'], [SERIAL, '1100219900012']]).person).toBeNull();
  });

  it('a natural and a legal person of Europe (EN 319 412-2, -3)', () => {
    const person: Attributes = [[C, 'EE'], [CN, 'MÄNNIK,MARI-LIIS,47101010033'], [SN, 'MÄNNIK'], [GN, 'MARI-LIIS'], [SERIAL, 'PNOEE-47101010033']];
    expect(holder(person, [keyUsage(1), statements(statement('0.4.0.1862.1.1'), statement('0.4.0.1862.1.4'), qcType('0.4.0.1862.1.6.1'))])).toMatchObject({
      profile: 'european',
      kind: 'person',
      organization: null,
      person: { codes: [{ kind: 'national-number', country: 'EE', value: '47101010033' }] },
      purpose: 'signature',
      claim: { level: 'qualified', onQualifiedDevice: true },
    });
    expect(holder([...person, [O, 'Ülikool']], [keyUsage(1)]).kind).toBe('employee');
    const seal: Attributes = [[C, 'BE'], [O, 'Banque SA'], [ORGANIZATION_ID, 'VATBE-0876866142'], [CN, 'Banque SA']];
    expect(holder(seal, [keyUsage(1), statements(statement('0.4.0.1862.1.1'), qcType('0.4.0.1862.1.6.2'))])).toMatchObject({ kind: 'seal', person: null, organization: { codes: [{ kind: 'VAT' }] } });
    // An organisation's certificate that does not say what it is for is not called a seal.
    expect(holder(seal, [keyUsage(1)])).toMatchObject({ kind: null, person: null });
  });

  it('services are none that sign documents', () => {
    expect(holder([[CN, 'CA'], [C, 'KZ']], [basicConstraints(0), keyUsage(5, 6)])).toMatchObject({ kind: 'authority', purpose: 'infrastructure', person: null });
    expect(holder([[CN, 'OCSP'], [C, 'UA'], [SERIAL, 'UA-43395033-4000']], [keyUsage(0), extKeyUsage(false, '1.3.6.1.5.5.7.3.9')])).toMatchObject({ kind: 'responder', purpose: 'infrastructure', person: null, organization: { codes: [{ kind: 'EDRPOU', value: '43395033' }] } });
    expect(holder([[CN, 'TSA'], [C, 'KG']], [keyUsage(0, 1), extKeyUsage(true, '1.3.6.1.5.5.7.3.8')])).toMatchObject({ kind: 'timestamping', purpose: 'infrastructure' });
  });

  it.each([
    ['nothing', [], null],
    ['digitalSignature alone', [keyUsage(0)], null],
    ['digitalSignature for clients', [keyUsage(0), extKeyUsage(false, CLIENT_AUTH)], 'authentication'],
    ['digitalSignature for mail', [keyUsage(0), extKeyUsage(false, EMAIL)], 'signature'],
    ['digitalSignature for both', [keyUsage(0), extKeyUsage(false, CLIENT_AUTH, EMAIL)], null],
    ['nonRepudiation', [keyUsage(1)], 'signature'],
    ['keyEncipherment', [keyUsage(2)], 'encryption'],
    ['clients without keyUsage', [extKeyUsage(false, CLIENT_AUTH)], 'authentication'],
  ])('the purpose of a key with %s', (_what, extensions, purpose) => {
    expect(holder([[CN, 'A'], [SN, 'B'], [C, 'FR']], extensions).purpose).toBe(purpose);
  });

  it('malformed extensions say nothing and stop nothing', () => {
    const broken = ['1.3.6.1.5.5.7.1.3', '2.5.29.9', '2.5.29.32'].map((type) => extension(type, false, octets(Uint8Array.of(1, 2, 3))));
    expect(holder([[CN, 'A'], [SN, 'A'], [C, 'UA']], broken)).toMatchObject({ profile: 'ukraine', kind: 'person', claim: { level: null, statements: [], onQualifiedDevice: false } });
    const oddType = statements(sequence(oid('0.4.0.1862.1.6'), nothing()), statement('0.4.0.1862.1.1'));
    expect(holder([[CN, 'A'], [C, 'FR']], [oddType])).toMatchObject({ kind: null, claim: { level: 'qualified' } });
  });

  it('a code that is no character string is shown as its bytes', () => {
    const notText = extension('2.5.29.9', false, sequence(sequence(oid(`${UA}.11.1.4.1.1`), setOf(integer(5)))));
    expect(holder([[CN, 'A'], [SN, 'A'], [C, 'UA']], [notText]).person?.codes).toMatchObject([{ written: '#020105', check: 'inconsistent' }]);
  });

  it('whatever byte is turned, a certificate that can still be read has a holder', () => {
    const whole = certificate([[C, 'UA'], [O, 'A'], [CN, 'B'], [SN, 'C'], [SERIAL, 'TINUA-1759013776'], [ORGANIZATION_ID, 'NTRUA-43395033']], [
      keyUsage(0, 1),
      extKeyUsage(false, `${UA}.3.9`, `${NCA}.4.1.1`),
      certificatePolicies(`${UA}.2.2`),
      statements(statement('0.4.0.1862.1.1'), qcType('0.4.0.1862.1.6.1')),
      directory([`${UA}.11.1.4.1.1`, '1759013776']),
    ]).raw;
    let read = 0;
    whole.forEach((byte, at) => {
      for (const other of [byte ^ 1, byte ^ 0x80, 0, 0xff]) {
        const mutant = attempt(() => parseCertificate(whole.with(at, other)));
        if (mutant === null) continue;
        expect(HOLDER_PROFILES).toContain(holderOf(mutant).profile);
        read += 1;
      }
    });
    expect(read).toBeGreaterThan(500);
  });

  it('a certificate of a megabyte of codes is read in bounded time', () => {
    const many = Array.from({ length: 12_000 }, (_unused, at): readonly [string, string] => [at % 2 === 0 ? SERIAL : ORGANIZATION_ID, `${at % 2 === 0 ? 'TINUA' : 'NTRUA'}-${at}`]);
    const big = certificate([[C, 'UA'], ...many], [directory([`${UA}.11.1.4.1.1`, ...Array.from({ length: 12_000 }, (_unused, at) => String(at))])]);
    const start = performance.now();
    expect(holderOf(big).person?.codes.length).toBeGreaterThan(10_000);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('without any name nothing is made up', () => {
    expect(holder([])).toEqual({ profile: 'european', kind: null, person: null, organization: null, roles: [], purpose: null, claim: { level: null, statements: [], onQualifiedDevice: false } });
  });

  it('cannot be changed afterwards', () => {
    const frozen = holder([[CN, 'A'], [SN, 'A'], [C, 'KZ'], [SERIAL, 'IIN791028302728']]);
    const parts = [frozen, frozen.person, frozen.person?.codes, frozen.person?.codes[0], frozen.roles, frozen.claim, frozen.claim.statements];
    expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true));
  });
});

describe('in the report', () => {
  const NAME = { country: 'KZ', organization: 'ТЕСТ Университет', unit: 'BIN940140000385', position: 'Ректор', personalCode: 'IIN791028302728', commonName: 'Иванов Иван' };

  async function signedWith(extensions: readonly Uint8Array[]): Promise<{ readonly file: Awaited<ReturnType<typeof validate>>; readonly signature: SignatureReport }> {
    const pki = await testPki();
    const signer = await pki.issue(NAME, 'p-256', { extensions: [basicConstraints(null), ...extensions] });
    const file = await validate(signAttached(text('letter'), signer), fullTrust(pki));
    return { file, signature: only(file) };
  }

  it('[VER-11] the signer stands with their capacity, in the printed report too', async () => {
    const { file, signature } = await signedWith([keyUsage(0, 1), extKeyUsage(false, EMAIL, `${NCA}.4.1.2`, `${NCA}.4.1.2.1`), certificatePolicies(`${NCA}.2.1`)]);
    expect(signature).toMatchObject({ indication: 'TOTAL-PASSED', signerKind: 'person', signer: { personalCode: 'IIN791028302728', organizationCode: 'BIN940140000385', holder: { kind: 'employee', roles: ['legal-entity', 'first-head'] } } });
    expect(textLines('a.p7s', file, 'ru')).toContain('Ректор — первый руководитель · ТЕСТ Университет (БИН 940140000385) · ИИН 791028302728');
    expect(JSON.parse(jsonLine('a.p7s', file))).toMatchObject({ signatures: [{ holder: { profile: 'kazakhstan', purpose: 'signature' } }] });
  });

  it('[VER-06] the protocol has a row for capacity, codes, purpose and claim', async () => {
    const { file } = await signedWith([keyUsage(0, 1), extKeyUsage(false, EMAIL, `${NCA}.4.1.2`, `${NCA}.4.1.2.2`), certificatePolicies(`${NCA}.2.1`)]);
    const words = new DocumentWords('kk', 'Asia/Almaty');
    const { sections } = new ProtocolTexts({ words, card: null, reports: [file], officeName: 'A', subtitle: 'B' }, 'brief').make();
    expect(sections.at(-1)?.heading).toBe('1-қолтаңба: Иванов Иван');
    const rows = Object.fromEntries(sections.at(-1)?.rows.map(({ label, value }) => [label, value]) ?? []);
    expect(rows).toMatchObject({
      'Кімнің кілті': 'ұйым құрамындағы тұлға',
      'Қандай құқықпен': 'Ректор — қол қою құқығы бар тұлға',
      Ұйым: 'ТЕСТ Университет',
      'Жеке код': 'ЖСН 791028302728',
      'Ұйым коды': 'БСН 940140000385',
      'Кілттің мақсаты': 'құжаттарға қол қою',
      'Куәлік мәлімдейді (тексеру қорытындысы емес)': `Қазақстан Ұлттық куәландырушы орталығының ЭЦҚ куәлігі (${NCA}.2.1)`,
    });
  });

  it('[SIGN-04] a claim of the certificate decides no verdict and no legal level', async () => {
    const plain = await signedWith([keyUsage(0, 1)]);
    const national = await signedWith([keyUsage(0, 1), extKeyUsage(false, EMAIL, `${NCA}.4.1.1`), certificatePolicies(`${NCA}.2.3`, `${UA}.2.2`), statements(statement(`${UA}.2.1`))]);
    const told = ({ indication, subIndication, legalLevel, reasons }: SignatureReport): unknown => ({ indication, subIndication, legalLevel, reasons });
    expect(told(national.signature)).toEqual(told(plain.signature));
    expect(national.signature.legalLevel).toBe('undetermined');
    expect(national.signature.signer?.holder?.claim.level).toBe('digital-signature');
  });

  it('a key for authentication is told as such, and turns no verdict', async () => {
    const { file, signature } = await signedWith([keyUsage(0, 2), extKeyUsage(false, CLIENT_AUTH, `${NCA}.4.1.1`), certificatePolicies(`${NCA}.2.4`)]);
    const { signature: plain } = await signedWith([keyUsage(0, 2), extKeyUsage(false, CLIENT_AUTH)]);
    expect([signature.indication, signature.subIndication]).toEqual([plain.indication, plain.subIndication]);
    expect(signature.signer?.holder?.purpose).toBe('authentication');
    expect(textLines('a.p7s', file, 'en')).toContain('Purpose of the key: authentication, not signing documents');
  });

  it('the chain is named without the holder’s reading, as before', async () => {
    const pki = await testPki();
    const own = parseCertificate(issueCertificate({ ...pki.root, name: NAME, issuer: null, notBefore: pki.now, notAfter: pki.now, extensions: [keyUsage(0, 1)] }).certificate);
    expect(subjectOf(own).holder).toBeDefined();
    expect(summaryOf(own).subject).toEqual({ commonName: 'Иванов Иван', organization: 'ТЕСТ Университет', position: 'Ректор', personalCode: 'IIN791028302728', organizationCode: 'BIN940140000385', country: 'KZ', distinguishedName: expect.stringContaining('CN=Иванов Иван') as string });
  });
});

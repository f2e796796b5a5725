import type { ConstraintKey, ConstraintResult } from '#shared/domain/signature-constraints.ts';
import { CONSTRAINT_OF_REASON, CONSTRAINTS } from '#shared/domain/signature-constraints.ts';
import type { CertificateSummary, DistinguishedParty, RevocationEvidence, TimestampEvidence } from '#shared/domain/signature-evidence.ts';
import { worstIndication } from '#shared/domain/signature-indications.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';
import type { VerdictReason } from '#shared/domain/verdict-reasons.ts';

type Codes = Partial<Pick<DistinguishedParty, 'personalCode' | 'organizationCode'>>;

function party(commonName: string, organization: string | null, position: string | null, country: string, codes: Codes = {}): DistinguishedParty {
  return { commonName, organization, position, personalCode: null, organizationCode: null, country, distinguishedName: `CN=${commonName},O=${organization ?? ''},C=${country}`, ...codes };
}

const ROOT = party('Центральний засвідчувальний орган', 'Міністерство цифрової трансформації України', null, 'UA');
const AUTHORITY = party('КНЕДП «Дія»', 'ДП «ДІЯ»', null, 'UA');
const SIGNER = party('Коваленко Олена Петрівна', 'Міністерство освіти і науки України', 'Директорка департаменту', 'UA', { personalCode: '1234567890', organizationCode: '38621185' });
const KAZAKH = party('Әбдіғаппарұлы-Құрманғазина Үмітгүл Өмірбекқызы', 'Ғылым және жоғары білім министрлігінің Ұлттық зерттеулер орталығы', null, 'KZ', { personalCode: '870312300457', organizationCode: '100140012345' });
const SEAL = party('Міністерство освіти і науки України', 'Міністерство освіти і науки України', null, 'UA', { organizationCode: '38621185' });
const ARCHIVE = party('Ысмайылова Жыпаргүл Өмүрбековна', 'Кыргыз Республикасынын Улуттук архиви', 'Башкы адис', 'KG');

function certificate(subject: DistinguishedParty, issuer: DistinguishedParty, serialNumber: string): CertificateSummary {
  return { subject, issuer, serialNumber, notBefore: '2025-02-01T00:00:00Z', notAfter: '2027-02-01T00:00:00Z', sha256: serialNumber.padEnd(64, '0') };
}

function chainOf(subject: DistinguishedParty, serialNumber: string): CertificateSummary[] {
  return [certificate(subject, AUTHORITY, serialNumber), certificate(AUTHORITY, ROOT, '3db73aef52f'), certificate(ROOT, ROOT, '1')];
}

/** Every question answered: yes, except those that one of the reasons answers. */
function answers(reasons: readonly VerdictReason[], status: ConstraintResult['status']): ConstraintResult[] {
  const objections = (key: ConstraintKey): VerdictReason[] => reasons.filter((reason) => CONSTRAINT_OF_REASON[reason.key] === key);
  return CONSTRAINTS.filter((key) => key !== 'constraint.trustService').map((key) => ({ key, status: objections(key).length === 0 ? 'met' : status, reasons: objections(key) }));
}

const OCSP: RevocationEvidence = { kind: 'ocsp', certificateSerialNumber: '5e984d526f82f38f040000007a1b', status: 'good', revokedAt: null, reason: null, thisUpdate: '2026-03-04T08:12:10Z', nextUpdate: null, issuer: 'OCSP-сервер КНЕДП «Дія»', source: 'embedded', obtainedAt: null };
const CRL: RevocationEvidence = { kind: 'crl', certificateSerialNumber: '3db73aef52f', status: 'good', revokedAt: null, reason: null, thisUpdate: '2026-03-03T20:00:00Z', nextUpdate: '2026-03-10T20:00:00Z', issuer: 'Центральний засвідчувальний орган', source: 'http://czo.gov.ua/download/crls/CZO-2017-Full.crl', obtainedAt: '2026-03-03T21:14:00Z' };

const TIMESTAMP: TimestampEvidence = {
  kind: 'signature',
  time: '2026-03-04T08:12:09Z',
  issuer: 'TSA-сервер КНЕДП',
  certificate: certificate(party('TSA-сервер КНЕДП', 'ДП «ДІЯ»', null, 'UA'), AUTHORITY, '7001'),
  algorithm: 'DSTU 4145-2002, GOST 34.311',
  imprintIntact: true,
  signatureIntact: true,
  chain: chainOf(party('TSA-сервер КНЕДП', 'ДП «ДІЯ»', null, 'UA'), '7001'),
  revocation: [],
  indication: 'TOTAL-PASSED',
  subIndication: null,
  reasons: [{ key: 'verdict.passed' }],
};

/** A signature that passed, with every kind of evidence. */
export const PASSED: SignatureReport = {
  id: '1',
  kind: 'signature',
  format: 'CAdES',
  level: 'CAdES-BASELINE-T',
  baselineLevel: 'T',
  legalLevel: 'qualified',
  signerKind: 'person',
  signer: SIGNER,
  certificate: chainOf(SIGNER, '5e984d526f82f38f040000007a1b')[0] ?? null,
  algorithm: 'DSTU 4145-2002, GOST 34.311',
  algorithmOid: '1.2.804.2.1.1.1.1.3.1.1',
  claimedSigningTime: '2026-03-04T08:12:00Z',
  bestSignatureTime: '2026-03-04T08:12:09Z',
  dataFound: true,
  dataIntact: true,
  signatureIntact: true,
  indication: 'TOTAL-PASSED',
  subIndication: null,
  reasons: [{ key: 'verdict.passed' }],
  signaturePolicy: null,
  signedObjects: [],
  changesAfter: [],
  chain: chainOf(SIGNER, '5e984d526f82f38f040000007a1b'),
  revocation: [OCSP, CRL],
  timestamps: [TIMESTAMP],
  constraints: answers([], 'met'),
  missing: [],
};

const HASH_REASON: VerdictReason = { key: 'verdict.hashMismatch' };

/** The content was changed. */
export const FAILED: SignatureReport = {
  ...PASSED,
  bestSignatureTime: null,
  dataIntact: false,
  indication: 'TOTAL-FAILED',
  subIndication: 'HASH_FAILURE',
  reasons: [HASH_REASON],
  timestamps: [],
  constraints: answers([HASH_REASON], 'failed'),
};

const STALE: VerdictReason = { key: 'verdict.revocationStale', params: { certificate: 'Әбдіғаппарұлы-Құрманғазина Үмітгүл Өмірбекқызы', nextUpdate: '2026-02-20T12:00:00Z' } };

/** The list of revoked certificates is out of date. */
export const UNDETERMINED: SignatureReport = {
  ...PASSED,
  format: 'PAdES',
  level: 'PAdES-BASELINE-B',
  baselineLevel: 'B',
  legalLevel: 'undetermined',
  signerKind: null,
  signer: KAZAKH,
  certificate: chainOf(KAZAKH, '2f0c4d')[0] ?? null,
  chain: chainOf(KAZAKH, '2f0c4d'),
  bestSignatureTime: null,
  indication: 'INDETERMINATE',
  subIndication: 'TRY_LATER',
  reasons: [STALE],
  revocation: [{ ...CRL, certificateSerialNumber: '2f0c4d', thisUpdate: '2026-02-13T12:00:00Z', nextUpdate: '2026-02-20T12:00:00Z', source: 'nca_gost.crl', obtainedAt: null }],
  timestamps: [],
  constraints: answers([STALE], 'undetermined'),
  missing: [{ kind: 'revocation', certificate: 'AA==', issuer: 'AA==', ocspUrls: ['http://ocsp.pki.gov.kz'], crlUrls: ['http://crl.pki.gov.kz/nca_gost.crl'] }],
};

const NO_CHAIN: VerdictReason = { key: 'verdict.noChain', params: { issuer: 'CN=Мамлекеттик борбор,C=KG' } };

/** The authority is not among the trusted ones. */
export const UNTRUSTED: SignatureReport = {
  ...UNDETERMINED,
  signer: ARCHIVE,
  certificate: certificate(ARCHIVE, party('Мамлекеттик борбор', null, null, 'KG'), '99'),
  chain: [],
  signerKind: 'person',
  subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
  reasons: [NO_CHAIN],
  revocation: [],
  constraints: answers([NO_CHAIN], 'undetermined'),
  missing: [{ kind: 'trust-anchor', issuer: 'CN=Мамлекеттик борбор,C=KG' }],
};

const NO_DOCUMENT: VerdictReason = { key: 'verdict.dataNotFound' };

/** A detached signature without its document. */
export const WITHOUT_DOCUMENT: SignatureReport = {
  ...UNDETERMINED,
  dataFound: false,
  dataIntact: null,
  subIndication: 'SIGNED_DATA_NOT_FOUND',
  reasons: [NO_DOCUMENT],
  constraints: answers([NO_DOCUMENT], 'undetermined'),
  missing: [{ kind: 'document' }],
};

/** The seal of an organisation on the document, and a signature on the first signature. */
export const SEALED: SignatureReport = { ...PASSED, signer: SEAL, signerKind: 'seal', certificate: certificate(SEAL, AUTHORITY, '5e01'), chain: chainOf(SEAL, '5e01') };
export const COUNTER: SignatureReport = { ...PASSED, kind: 'counter-signature', signer: ARCHIVE, certificate: certificate(ARCHIVE, AUTHORITY, '77'), chain: chainOf(ARCHIVE, '77'), timestamps: [], bestSignatureTime: null };

/** A signature on a PDF that somebody went on editing. */
export const CHANGED_AFTER: SignatureReport = {
  ...FAILED,
  format: 'PAdES',
  level: 'PAdES-BASELINE-T',
  dataIntact: true,
  subIndication: 'FORMAT_FAILURE',
  reasons: [{ key: 'verdict.changedAfterSigning', params: { changes: 'page-content, page-added' } }],
  changesAfter: [
    { kind: 'dss', revision: 2, allowed: true, detail: '' },
    { kind: 'page-content', revision: 3, allowed: false, detail: 'page 2' },
    { kind: 'page-added', revision: 3, allowed: false, detail: 'page 4' },
  ],
};

const TRUST: ValidationReport['trust'] = {
  anchors: 14,
  lists: [{ name: 'Довірчий список України', sequenceNumber: 812, issuedAt: '2026-03-01T00:00:00Z', nextUpdate: '2026-09-01T00:00:00Z', sha256: '0f'.repeat(32) }],
};

/** A report as the engine gives it; ids of the signatures are their places where they are not given. */
export function report(fileName: string, sha256: string, signatures: readonly SignatureReport[], changes: Partial<ValidationReport> = {}): ValidationReport {
  return {
    fileName,
    sha256,
    size: 48_211,
    container: 'cms-detached',
    content: null,
    signatures,
    documentTimestamps: [],
    unsignedFiles: [],
    indication: worstIndication(signatures.map(({ indication }) => indication)),
    checkedAt: '2026-03-05T09:30:00Z',
    validationTime: '2026-03-05T09:30:00Z',
    engine: 'Chancery 0.1.0',
    policy: 'Chancery baseline 1',
    trust: TRUST,
    ...changes,
  };
}

export const reportsFor = {
  passed: (fileName: string, sha256: string) => [report(fileName, sha256, [PASSED])],
  failed: (fileName: string, sha256: string) => [report(fileName, sha256, [FAILED])],
  undetermined: (fileName: string, sha256: string) => [report(fileName, sha256, [UNDETERMINED])],
  unsigned: (fileName: string, sha256: string) => [report(fileName, sha256, [])],
} as const;

/** Three people, three verdicts, a counter-signature and a file that nobody signed, in one container. */
export function mixedReport(fileName: string, sha256: string): ValidationReport {
  return report(
    fileName,
    sha256,
    [
      { ...PASSED, signedObjects: [{ name: 'наказ.pdf', status: 'intact', sha256: 'ab'.repeat(32) }] },
      { ...COUNTER, id: '1.1' },
      { ...FAILED, id: '2', signer: KAZAKH },
      { ...UNTRUSTED, id: '3' },
    ],
    { container: 'asic-e', unsignedFiles: ['додаток (без підпису).xlsx'], documentTimestamps: [{ ...TIMESTAMP, kind: 'document' }] },
  );
}

/** As many signatures as asked for, of every verdict. */
export function crowdedReport(fileName: string, sha256: string, count: number): ValidationReport {
  const kinds = [PASSED, SEALED, PASSED, UNDETERMINED, PASSED, UNTRUSTED, PASSED, FAILED];
  return report(fileName, sha256, Array.from({ length: count }, (_unused, at): SignatureReport => ({ ...(kinds[at % kinds.length] ?? PASSED), id: String(at + 1) })));
}

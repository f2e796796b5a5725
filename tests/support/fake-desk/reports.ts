import type { CertificateSummary, DistinguishedParty, SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';

function party(commonName: string, organization: string | null, position: string | null, country: string): DistinguishedParty {
  return { commonName, organization, position, personalCode: null, organizationCode: null, country, distinguishedName: `CN=${commonName},O=${organization ?? ''},C=${country}` };
}

const ROOT = party('Центральний засвідчувальний орган', 'Міністерство цифрової трансформації України', null, 'UA');
const AUTHORITY = party('КНЕДП «Дія»', 'ДП «ДІЯ»', null, 'UA');
const SIGNER = party('Коваленко Олена Петрівна', 'Міністерство освіти і науки України', 'Директорка департаменту', 'UA');

function certificate(subject: DistinguishedParty, issuer: DistinguishedParty, serialNumber: string): CertificateSummary {
  return { subject, issuer, serialNumber, notBefore: '2025-02-01T00:00:00Z', notAfter: '2027-02-01T00:00:00Z', sha256: serialNumber.padEnd(64, '0') };
}

const CHAIN = [certificate(SIGNER, AUTHORITY, '5e984d526f82f38f040000007a1b'), certificate(AUTHORITY, ROOT, '3db73aef52f'), certificate(ROOT, ROOT, '1')];

const PASSED: SignatureReport = {
  format: 'CAdES',
  baselineLevel: 'T',
  legalLevel: 'qualified',
  signer: SIGNER,
  certificate: CHAIN[0] ?? null,
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
  chain: CHAIN,
  revocation: [{ kind: 'ocsp', certificateSerialNumber: '5e984d526f82f38f040000007a1b', status: 'good', revokedAt: null, thisUpdate: '2026-03-04T08:12:10Z', nextUpdate: null, source: 'embedded' }],
  timestamps: [{ time: '2026-03-04T08:12:09Z', issuer: 'TSA-сервер КНЕДП', indication: 'TOTAL-PASSED', subIndication: null }],
};

const FAILED: SignatureReport = {
  ...PASSED,
  bestSignatureTime: null,
  dataIntact: false,
  indication: 'TOTAL-FAILED',
  subIndication: 'HASH_FAILURE',
  reasons: [{ key: 'verdict.hashMismatch' }],
  timestamps: [],
};

const UNDETERMINED: SignatureReport = {
  ...PASSED,
  format: 'PAdES',
  baselineLevel: 'B',
  legalLevel: 'undetermined',
  signer: party('Әбілқасымов Ержан Төлеуұлы', 'Ғылым және жоғары білім министрлігі', null, 'KZ'),
  bestSignatureTime: null,
  indication: 'INDETERMINATE',
  subIndication: 'TRY_LATER',
  reasons: [{ key: 'verdict.revocationStale', params: { nextUpdate: '2026-02-20T12:00:00Z' } }],
  revocation: [],
  timestamps: [],
};

function report(fileName: string, sha256: string, signatures: readonly SignatureReport[]): ValidationReport {
  return {
    fileName,
    sha256,
    size: 48_211,
    container: 'cms-detached',
    content: null,
    signatures,
    indication: signatures[0]?.indication ?? 'NO_SIGNATURE_FOUND',
    checkedAt: '2026-03-05T09:30:00Z',
    validationTime: '2026-03-05T09:30:00Z',
    engine: 'Chancery 0.1.0',
  };
}

export const reportsFor = {
  passed: (fileName: string, sha256: string) => [report(fileName, sha256, [PASSED])],
  failed: (fileName: string, sha256: string) => [report(fileName, sha256, [FAILED])],
  undetermined: (fileName: string, sha256: string) => [report(fileName, sha256, [UNDETERMINED])],
  unsigned: (fileName: string, sha256: string) => [report(fileName, sha256, [])],
} as const;

import { describe, expect, it } from 'vitest';
import { completeReport, type StoredReport } from '#shared/domain/complete-report.ts';
import { mixedReport } from '../../support/fake-desk/reports.ts';

const name = { commonName: 'Clerk', organization: null, position: null, personalCode: null, organizationCode: null, country: 'UA', distinguishedName: 'CN=Clerk,C=UA' };

/** A report as version 0.1 stored it, field for field. */
const EARLIER: StoredReport = {
  fileName: 'letter.p7s',
  sha256: 'a'.repeat(64),
  size: 10,
  container: 'cms-detached',
  content: null,
  signatures: [
    {
      format: 'CAdES',
      baselineLevel: 'T',
      legalLevel: 'undetermined',
      signer: name,
      certificate: null,
      algorithm: 'RSA with SHA-256',
      algorithmOid: '1.2.840.113549.1.1.11',
      claimedSigningTime: null,
      bestSignatureTime: null,
      dataFound: true,
      dataIntact: true,
      signatureIntact: true,
      indication: 'INDETERMINATE',
      subIndication: 'TRY_LATER',
      reasons: [{ key: 'verdict.revocationUnknown', params: { certificate: 'Clerk' } }],
      chain: [],
      revocation: [{ kind: 'crl', certificateSerialNumber: '1', status: 'good', revokedAt: null, thisUpdate: '2026-01-01T00:00:00Z', nextUpdate: null, source: 'a.crl' }],
      timestamps: [{ time: '2026-01-01T00:00:00Z', issuer: 'TSA', indication: 'TOTAL-PASSED', subIndication: null }],
    },
  ],
  indication: 'INDETERMINATE',
  checkedAt: '2026-01-02T00:00:00Z',
  validationTime: '2026-01-02T00:00:00Z',
  engine: 'Chancery 0.1.0',
};

describe('a stored report of an earlier version', () => {
  it('keeps what it stated and states nothing more', () => {
    const complete = completeReport(EARLIER);
    expect(complete).toMatchObject(EARLIER);
    expect(complete).toMatchObject({ documentTimestamps: [], unsignedFiles: [], policy: '', trust: { anchors: 0, lists: [] } });
    expect(complete.signatures[0]).toMatchObject({ id: '1', kind: 'signature', level: 'CAdES-T', signerKind: null, signaturePolicy: null, signedObjects: [], changesAfter: [], constraints: [], missing: [] });
    expect(complete.signatures[0]?.revocation[0]).toMatchObject({ reason: null, issuer: null, obtainedAt: null });
    expect(complete.signatures[0]?.timestamps[0]).toMatchObject({ kind: 'signature', certificate: null, algorithm: '', imprintIntact: null, signatureIntact: null, chain: [], revocation: [], reasons: [] });
  });

  it('a report of today stays as it is', () => {
    const today = mixedReport('a.asice', 'b'.repeat(64));
    expect(completeReport(today)).toEqual(today);
    expect(completeReport(completeReport(EARLIER))).toEqual(completeReport(EARLIER));
  });
});

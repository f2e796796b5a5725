import { CONSTRAINT_OF_REASON, CONSTRAINTS } from '#shared/domain/signature-constraints.ts';
import type { Finding } from './findings.ts';
import type { SignatureFormat, SignatureReport } from '#shared/domain/signature-report.ts';

/** Report of a signature that is there but could not be looked into: every fact is unknown, none is assumed. */
export function unreadSignature(format: SignatureFormat, finding: Finding, id = '1'): SignatureReport {
  const key = CONSTRAINT_OF_REASON[finding.reason.key] ?? 'constraint.format';
  const status = finding.indication === 'TOTAL-FAILED' ? 'failed' : 'undetermined';
  return {
    id,
    kind: 'signature',
    format,
    level: '',
    signerKind: null,
    baselineLevel: null,
    legalLevel: 'undetermined',
    signer: null,
    certificate: null,
    algorithm: '',
    algorithmOid: '',
    claimedSigningTime: null,
    bestSignatureTime: null,
    dataFound: false,
    dataIntact: null,
    signatureIntact: null,
    indication: finding.indication,
    subIndication: finding.subIndication,
    reasons: [finding.reason],
    chain: [],
    revocation: [],
    timestamps: [],
    signaturePolicy: null,
    signedObjects: [],
    changesAfter: [],
    constraints: CONSTRAINTS.map((constraint) =>
      constraint === key
        ? { key, status, reasons: [finding.reason] }
        : { key: constraint, status: 'not-checked', reasons: [] },
    ),
    missing: [],
  };
}

import type { Finding } from './findings.ts';
import type { SignatureFormat, SignatureReport } from '#shared/domain/signature-report.ts';

/** Report of a signature that is there but could not be looked into: every fact is unknown, none is assumed. */
export function unreadSignature(format: SignatureFormat, finding: Finding): SignatureReport {
  return {
    format,
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
  };
}

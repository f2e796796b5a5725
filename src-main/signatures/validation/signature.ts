import { QC_COMPLIANCE, qcStatementsOf } from '../certificates/extensions.ts';
import { subjectOf, summaryOf } from '../certificates/summary.ts';
import { ATTRIBUTE } from '../formats/cms/oids.ts';
import { attributeValues, singleValue } from '../formats/cms/signer-info.ts';
import { MAX_TIMESTAMPS_PER_SIGNATURE } from '../limits.ts';
import { assessSigner, claimedSigningTime } from './assess.ts';
import { conclude, reasonOf } from './findings.ts';
import { validateTimestamp } from './timestamp.ts';
import type { SignerInfo } from '../formats/cms/signer-info.ts';
import type { Assessment, SignerScope } from './assess.ts';
import type { ValidationContext } from './context.ts';
import type { TimestampResult } from './timestamp.ts';
import type { BaselineLevel, LegalLevel, SignatureReport, VerdictReason } from '#shared/domain/signature-report.ts';

/**
 * Validation of one signature with the time that its timestamps prove
 * (EN 319 102-1 clauses 5.3 and 5.5; best-signature-time per clause 5.5.4).
 */
export function validateSignature(signer: SignerInfo, scope: SignerScope, context: ValidationContext): SignatureReport {
  const tokens = attributeValues(signer.unsignedAttributes, ATTRIBUTE.signatureTimestamp);
  const results = tokens
    .slice(0, MAX_TIMESTAMPS_PER_SIGNATURE)
    .map((token) => validateTimestamp(token, signer.signatureValue, scope, context));
  const timestamps = results.filter((result) => result !== null);
  const proved = timestamps.flatMap(({ poe }) => (poe === null ? [] : [poe]));
  const poe = proved.length === 0 ? null : Math.min(...proved);

  const assessment = assessSigner(signer, scope, context, poe);
  const { certificate, algorithm } = assessment;
  const conclusion = conclude(assessment.findings, assessment);
  const claimed = claimedSigningTime(signer);
  return {
    format: assessment.hasReference ? 'CAdES' : 'CMS',
    baselineLevel: baselineLevel(signer, assessment, timestamps),
    legalLevel: legalLevel(assessment),
    signer: certificate === null ? null : subjectOf(certificate),
    certificate: certificate === null ? null : summaryOf(certificate),
    algorithm: algorithm.name,
    algorithmOid: algorithm.oid,
    claimedSigningTime: claimed === null ? null : new Date(claimed).toISOString(),
    bestSignatureTime: poe === null ? null : new Date(poe).toISOString(),
    dataFound: assessment.dataFound,
    dataIntact: assessment.dataIntact,
    signatureIntact: assessment.signatureIntact,
    ...conclusion,
    reasons: [...conclusion.reasons, ...timestampReasons(results, tokens.length)],
    chain: assessment.path.map(summaryOf),
    revocation: assessment.revocation,
    timestamps: timestamps.map(({ evidence }) => evidence),
  };
}

/** A timestamp that proves nothing does not spoil the signature, but is never passed over in silence. */
function timestampReasons(results: readonly (TimestampResult | null)[], total: number): VerdictReason[] {
  const details = results.flatMap((result): string[] => {
    if (result === null) return ['FORMAT_FAILURE'];
    const { indication, subIndication } = result.evidence;
    return result.poe === null ? [subIndication ?? indication] : [];
  });
  if (total > results.length) details.push(`${total - results.length} > ${MAX_TIMESTAMPS_PER_SIGNATURE}`);
  return details.map((detail) => reasonOf('verdict.timestampInvalid', { detail }));
}

/** Baseline level by EN 319 122-1 clause 6; this version knows B and T, higher ones are stated as T. */
function baselineLevel(
  signer: SignerInfo,
  { hasReference, formatConforms }: Assessment,
  timestamps: readonly TimestampResult[],
): BaselineLevel | null {
  const signingTime = singleValue(signer.signedAttributes ?? [], ATTRIBUTE.signingTime);
  if (!hasReference || !formatConforms || typeof signingTime === 'string') return null;
  return timestamps.some(({ intact }) => intact) ? 'T' : 'B';
}

/** The certificate's own claim to be qualified counts only under an anchor that the office trusts. */
function legalLevel({ certificate, chainTrusted }: Assessment): LegalLevel {
  if (certificate === null || !chainTrusted) return 'undetermined';
  return qcStatementsOf(certificate.extensions).includes(QC_COMPLIANCE) ? 'qualified' : 'undetermined';
}

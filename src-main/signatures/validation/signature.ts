import { signerKindOf } from '../certificates/signer-identity.ts';
import { subjectOf, summaryOf } from '../certificates/summary.ts';
import { assess } from './assess.ts';
import { constraintResults, levelOfFinding } from './constraints.ts';
import { conclude, indeterminate } from './findings.ts';
import { hasCompleteRevocation, levelOf } from './level.ts';
import { ProofsOfExistence } from './proofs-of-existence.ts';
import { validateTimestamps } from './timestamps.ts';
import { judgeTrustService } from './trust-service.ts';
import type { Assessment } from './assess.ts';
import type { ValidationContext } from './context.ts';
import type { Finding } from './findings.ts';
import type { ReachedFacts } from './level.ts';
import type { SignatureSubject, TimestampSubject } from './subject.ts';
import type { TimestampResult } from './timestamp.ts';
import type { ValidatedTimestamps } from './timestamps.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';

/**
 * Validation of one signature (EN 319 102-1 clauses 5.5 and 5.6): its timestamps first, then the signature for
 * the time that they prove, then what its certificate stands for.
 */
export function validateSignature(subject: SignatureSubject, context: ValidationContext): SignatureReport {
  const proofs = new ProofsOfExistence();
  const stamped = validateTimestamps(subject.timestamps, subject.embedded, context, proofs);
  const assessment = assess(subject, context, stamped.times, proofs);
  const trustService = judgeTrustService(assessment, stamped.times.existedAt, context);
  const findings = [
    ...assessment.findings,
    ...subject.coverageFindings,
    ...timestampFindings(subject.timestamps, stamped),
    ...orderFindings(stamped),
    ...trustService.findings,
  ];
  const counting = findings.filter((finding) => levelOfFinding(finding, context.policy) === 'fail');
  const told = findings.filter((finding) => !counting.includes(finding));
  const conclusion = conclude(counting, assessment);
  const { certificate, algorithm } = assessment;
  const level = levelOf(subject.levels, reachedFacts(subject, assessment, stamped.results));
  const { existedAt } = stamped.times;
  return {
    id: subject.id,
    kind: subject.kind,
    format: formatOf(subject, assessment),
    level: level.name,
    baselineLevel: level.baseline,
    legalLevel: trustService.legalLevel,
    signerKind: certificate === null ? null : signerKindOf(certificate),
    signer: certificate === null ? null : subjectOf(certificate),
    certificate: certificate === null ? null : summaryOf(certificate),
    algorithm: algorithm?.name ?? '',
    algorithmOid: algorithm?.oid ?? '',
    claimedSigningTime: instant(subject.claimedSigningTime),
    bestSignatureTime: instant(existedAt),
    dataFound: assessment.dataFound,
    dataIntact: assessment.dataIntact,
    signatureIntact: assessment.signatureIntact,
    signaturePolicy: subject.signaturePolicy,
    signedObjects: subject.signedObjects,
    changesAfter: subject.changesAfter,
    ...conclusion,
    reasons: [...conclusion.reasons, ...told.map(({ reason }) => reason)],
    chain: assessment.path.map(summaryOf),
    revocation: assessment.revocation,
    timestamps: stamped.results.flatMap(({ evidence }) => evidence ?? []),
    constraints: constraintResults(findings, context.policy, {
      assessment,
      hasTimestamps: stamped.results.length > 0,
      hasTrustLists: context.trustLists.length > 0,
      isRevisable: subject.formats.plain === 'PDF',
    }),
    missing: conclusion.indication === 'INDETERMINATE' ? missingOf(assessment, stamped) : [],
  };
}

/** A signature with its counter-signatures, each judged by itself, in the order of the file. */
export function validateWithCounterSignatures(subject: SignatureSubject, context: ValidationContext): SignatureReport[] {
  const counters = subject.counterSignatures.flatMap((counter) => validateWithCounterSignatures(counter, context));
  return [validateSignature(subject, context), ...counters];
}

function instant(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

function formatOf({ formats }: SignatureSubject, { hasReference }: Assessment): SignatureReport['format'] {
  return hasReference ? formats.ades : formats.plain;
}

/** A timestamp that proves nothing does not spoil the signature, but is never passed over in silence. */
function timestampFindings(subjects: readonly TimestampSubject[], { results }: ValidatedTimestamps): Finding[] {
  return results.flatMap(({ evidence, passed }, index) => {
    if (passed) return [];
    const detail = evidence === null ? 'FORMAT_FAILURE' : (evidence.subIndication ?? evidence.indication);
    const params = { detail, kind: subjects[index]?.kind ?? '' };
    return [indeterminate('SIG_CONSTRAINTS_FAILURE', 'verdict.timestampInvalid', params)];
  });
}

/** What was stamped before it was signed cannot be younger than the signature (EN 319 102-1 clause 5.5.4). */
function orderFindings({ times: { existedAt, madeAfter } }: ValidatedTimestamps): Finding[] {
  if (existedAt === null || madeAfter === null || madeAfter <= existedAt) return [];
  return [indeterminate('TIMESTAMP_ORDER_FAILURE', 'verdict.timestampOrder', { time: new Date(existedAt).toISOString() })];
}

function reachedFacts(
  subject: SignatureSubject,
  assessment: Assessment,
  results: readonly TimestampResult[],
): ReachedFacts {
  const has = (kinds: readonly string[]): boolean =>
    subject.timestamps.some(({ kind, isOfRecord = false }, index) => kinds.includes(kind) && !isOfRecord && results[index]?.intact === true);
  return {
    format: formatOf(subject, assessment),
    hasReference: assessment.hasReference,
    formatConforms: subject.formatFindings.length === 0,
    hasSignatureTimestamp: has(['signature']),
    hasReferencesTimestamp: subject.timestamps.some(({ kind }) => kind === 'sig-and-refs' || kind === 'refs-only'),
    hasCompleteRevocation: hasCompleteRevocation(assessment.certificate, subject.embedded),
    hasArchiveTimestamp: has(['archive', 'document']),
  };
}

function missingOf(assessment: Assessment, { results }: ValidatedTimestamps): SignatureReport['missing'] {
  const documents = assessment.dataFound ? [] : [{ kind: 'document' } as const];
  const all = [...documents, ...assessment.missing, ...results.flatMap(({ missing }) => missing)];
  return [...new Map(all.map((item) => [JSON.stringify(item), item])).values()];
}

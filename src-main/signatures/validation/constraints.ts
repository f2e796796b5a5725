import { CONSTRAINT_OF_REASON, CONSTRAINTS } from '#shared/domain/signature-constraints.ts';
import type { Assessment } from './assess.ts';
import type { ValidationPolicy } from '../policy/validation-policy.ts';
import type { Finding } from './findings.ts';
import type { ConstraintKey, ConstraintLevel, ConstraintResult } from '#shared/domain/signature-constraints.ts';

/** Constraints whose failure no policy may talk away: without them there is no signature to speak of. */
const ESSENTIAL: ReadonlySet<ConstraintKey> = new Set([
  'constraint.format',
  'constraint.signingCertificate',
  'constraint.dataFound',
  'constraint.dataIntact',
  'constraint.signatureIntact',
  'constraint.chain',
  'constraint.revocation',
]);

/** Weight of a finding under the policy; findings that answer no constraint always count. */
export function levelOfFinding({ reason, informs }: Finding, policy: ValidationPolicy): ConstraintLevel {
  if (informs === true) return 'inform';
  // Not a timestamp that fails to add something, but two proved times that contradict each other.
  if (reason.key === 'verdict.timestampOrder') return 'fail';
  const key = CONSTRAINT_OF_REASON[reason.key];
  return key === null || ESSENTIAL.has(key) ? 'fail' : (policy.levels[key] ?? 'fail');
}

/** What is known beside the findings: whether a question could be asked at all. */
export interface Asked {
  readonly assessment: Assessment;
  readonly hasTimestamps: boolean;
  readonly hasTrustLists: boolean;
  /** Changes can be looked for in this format. */
  readonly isRevisable: boolean;
}

/** Every question with its answer, in the order of the standard. */
export function constraintResults(
  findings: readonly Finding[],
  policy: ValidationPolicy,
  asked: Asked,
): ConstraintResult[] {
  return CONSTRAINTS.map((key): ConstraintResult => {
    const against = findings.filter(({ reason }) => CONSTRAINT_OF_REASON[reason.key] === key);
    const reasons = against.map(({ reason }) => reason);
    if (against.length > 0) return { key, status: statusOf(against, policy), reasons };
    return { key, status: isMet(key, asked) ? 'met' : 'not-checked', reasons };
  });
}

function statusOf(against: readonly Finding[], policy: ValidationPolicy): ConstraintResult['status'] {
  const levels = against.map((finding) => levelOfFinding(finding, policy));
  const failing = against.filter((_, index) => levels[index] === 'fail');
  if (failing.length === 0) return levels.includes('warn') ? 'warning' : 'information';
  return failing.some(({ indication }) => indication === 'TOTAL-FAILED') ? 'failed' : 'undetermined';
}

function isMet(key: ConstraintKey, { assessment, hasTimestamps, hasTrustLists, isRevisable }: Asked): boolean {
  const { certificate, dataFound, dataIntact, signatureIntact, chainTrusted, revocationClear, algorithm } = assessment;
  switch (key) {
    case 'constraint.format':
    case 'constraint.coverage':
      return algorithm !== null;
    case 'constraint.signingCertificate':
      return certificate !== null;
    case 'constraint.dataFound':
      return dataFound;
    case 'constraint.dataIntact':
      return dataIntact === true;
    case 'constraint.signatureIntact':
    case 'constraint.algorithms':
      return signatureIntact === true;
    case 'constraint.unchangedAfter':
      return isRevisable;
    case 'constraint.chain':
    case 'constraint.chainRules':
    case 'constraint.keyUsage':
    case 'constraint.validity':
      return chainTrusted;
    case 'constraint.revocation':
      return revocationClear;
    case 'constraint.timestamps':
      return hasTimestamps;
    case 'constraint.trustService':
      return hasTrustLists && chainTrusted;
  }
}

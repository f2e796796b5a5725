import type { VerdictReason, VerdictReasonKey } from './verdict-reasons.ts';

/**
 * The questions that validation asks of one signature, in the order of ETSI EN 319 102-1 clause 5.2 and 5.6;
 * each is a message key in the catalogues. A report answers every one that applies.
 */
export const CONSTRAINTS = [
  'constraint.format',
  'constraint.signingCertificate',
  'constraint.dataFound',
  'constraint.dataIntact',
  'constraint.signatureIntact',
  'constraint.coverage',
  'constraint.unchangedAfter',
  'constraint.chain',
  'constraint.chainRules',
  'constraint.keyUsage',
  'constraint.validity',
  'constraint.revocation',
  'constraint.algorithms',
  'constraint.timestamps',
  'constraint.trustService',
] as const;
export type ConstraintKey = (typeof CONSTRAINTS)[number];

/** How a policy weighs a constraint that is not met (ETSI TS 119 172-4 calls these levels). */
export type ConstraintLevel = 'fail' | 'warn' | 'inform';

export interface ConstraintResult {
  readonly key: ConstraintKey;
  readonly status: 'met' | 'failed' | 'undetermined' | 'warning' | 'information' | 'not-checked';
  readonly reasons: readonly VerdictReason[];
}

/** The question that each reason answers; `verdict.passed`, `noSignature` and `engineStopped` answer none. */
export const CONSTRAINT_OF_REASON: Readonly<Record<VerdictReasonKey, ConstraintKey | null>> = {
  'verdict.passed': null,
  'verdict.formatFailure': 'constraint.format',
  'verdict.tooLarge': 'constraint.format',
  'verdict.hashMismatch': 'constraint.dataIntact',
  'verdict.signatureMismatch': 'constraint.signatureIntact',
  'verdict.dataNotFound': 'constraint.dataFound',
  'verdict.contentDiffers': 'constraint.dataFound',
  'verdict.unsupportedAlgorithm': 'constraint.signatureIntact',
  'verdict.unsupportedFormat': 'constraint.format',
  'verdict.unsupportedReference': 'constraint.dataIntact',
  'verdict.noSigningCertificate': 'constraint.signingCertificate',
  'verdict.signingCertificateMismatch': 'constraint.signingCertificate',
  'verdict.noChain': 'constraint.chain',
  'verdict.noTrustAnchors': 'constraint.chain',
  'verdict.chainConstraint': 'constraint.chainRules',
  'verdict.nameConstraints': 'constraint.chainRules',
  'verdict.certificatePolicy': 'constraint.chainRules',
  'verdict.keyUsage': 'constraint.keyUsage',
  'verdict.expired': 'constraint.validity',
  'verdict.notYetValid': 'constraint.validity',
  'verdict.outOfBoundsNoPoe': 'constraint.validity',
  'verdict.revoked': 'constraint.revocation',
  'verdict.revokedNoPoe': 'constraint.revocation',
  'verdict.revocationUnknown': 'constraint.revocation',
  'verdict.revocationStale': 'constraint.revocation',
  'verdict.weakAlgorithm': 'constraint.algorithms',
  'verdict.timestampInvalid': 'constraint.timestamps',
  'verdict.timestampOrder': 'constraint.timestamps',
  'verdict.byteRange': 'constraint.coverage',
  'verdict.wrappedReference': 'constraint.coverage',
  'verdict.partialCoverage': 'constraint.coverage',
  'verdict.unsignedFiles': 'constraint.coverage',
  'verdict.changedAfterSigning': 'constraint.unchangedAfter',
  'verdict.changedAfterSigningAllowed': 'constraint.unchangedAfter',
  'verdict.trustServiceNotGranted': 'constraint.trustService',
  'verdict.noSignature': null,
  'verdict.engineStopped': null,
};

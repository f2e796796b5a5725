/**
 * One stated reason of a verdict: a message key below `verdict.` in the catalogues and its parameters,
 * so that every language says the same thing.
 */
export interface VerdictReason {
  readonly key: VerdictReasonKey;
  readonly params?: Readonly<Record<string, string>>;
}

export const VERDICT_REASON_KEYS = [
  'verdict.passed',
  'verdict.formatFailure',
  'verdict.tooLarge',
  'verdict.hashMismatch',
  'verdict.signatureMismatch',
  'verdict.dataNotFound',
  'verdict.contentDiffers',
  'verdict.unsupportedAlgorithm',
  'verdict.unsupportedFormat',
  'verdict.unsupportedReference',
  'verdict.noSigningCertificate',
  'verdict.signingCertificateMismatch',
  'verdict.noChain',
  'verdict.noTrustAnchors',
  'verdict.chainConstraint',
  'verdict.nameConstraints',
  'verdict.certificatePolicy',
  'verdict.keyUsage',
  'verdict.expired',
  'verdict.notYetValid',
  'verdict.outOfBoundsNoPoe',
  'verdict.revoked',
  'verdict.revokedNoPoe',
  'verdict.revocationUnknown',
  'verdict.revocationStale',
  'verdict.weakAlgorithm',
  'verdict.timestampInvalid',
  'verdict.timestampOrder',
  'verdict.byteRange',
  'verdict.changedAfterSigning',
  'verdict.changedAfterSigningAllowed',
  'verdict.wrappedReference',
  'verdict.partialCoverage',
  'verdict.unsignedFiles',
  'verdict.trustServiceNotGranted',
  'verdict.noSignature',
  'verdict.engineStopped',
] as const;
export type VerdictReasonKey = (typeof VERDICT_REASON_KEYS)[number];

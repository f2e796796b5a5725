import type { ConstraintKey, ConstraintLevel } from '#shared/domain/signature-constraints.ts';

/** Until when a digest or key strength counts as sufficient. */
export interface StrengthRule {
  /** Digest name, or key family as the algorithm registry names it. */
  readonly name: string;
  /** Smallest key length in bits that the rule speaks about; absent for digests. */
  readonly fromBits?: number;
  /** Last instant at which it was sufficient, ISO 8601; null: no end is set. */
  readonly trustedUntil: string | null;
}

/**
 * A validation policy as data (ETSI TS 119 172-4 names the kinds of constraint): what a check that is not
 * met means, and which algorithms were strong until when.
 */
export interface ValidationPolicy {
  readonly name: string;
  readonly version: string;
  /** Constraints that weigh less than `fail`; every other one fails. */
  readonly levels: Readonly<Partial<Record<ConstraintKey, ConstraintLevel>>>;
  readonly digests: readonly StrengthRule[];
  readonly keys: readonly StrengthRule[];
}

import { z } from 'zod';
import { packId, provenance, validity } from './common.ts';

/** The rule without which nobody could tell what a password given for a document means. */
export const SIMPLE_SIGNATURE_RULE = 'simple-signature';

const rule = z.strictObject({
  id: z.literal(SIMPLE_SIGNATURE_RULE),
  /** Whether it counts only after an agreement between the person and the institution (SIGN-15). */
  agreement: z.enum(['demanded', 'not-demanded']),
  /** What printed marks call it (X1). */
  mark: z.enum(['simple-signature', 'password-confirmation']),
  /** Kinds by which a person consents: the first simple signature stands on a check of identity (HRC-03, X15). */
  firstAcceptanceKinds: z.array(packId).max(20).default([]),
  ...validity,
  ...provenance,
});

/** `simple-signatures.json`: what a password given for a document means in the country, dated. */
export const simpleSignaturesFile = z.strictObject({ rules: z.array(rule).min(1).max(20) });
export type SimpleSignaturesFile = z.output<typeof simpleSignaturesFile>;

import { digestByName } from '../algorithms/digests.ts';
import { strongUntil } from '../validation/cryptographic-policy.ts';
import type { ValidationPolicy } from '../policy/validation-policy.ts';

/** Hashes that new evidence is made with. */
export type EvidenceDigest = 'SHA-256' | 'SHA-384' | 'SHA-512';

/** New evidence has to last as long as the certificates of time-stamping authorities do, and to be renewed in that time. */
const YEARS_AHEAD = 10;

/**
 * The hash for evidence that is made now: SHA-256, or SHA-512 once the policy ends SHA-256 within ten years, so that what
 * is made with the old one is renewed before it falls.
 *
 * @param now ISO 8601
 */
export function digestForNewEvidence(policy: ValidationPolicy, now: string): EvidenceDigest {
  const needed = new Date(now);
  needed.setUTCFullYear(needed.getUTCFullYear() + YEARS_AHEAD);
  return strongUntil(digestByName('SHA-256'), null, null, policy) < needed.getTime() ? 'SHA-512' : 'SHA-256';
}

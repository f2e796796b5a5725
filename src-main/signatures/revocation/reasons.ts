import { namedBitsOf } from '../asn1/values.ts';
import type { Tlv } from '../asn1/tlv.ts';

/** CRLReason (RFC 5280 clause 5.3.1) by number; 7 is not used. */
const NAMES: Readonly<Record<number, string>> = {
  0: 'unspecified',
  1: 'keyCompromise',
  2: 'cACompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  8: 'removeFromCRL',
  9: 'privilegeWithdrawn',
  10: 'aACompromise',
};

export const REASON = { certificateHold: 6, removeFromCrl: 8 } as const;

/** Reason name; the number itself where RFC 5280 knows none, null where no reason is stated. */
export function reasonName(code: number | null): string | null {
  return code === null ? null : (NAMES[code] ?? String(code));
}

/**
 * Instant from which a revocation counts. An authority may know that the key was compromised earlier than it revoked
 * (invalidityDate, RFC 5280 clause 5.3.2); and what an answer calls revoked was so when the answer was made, however
 * far into the future it is dated.
 */
export function revocationStart(revokedAt: number, invalidSince: number | null, thisUpdate: number): number {
  return Math.min(revokedAt, invalidSince ?? Infinity, thisUpdate);
}

/** ReasonFlags as a mask: bit 1 keyCompromise to bit 8 aACompromise. Bit 0 is unused and never asked for. */
export const ALL_REASONS = 0b1_1111_1110;

/** @param tlv ReasonFlags, also below an IMPLICIT tag. */
export function reasonMaskOf(tlv: Tlv): number {
  let mask = 0;
  for (const bit of namedBitsOf({ ...tlv, tagClass: 0, tagNumber: 3 })) if (bit > 0 && bit <= 8) mask |= 1 << bit;
  return mask;
}

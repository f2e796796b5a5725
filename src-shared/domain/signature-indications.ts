/** Indications of ETSI EN 319 102-1 and the words that people see for them. */
import type { VerdictReason } from './verdict-reasons.ts';

/** Main status indication, EN 319 102-1 clause 5.1.3; NO_SIGNATURE_FOUND is for a file that carries none. */
export const INDICATIONS = ['TOTAL-PASSED', 'INDETERMINATE', 'TOTAL-FAILED', 'NO_SIGNATURE_FOUND'] as const;
export type Indication = (typeof INDICATIONS)[number];

/** Sub-indications of EN 319 102-1 clause 5.1.3 (table 6) that the engine can give. */
export const SUB_INDICATIONS = [
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'REVOKED',
  'EXPIRED',
  'NOT_YET_VALID',
  'SIG_CONSTRAINTS_FAILURE',
  'CHAIN_CONSTRAINTS_FAILURE',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'POLICY_PROCESSING_ERROR',
  'SIGNATURE_POLICY_NOT_AVAILABLE',
  'TIMESTAMP_ORDER_FAILURE',
  'NO_SIGNING_CERTIFICATE_FOUND',
  'NO_CERTIFICATE_CHAIN_FOUND',
  'REVOKED_NO_POE',
  'REVOKED_CA_NO_POE',
  'OUT_OF_BOUNDS_NO_POE',
  'OUT_OF_BOUNDS_NOT_REVOKED',
  'NO_POE',
  'TRY_LATER',
  'SIGNED_DATA_NOT_FOUND',
] as const;
export type SubIndication = (typeof SUB_INDICATIONS)[number];

/** An indication with what it rests on. */
export interface Conclusion {
  readonly indication: Exclude<Indication, 'NO_SIGNATURE_FOUND'>;
  readonly subIndication: SubIndication | null;
  readonly reasons: readonly VerdictReason[];
}

/** The three honest answers that a desk shows. */
export type Verdict = 'passed' | 'failed' | 'undetermined' | 'unsigned';

/** Maps an indication to the word that people see. */
export function verdictOf(indication: Indication): Verdict {
  switch (indication) {
    case 'TOTAL-PASSED':
      return 'passed';
    case 'TOTAL-FAILED':
      return 'failed';
    case 'INDETERMINATE':
      return 'undetermined';
    case 'NO_SIGNATURE_FOUND':
      return 'unsigned';
  }
}

/** The worst of several indications: failed, then undetermined, then passed; none gives NO_SIGNATURE_FOUND. */
export function worstIndication(indications: readonly Indication[]): Indication {
  const order: readonly Indication[] = ['TOTAL-FAILED', 'INDETERMINATE', 'NO_SIGNATURE_FOUND', 'TOTAL-PASSED'];
  return order.find((indication) => indications.includes(indication)) ?? 'NO_SIGNATURE_FOUND';
}

import { plusDays } from './working-day.ts';

/** Days before the evidence of a document ends on which new one is made, until the office decides otherwise. */
export const RENEW_DAYS = 90;
export const RENEW_DAYS_LIMIT = 1825;
/** Days after which the signatures of a kept document are validated again, although nothing of theirs ends. */
export const REVALIDATE_DAYS = 365;
export const REVALIDATE_DAYS_LIMIT = 3650;

/** What is known of a document whose signatures are to be provable for its whole term (ARC-07, VER-04). */
export interface KeptProof {
  /** Day on which it was last asked how long the evidence proves it; null: never. */
  readonly assessedOn: string | null;
  /** Every signature passed then. */
  readonly passes: boolean;
  /** Last day on which a check passes with the evidence at hand; null: no end is known. */
  readonly provableUntil: string | null;
  /** Last day of its term of keeping; null: not known yet, or for ever. */
  readonly keptUntil: string | null;
  /** Its newest evidence record; null: it has none. */
  readonly record: {
    /** Last day of the certificates of the authority that stamped it. */
    readonly until: string;
    /** New evidence would be made with another hash: that of the record ages. */
    readonly hashAges: boolean;
  } | null;
}

export interface RenewalSettings {
  readonly renewDays: number;
  readonly revalidateDays: number;
}

/**
 * What is due for a document today. `assess`: nobody knows how long it is provable, or the last validation is too long
 * ago. `refresh`: a record carries it, and what has ended is the newest word about the authority of that record; a newer
 * list lengthens it, another record under the same list would not. `renew`: what proves it ends soon, and its term does not
 * end before that; an archive timestamp has to be made while the last one is still good (RFC 4998 clause 5, EN 319 102-1
 * clause 5.6). What does not pass is assessed again and never stamped: a timestamp over a signature that cannot be shown
 * to be good adds nothing that could be relied on.
 */
export type RenewalDuty = 'assess' | 'refresh' | 'renew' | 'none';

export function renewalDuty({ assessedOn, passes, provableUntil, keptUntil, record }: KeptProof, { renewDays, revalidateDays }: RenewalSettings, today: string): RenewalDuty {
  if (assessedOn === null || plusDays(assessedOn, revalidateDays) <= today) return 'assess';
  if (!passes || provableUntil === null) return 'none';
  const end = record === null || record.hashAges ? provableUntil : record.until;
  if (keptUntil === null || keptUntil > end) {
    if (record?.hashAges === true || plusDays(end, -renewDays) <= today) return 'renew';
  }
  return record !== null && provableUntil < today ? 'refresh' : 'none';
}

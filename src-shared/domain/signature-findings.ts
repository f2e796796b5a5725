/**
 * What a check concluded of each signature, short enough for the log: rules that must answer at once, and alike at every
 * desk, read it there instead of the reports (VER-05).
 */
import type { Indication } from './signature-indications.ts';
import type { ValidationReport } from './signature-report.ts';

/** The conclusion about a signature, wherever it lies. */
export interface Conclusion {
  readonly indication: Indication;
  /** Earliest instant at which a certificate of its path was revoked, ISO 8601 UTC; null: none is known to be. */
  readonly revokedAt: string | null;
}

/** The conclusion about one signature, by the file that holds it and its place there. */
export interface SignatureFinding extends Conclusion {
  readonly sha256: string;
  readonly id: string;
}

export function findingsOf(reports: readonly ValidationReport[]): SignatureFinding[] {
  return reports.flatMap(({ sha256, signatures }) =>
    signatures.map(({ id, indication, revocation }) => {
      const [revokedAt = null] = revocation.flatMap((one) => (one.status === 'revoked' && one.revokedAt !== null ? [one.revokedAt] : [])).toSorted((one, other) => Date.parse(one) - Date.parse(other));
      return { sha256, id, indication, revokedAt };
    }),
  );
}

/**
 * Whether a conclusion says that a signature is worth nothing: it fails, or a certificate of its path was revoked before
 * an instant by which it existed. What was revoked later takes nothing away.
 *
 * @param existedAt ISO 8601 instant, UTC
 */
export function refutes({ indication, revokedAt }: Conclusion, existedAt: string): boolean {
  if (indication === 'TOTAL-FAILED') return true;
  return indication === 'INDETERMINATE' && revokedAt !== null && Date.parse(revokedAt) <= Date.parse(existedAt);
}

/** Whether two checks, maybe of two desks, concluded the same. */
export function isSameConclusion(one: Conclusion, other: Conclusion): boolean {
  return one.indication === other.indication && one.revokedAt === other.revokedAt;
}

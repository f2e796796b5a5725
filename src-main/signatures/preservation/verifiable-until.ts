import { DEFAULT_POLICY } from '../policy/default-policy.ts';
import type { CertificateSummary } from '#shared/domain/signature-evidence.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import type { ValidationPolicy } from '../policy/validation-policy.ts';

/** How long the evidence at hand proves the signatures of a document, without anything from outside. */
export interface Verifiability {
  /** Every signature passes now. */
  readonly passesNow: boolean;
  /** Last instant (ISO 8601) at which a check still passes; null: it does not pass now, or no end is known. */
  readonly until: string | null;
  /** How many checks at instants ahead were made to know it. */
  readonly checks: number;
}

/**
 * The end is not computed beside the engine but asked of it: the same check with the same evidence, at the instants at
 * which something that a verdict stands on ends. Where a check no longer passes at one of them, the instant before it is
 * the last. What has ended once does not come back, so that half of the instants fall with each check.
 *
 * @param check validates with the evidence at hand, as of an instant (ISO 8601), by the policy.
 */
export async function verifiableUntil(check: (now: string) => Promise<readonly ValidationReport[]>, now: string, policy: ValidationPolicy = DEFAULT_POLICY): Promise<Verifiability> {
  const reports = await check(now);
  if (!passes(reports)) return { passesNow: false, until: null, checks: 0 };
  const ends = instantsAfter(now, [...endsOf(reports), ...endsOfAlgorithms(policy)]);
  let checks = 0;
  // All ends before `first` are survived; the one at `after`, and all that follow, are not.
  let [first, after] = [0, ends.length];
  while (first < after) {
    const middle = Math.floor((first + after) / 2);
    checks += 1;
    if (passes(await check(secondAfter(ends[middle] ?? now)))) first = middle + 1;
    else after = middle;
  }
  return { passesNow: true, until: ends[first] ?? null, checks };
}

function passes(reports: readonly ValidationReport[]): boolean {
  const signatures = reports.flatMap((report) => report.signatures);
  return signatures.length > 0 && signatures.every(({ indication }) => indication === 'TOTAL-PASSED');
}

/** Every instant at which a certificate, a list, an answer or a trust list that the reports name ends. */
function endsOf(reports: readonly ValidationReport[]): (string | null)[] {
  return reports.flatMap(({ signatures, documentTimestamps, trust }) => [
    ...trust.lists.map(({ nextUpdate }) => nextUpdate),
    ...[...signatures, ...signatures.flatMap(({ timestamps }) => timestamps), ...documentTimestamps].flatMap(({ certificate, chain, revocation }) => [...certificateEnds(certificate, chain), ...revocation.map(({ nextUpdate }) => nextUpdate)]),
  ]);
}

/** All ends that the policy sets; one of an algorithm that nothing here stands on is survived. */
function endsOfAlgorithms({ digests, keys }: ValidationPolicy): (string | null)[] {
  return [...digests, ...keys].map(({ trustedUntil }) => trustedUntil);
}

/** Those ahead in one form, the earliest first. */
function instantsAfter(now: string, ends: readonly (string | null)[]): string[] {
  const ahead = ends.flatMap((end) => (end === null || Date.parse(end) <= Date.parse(now) ? [] : [new Date(end).toISOString()]));
  return [...new Set(ahead)].sort();
}

function certificateEnds(certificate: CertificateSummary | null, chain: readonly CertificateSummary[]): string[] {
  return [...(certificate === null ? [] : [certificate]), ...chain].map(({ notAfter }) => notAfter);
}

function secondAfter(instant: string): string {
  return new Date(Date.parse(instant) + 1000).toISOString();
}

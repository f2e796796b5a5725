import { validateTimestamp } from './timestamp.ts';
import type { ValidationContext } from './context.ts';
import type { ProofsOfExistence } from './proofs-of-existence.ts';
import type { EmbeddedEvidence, TimestampSubject } from './subject.ts';
import type { TimestampResult } from './timestamp.ts';
import type { ProvedTimes } from './assess.ts';

export interface ValidatedTimestamps {
  /** In the order of the subjects. */
  readonly results: readonly TimestampResult[];
  readonly times: ProvedTimes;
}

/**
 * Validates timestamps from the outermost inwards and gathers what they prove (EN 319 102-1 clauses 5.5.4 and
 * 5.6.2.3): each passing one proves what it covers to have existed, earlier tokens among it.
 */
export function validateTimestamps(
  subjects: readonly TimestampSubject[],
  embedded: EmbeddedEvidence,
  context: ValidationContext,
  proofs: ProofsOfExistence,
): ValidatedTimestamps {
  const results: (TimestampResult | undefined)[] = subjects.map(() => undefined);
  let existedAt = Infinity;
  let madeAfter = -Infinity;
  for (const index of outermostFirst(subjects)) {
    const subject = subjects[index];
    if (subject === undefined) continue;
    const result = validateTimestamp(subject, embedded, context, proofs.of(subject), proofs);
    results[index] = result;
    const { time, passed } = result;
    if (time === null || !passed) continue;
    const { covers } = subject;
    if (covers.signature) existedAt = Math.min(existedAt, time);
    if (subject.kind === 'content') madeAfter = Math.max(madeAfter, time);
    for (const object of covers.evidence) proofs.add(object, time);
    for (const earlier of covers.timestamps) {
      const covered = subjects[earlier];
      if (covered !== undefined) proofs.add(covered, time);
    }
  }
  return {
    results: results.filter((result) => result !== undefined),
    times: {
      existedAt: existedAt === Infinity ? null : existedAt,
      madeAfter: madeAfter === -Infinity ? null : madeAfter,
    },
  };
}

/**
 * A token comes after all that cover it, also through others: it covers less than each of them. Among equals the later in
 * the file comes first.
 */
function outermostFirst(subjects: readonly TimestampSubject[]): number[] {
  const weights = subjects.map((_, index) => reachOf(index, subjects));
  const weight = (index: number): number => weights[index] ?? 0;
  return subjects.map((_, index) => index).sort((left, right) => weight(right) - weight(left) || right - left);
}

/** How many tokens it covers, itself or through those that it covers. */
function reachOf(index: number, subjects: readonly TimestampSubject[]): number {
  const reached = new Set<number>();
  const open = [index];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const covered of subjects[at]?.covers.timestamps ?? []) {
      if (reached.has(covered)) continue;
      reached.add(covered);
      open.push(covered);
    }
  }
  return reached.size;
}

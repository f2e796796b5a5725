const MINUTE = 60_000;
const PAUSES: readonly number[] = [MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE];

/** How long an authority that did not answer is left alone, milliseconds. @param failures how often it failed in a row before this time */
export function authorityPause(failures: number): number {
  return PAUSES[Math.min(failures, PAUSES.length - 1)] ?? MINUTE;
}

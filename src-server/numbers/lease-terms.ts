const DAY = 24 * 60 * 60 * 1000;
const HOUR = 60 * 60 * 1000;

/** How long after its grant or its last reconciliation numbers may be issued from a lease. */
const LEASE_MILLISECONDS = 14 * DAY;
/** How long after its expiry a lease's leftovers wait for documents that come late. */
export const GRACE_MILLISECONDS = 30 * DAY;

/** Zones differ from UTC by so much at most, the server being in none of them. */
const EAST_OF_UTC = 14 * HOUR;
const WEST_OF_UTC = 12 * HOUR;

/** Years whose numbers are leased at an instant: the one that it is anywhere, from December on also the next. */
export function isLeasedYear(serialYear: number, now: number): boolean {
  // A journal whose numbers run on has no years.
  if (serialYear === 0) return true;
  const east = new Date(now + EAST_OF_UTC);
  const west = new Date(now - WEST_OF_UTC);
  const isDecember = east.getUTCMonth() === 11;
  return serialYear === west.getUTCFullYear() || serialYear === east.getUTCFullYear() || (isDecember && serialYear === east.getUTCFullYear() + 1);
}

/** When a lease that is granted or prolonged now ends; numbers of a year are not issued after it. */
export function leaseEnd(serialYear: number, now: number): number {
  const end = now + LEASE_MILLISECONDS;
  return serialYear === 0 ? end : Math.min(end, Date.UTC(serialYear + 1, 0, 1) + WEST_OF_UTC);
}

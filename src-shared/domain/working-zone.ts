/** Wall clock of a zone against instants, through Intl only (requirements D.1: instants are UTC, the zone id is kept). */
import { dayNumber } from './working-day.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

export interface WallClock {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Minutes since local midnight, 0…1439. */
  readonly minute: number;
}

let last: { readonly zone: string; readonly minute: number; readonly wall: WallClock } | null = null;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn',
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** Wall clock of an instant (milliseconds since 1970, UTC). Throws RangeError for a zone that Intl does not know. */
export function wallClockOf(zone: string, at: number): WallClock {
  const minute = Math.floor(at / MINUTE_MS);
  // A desk asks for the day of "now" at every step, and Intl is slow. Zones change by whole minutes in our times.
  if (last === null || last.zone !== zone || last.minute !== minute) last = { zone, minute, wall: readWallClock(zone, at) };
  return last.wall;
}

function readWallClock(zone: string, at: number): WallClock {
  const parts: Record<string, string> = {};
  for (const part of formatOf(zone).formatToParts(at)) parts[part.type] = part.value;
  const { year = '', month = '', day = '', hour = '', minute = '' } = parts;
  return { day: `${year.padStart(4, '0')}-${month}-${day}`, minute: Number(hour) * 60 + Number(minute) };
}

/** Wall clock as if it were UTC, in milliseconds; the difference to the instant is the zone's offset. */
function wallAsUtc(zone: string, at: number): number {
  const wall = wallClockOf(zone, at);
  return dayNumber(wall.day) * DAY_MS + wall.minute * MINUTE_MS;
}

function offsetAt(zone: string, at: number): number {
  return wallAsUtc(zone, at) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

/**
 * Instant (ms) of a wall clock. `minute` may be 1440 (midnight at the end of the day).
 *
 * Summer time makes two quirks: an hour that comes twice, where `side` chooses the first or the second,
 * and an hour that does not exist, for which the instant of the change is given.
 */
export function instantOf(zone: string, wall: WallClock, side: 'first' | 'second'): number {
  const target = dayNumber(wall.day) * DAY_MS + wall.minute * MINUTE_MS;
  const before = offsetAt(zone, target - DAY_MS);
  const after = offsetAt(zone, target + DAY_MS);
  if (before === after) return target - before;
  const fitting = [target - before, target - after].filter((at) => wallAsUtc(zone, at) === target).sort((a, b) => a - b);
  const found = side === 'first' ? fitting[0] : fitting.at(-1);
  if (found !== undefined) return found;
  let low = target - Math.max(before, after);
  let high = target - Math.min(before, after);
  while (high - low > MINUTE_MS) {
    const middle = Math.floor((low + high) / 2 / MINUTE_MS) * MINUTE_MS;
    if (wallAsUtc(zone, middle) < target) low = middle;
    else high = middle;
  }
  return high;
}

/** Calendar day of an instant in a zone, `YYYY-MM-DD`. Throws RangeError for text that is not an instant. */
export function dayInZone(zone: string, instant: string): string {
  return wallClockOf(zone, instantMs(instant)).day;
}

/** Time of day of an instant in a zone, `HH:MM`. Throws RangeError for text that is not an instant. */
export function timeInZone(zone: string, instant: string): string {
  const { minute } = wallClockOf(zone, instantMs(instant));
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Milliseconds of an ISO 8601 instant with `Z` or an offset. Throws RangeError for other text: a local time is no instant. */
export function instantMs(instant: string): number {
  const at = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(at)) throw new RangeError(`not an instant: ${instant}`);
  return at;
}

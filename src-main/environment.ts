import { randomBytes, randomFillSync } from 'node:crypto';

/**
 * What a desk takes from the world besides its own files. Everything here is injected, so that a
 * simulator can drive the real code and a test can stop it at a named place.
 */
export interface Environment {
  /** Instant in milliseconds since the epoch. */
  now(): number;
  randomBytes(length: number): Uint8Array;
  /**
   * Named places between two steps where a machine may die. Production does nothing here; tests kill
   * the process.
   */
  crashPoint(name: string): void;
}

/** The real world. The network is asked by job processes only (`evidence/fetching`), never from here. */
export function systemEnvironment(): Environment {
  return {
    now: () => Date.now(),
    randomBytes: randomFromPool(),
    crashPoint: () => undefined,
  };
}

const POOL_BYTES = 4096;
const MOST_FROM_POOL = 64;

/** Random bytes from a pool that is filled by the system: a registration takes ids several times, and each call costs. */
function randomFromPool(): (length: number) => Uint8Array {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return (length) => {
    if (length > MOST_FROM_POOL) return randomBytes(length);
    if (used + length > POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    const taken = pool.slice(used, used + length);
    // Nothing that was given out stays here: it may become a key.
    pool.fill(0, used, used + length);
    used += length;
    return taken;
  };
}

/** UUID version 7 (RFC 9562): 48 bits of time, then randomness. Sorts by time of making, decides no order. */
export function newId(environment: Environment): string {
  const bytes = Uint8Array.from(environment.randomBytes(16));
  const time = environment.now();
  for (let at = 0; at < 6; at += 1) bytes[at] = Math.floor(time / 2 ** (8 * (5 - at))) % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Instant as ISO 8601 in UTC. */
export function isoInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

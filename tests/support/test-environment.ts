import { createHash } from 'node:crypto';
import type { Environment } from '../../src-main/environment.ts';

export interface TestEnvironment extends Environment {
  /** Moves the clock. */
  advance(milliseconds: number): void;
  set(instant: string): void;
}

/** A clock that stands until it is moved, and randomness that repeats: the same seed gives the same run. */
export function testEnvironment(start = '2026-03-02T04:00:00.000Z', seed = 'test'): TestEnvironment {
  let now = Date.parse(start);
  let count = 0;
  return {
    now: () => now,
    randomBytes: (length) => {
      const parts: Buffer[] = [];
      for (let size = 0; size < length; size += 32) {
        count += 1;
        parts.push(createHash('sha256').update(`${seed}/${count}`).digest());
      }
      return Buffer.concat(parts).subarray(0, length);
    },
    crashPoint: () => undefined,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    set: (instant) => {
      now = Date.parse(instant);
    },
  };
}

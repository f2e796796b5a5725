import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bandwidth, type BandwidthClock } from '../../../src-main/sync/bandwidth.ts';
import { Pace } from '../../../src-main/sync/files/pace.ts';

/** A clock that moves by what is waited for. */
function movedClock(): BandwidthClock & { pass(milliseconds: number): void } {
  let now = 0;
  return {
    now: () => now,
    wait: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      now += milliseconds;
    },
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}

describe('the limit of the bandwidth', () => {
  it('lets pass what it says, over any pieces and rests, and never more than a bucket above it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10_000_000 }), fc.array(fc.record({ bytes: fc.integer({ min: 1, max: 100_000 }), rest: fc.nat(2000) }), { minLength: 1, maxLength: 50 }), async (limit, pieces) => {
        const clock = movedClock();
        const bandwidth = new Bandwidth(limit, clock);
        let passed = 0;
        let rested = 0;
        for (const { bytes, rest } of pieces) {
          await bandwidth.take(bytes);
          passed += bytes;
          // The bucket is half a second of the limit; half a byte for the sums of fractions.
          expect(passed).toBeLessThanOrEqual(limit * (clock.now() / 1000 + 0.5) + 0.5);
          clock.pass(rest);
          rested += rest;
        }
        expect(clock.now() - rested).toBeLessThanOrEqual((passed / limit) * 1000 + 1);
      }),
    );
  });

  it('is none where there is none, and can be changed while it is in use', async () => {
    const clock = movedClock();
    const bandwidth = new Bandwidth(null, clock);
    await bandwidth.take(1_000_000_000);
    expect(clock.now()).toBe(0);
    bandwidth.setLimit(1000);
    await bandwidth.take(2000);
    expect(clock.now()).toBe(2000);
    bandwidth.setLimit(null);
    await bandwidth.take(1_000_000);
    expect(clock.now()).toBe(2000);
    expect(() => bandwidth.setLimit(0)).toThrow(RangeError);
  });

  it('waits no longer for what was given up', async () => {
    const bandwidth = new Bandwidth(1000);
    const stop = new AbortController();
    const waiting = bandwidth.take(1_000_000, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the size of a part', () => {
  it.each([
    [8000, 32_000],
    [1000, 16 * 1024],
    [1_000_000, 4_000_000],
    [1_000_000_000, 4 * 1024 * 1024],
  ])('at %i bytes a second comes to %i: some seconds of the link', (bytesPerSecond, expected) => {
    const pace = new Pace();
    for (let count = 0; count < 20; count += 1) pace.passed(pace.next(null), (pace.next(null) / bytesPerSecond) * 1000);
    expect(pace.next(null)).toBe(expected);
  });

  it('is halved where the link broke, kept under the limit, and not judged by a small file', () => {
    const pace = new Pace();
    expect(pace.next(null)).toBe(64 * 1024);
    pace.broke();
    expect(pace.next(null)).toBe(32 * 1024);
    for (let count = 0; count < 10; count += 1) pace.broke();
    expect(pace.next(null)).toBe(16 * 1024);
    pace.passed(100, 0);
    expect(pace.next(null)).toBe(16 * 1024);
    for (let count = 0; count < 10; count += 1) pace.passed(pace.next(null), 1);
    expect(pace.next(50_000)).toBe(200_000);
  });
});

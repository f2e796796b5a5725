import { setTimeout as sleep } from 'node:timers/promises';

export interface BandwidthClock {
  /** Milliseconds that never go back. */
  now(): number;
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

const systemClock: BandwidthClock = {
  now: () => performance.now(),
  wait: async (milliseconds, signal) => {
    await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
  },
};

/** The bucket holds what passes in this time: a limit is kept on average, and a short message is not held up. */
const BUCKET_MILLISECONDS = 500;

/**
 * Limit of what files may take of the link, both directions together: a token bucket. Operations do not ask it; they
 * are few and go before files.
 */
export class Bandwidth {
  readonly #clock: BandwidthClock;
  #limit: number | null;
  #tokens = 0;
  #filledAt: number;

  /** @param limit bytes per second; null: none */
  constructor(limit: number | null = null, clock: BandwidthClock = systemClock) {
    this.#clock = clock;
    this.#limit = limit;
    this.#filledAt = clock.now();
    this.#tokens = limit === null ? 0 : (limit * BUCKET_MILLISECONDS) / 1000;
  }

  get limit(): number | null {
    return this.#limit;
  }

  /** Takes effect with the next piece. */
  setLimit(limit: number | null): void {
    if (limit !== null && !(limit > 0)) throw new RangeError('a limit is more than nothing; null stands for none');
    this.#limit = limit;
    this.#tokens = 0;
    this.#filledAt = this.#clock.now();
  }

  /** Waits until the bytes may pass. More than the bucket holds goes into debt, which the next one waits for. @throws AbortError */
  async take(bytes: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#fill();
    if (this.#limit === null) return;
    this.#tokens -= bytes;
    if (this.#tokens < 0) await this.#clock.wait((-this.#tokens / this.#limit) * 1000, signal);
  }

  #fill(): void {
    const now = this.#clock.now();
    if (this.#limit !== null) this.#tokens = Math.min((this.#limit * BUCKET_MILLISECONDS) / 1000, this.#tokens + ((now - this.#filledAt) * this.#limit) / 1000);
    this.#filledAt = now;
  }
}

/** A part should be through in this time, so that operations wait no longer for the link. */
const TARGET_MILLISECONDS = 4000;
const SMALLEST = 16 * 1024;
const FIRST = 64 * 1024;
const LARGEST = 4 * 1024 * 1024;
/** A part grows by this at most, however fast the last one was: it may have gone into a buffer. */
const GROWTH = 4;

/**
 * How large the next part of a file is: as much as the link carried in a few seconds. At 64 kbit/s that is 32 KiB, on
 * a fast link some megabytes.
 */
export class Pace {
  #size = FIRST;

  /** @param limit bytes per second that files may take; null: no limit */
  next(limit: number | null): number {
    return limit === null ? this.#size : Math.max(SMALLEST, Math.min(this.#size, Math.floor((limit * TARGET_MILLISECONDS) / 1000)));
  }

  passed(bytes: number, milliseconds: number): void {
    const fitting = (bytes / Math.max(1, milliseconds)) * TARGET_MILLISECONDS;
    // A small file says little of the link.
    if (bytes < this.#size && fitting > this.#size) return;
    this.#size = Math.round(Math.max(SMALLEST, Math.min(LARGEST, fitting, this.#size * GROWTH)));
  }

  broke(): void {
    this.#size = Math.max(SMALLEST, Math.floor(this.#size / 2));
  }
}

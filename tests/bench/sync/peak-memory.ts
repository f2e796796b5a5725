const MIB = 1024 * 1024;

/** Resident memory of this process at its peak, looked at often. */
export class PeakMemory {
  #peak = process.memoryUsage.rss();
  readonly #watch = setInterval(() => this.#look(), 20);

  /** MiB at the peak since the start or the last {@link forget}. */
  get mebibytes(): number {
    this.#look();
    return this.#peak / MIB;
  }

  forget(): void {
    this.#peak = process.memoryUsage.rss();
  }

  stop(): void {
    clearInterval(this.#watch);
  }

  #look(): void {
    this.#peak = Math.max(this.#peak, process.memoryUsage.rss());
  }
}

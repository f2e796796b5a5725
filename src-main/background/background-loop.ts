/** Work that goes on beside everything else, one piece after another, and begins again when it is asked to. */
export class BackgroundLoop {
  readonly #workOff: () => Promise<void>;
  readonly #onError: (error: unknown) => void;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  /** @param workOff does all that is due and returns; looks at {@link stopped} after every wait */
  constructor(workOff: () => Promise<void>, onError: (error: unknown) => void) {
    this.#workOff = workOff;
    this.#onError = onError;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  kick(): void {
    if (this.#stopped) return;
    // What became due just when the loop was about to end must not wait for the next occasion.
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Waits until nothing is due any more. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        await this.#workOff();
      } catch (error) {
        // A store that is being closed answers nothing any more.
        if (!this.#stopped) this.#onError(error);
      }
    }
  }
}

export interface RepeatedWorkOptions {
  /** What the log calls it where it fails. */
  readonly name: string;
  readonly everyMilliseconds: number;
  readonly round: () => Promise<void>;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/**
 * Work that is done again and again beside all other work, one round at a time. A round that fails is logged and the
 * next one comes all the same; what fails because the desk is being closed is not. Asked for during a round it does not
 * begin another after it, as `BackgroundLoop` does: two looks at a folder lie apart, or a file that grows seems whole.
 */
export class RepeatedWork {
  readonly #options: RepeatedWorkOptions;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(options: RepeatedWorkOptions) {
    this.#options = options;
  }

  /** True from the stop on: a round that runs ends where it can. */
  get stopped(): boolean {
    return this.#stopped;
  }

  start(): void {
    this.#stopped = false;
    this.#timer = setInterval(() => void this.now(), this.#options.everyMilliseconds);
    this.#timer.unref();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** A round at once, or the one that runs. */
  now(): Promise<void> {
    const { name, round, logUnexpected } = this.#options;
    this.#running ??= round()
      .catch((error: unknown) => {
        if (!this.#stopped) logUnexpected(name, error);
      })
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }
}

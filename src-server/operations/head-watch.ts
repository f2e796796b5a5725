import type { Logger } from 'pino';
import type { Store } from '../stores/store.ts';

/** How often it is looked for what other nodes of the same store have taken. */
const LOOK_MILLISECONDS = 2000;

/**
 * Tells those who listen that an organisation's log has grown: at once where this node took the operations, a little
 * later where another did. Only a hint that asking is worth while; asking is what must be right.
 */
export class HeadWatch {
  readonly #store: Store;
  readonly #log: Logger;
  readonly #listeners = new Map<string, Set<(head: number) => void>>();
  readonly #heads = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  #looking = false;
  #answers = true;

  constructor(store: Store, log: Logger) {
    this.#store = store;
    this.#log = log;
  }

  /** @returns how to end it */
  listen(organisation: string, listener: (head: number) => void): () => void {
    const listeners = this.#listeners.get(organisation) ?? new Set();
    this.#listeners.set(organisation, listeners.add(listener));
    this.#timer ??= setInterval(() => void this.#look(), LOOK_MILLISECONDS).unref();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) {
        this.#listeners.delete(organisation);
        this.#heads.delete(organisation);
      }
      if (this.#listeners.size === 0 && this.#timer !== null) {
        clearInterval(this.#timer);
        this.#timer = null;
      }
    };
  }

  /** This node has put operations on the disk up to a place. */
  grown(organisation: string, head: number): void {
    if (head <= (this.#heads.get(organisation) ?? 0)) return;
    const listeners = this.#listeners.get(organisation);
    if (listeners === undefined) return;
    this.#heads.set(organisation, head);
    for (const listener of listeners) listener(head);
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const organisations = await this.#store.organisations();
      this.#noteAnswer(null);
      for (const { organisation, seq } of organisations) this.grown(organisation, seq);
    } catch (error) {
      this.#noteAnswer(error);
    } finally {
      this.#looking = false;
    }
  }

  /** What is not heard is asked for at the desk's next round: worth a line for an outage, not one for each look. */
  #noteAnswer(error: unknown): void {
    const answers = error === null;
    if (answers === this.#answers) return;
    this.#answers = answers;
    if (answers) this.#log.info('desks are told again at once what other nodes take');
    else this.#log.warn({ err: error }, 'the database does not say how far the logs are: desks hear later of what other nodes take');
  }
}

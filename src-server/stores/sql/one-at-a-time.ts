/**
 * Lets the work of one name begin when the one before it has ended. Work that waited for a lock in the database would
 * hold a connection each, until none is left for those who read.
 */
export class OneAtATime {
  readonly #ends = new Map<string, Promise<void>>();

  async run<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    const before = this.#ends.get(name) ?? Promise.resolve();
    const result = before.then(work);
    // Its failure is told to the one who asked; the next one begins all the same.
    const end = result.then(
      () => undefined,
      () => undefined,
    );
    this.#ends.set(name, end);
    try {
      return await result;
    } finally {
      if (this.#ends.get(name) === end) this.#ends.delete(name);
    }
  }
}

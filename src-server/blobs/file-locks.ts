/**
 * One at a time for each file at this node: bytes that are just being published must not be removed as those of a destroyed
 * document. Between several nodes the order of the store's rows decides, and a desk offers again what is not held.
 */
export class FileLocks {
  readonly #last = new Map<string, Promise<unknown>>();

  async alone<Value>(sha256: string, work: () => Promise<Value>): Promise<Value> {
    const before = this.#last.get(sha256) ?? Promise.resolve();
    const own = before.then(work, work);
    const settled = own.catch(() => undefined);
    this.#last.set(sha256, settled);
    try {
      return await own;
    } finally {
      if (this.#last.get(sha256) === settled) this.#last.delete(sha256);
    }
  }
}

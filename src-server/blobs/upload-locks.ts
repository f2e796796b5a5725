import type { Locker } from '@tus/server';

type Lock = ReturnType<Locker['newLock']>;

interface Holder {
  readonly requestRelease: () => void | Promise<void>;
  readonly released: Promise<void>;
  readonly release: () => void;
}

/**
 * One request at a time for each upload. Who comes next asks the one before to end: a desk whose link broke comes back
 * while its old request still hangs. (The locker that comes with tus spins while it waits.)
 */
export class UploadLocks implements Locker {
  readonly #holders = new Map<string, Holder>();

  newLock(id: string): Lock {
    let own: Holder | null = null;
    return {
      lock: async (signal, requestRelease) => {
        for (;;) {
          const before = this.#holders.get(id);
          if (before === undefined) break;
          await before.requestRelease();
          await before.released;
          signal.throwIfAborted();
        }
        const { promise, resolve } = Promise.withResolvers<void>();
        own = { requestRelease, released: promise, release: resolve };
        this.#holders.set(id, own);
      },
      unlock: async () => {
        if (own === null || this.#holders.get(id) !== own) return;
        this.#holders.delete(id);
        own.release();
      },
    };
  }
}

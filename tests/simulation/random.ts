import { createHash } from 'node:crypto';

/** Randomness that repeats: the same seed gives the same run on every machine. */
export class Random {
  readonly #seed: string;
  #count = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  bytes(length: number): Uint8Array {
    const parts: Buffer[] = [];
    for (let size = 0; size < length; size += 32) {
      this.#count += 1;
      parts.push(createHash('sha256').update(`${this.#seed}/${this.#count}`).digest());
    }
    return Buffer.concat(parts).subarray(0, length);
  }

  /** A whole number from 0 up to but not including `below`. */
  below(below: number): number {
    return Buffer.from(this.bytes(6)).readUIntBE(0, 6) % below;
  }

  /** True in so many of a hundred cases. */
  percent(chance: number): boolean {
    return this.below(100) < chance;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
}

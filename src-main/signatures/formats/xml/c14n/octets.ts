import type { Budget } from '../budget.ts';

const FLUSH_AT = 1 << 16;

/** Collects text and gives it out as UTF-8, without one string of the whole document. */
export class Octets {
  readonly #budget: Budget;
  readonly #chunks: Uint8Array[] = [];
  #pending: string[] = [];
  #length = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  write(text: string): void {
    this.#pending.push(text);
    this.#length += text.length;
    if (this.#length > FLUSH_AT) this.#flush();
  }

  #flush(): void {
    const chunk = Buffer.from(this.#pending.join(''), 'utf8');
    this.#budget.spendBytes(chunk.length);
    this.#chunks.push(chunk);
    this.#pending = [];
    this.#length = 0;
  }

  toBytes(): Uint8Array {
    this.#flush();
    return this.#chunks.length === 1 ? (this.#chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#chunks);
  }
}

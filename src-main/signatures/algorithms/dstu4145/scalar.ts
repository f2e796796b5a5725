/**
 * Arithmetic modulo the order for secrets: fixed numbers of limbs, no branch and no index that depends on a value.
 * BigInt, which the rest of the module uses for public numbers, has neither.
 */
import { littleEndianBytes } from '../gost3410/encoding.ts';

/** Limbs of 16 bits, the least significant first. */
type Scalar = Int32Array;

export class ScalarRing {
  /** One bit more than the order has, so that a sum of two fits. */
  readonly #limbs: number;
  readonly #order: Scalar;
  readonly #bytes: number;

  constructor(order: bigint) {
    const bits = order.toString(2).length;
    this.#bytes = (bits + 7) >>> 3;
    this.#limbs = Math.ceil((bits + 1) / 16);
    this.#order = this.#fromBytes(littleEndianBytes(order, this.#bytes));
  }

  #fromBytes(bytes: Uint8Array): Scalar {
    return Int32Array.from({ length: this.#limbs }, (_none, at) => (bytes[2 * at] ?? 0) | ((bytes[2 * at + 1] ?? 0) << 8));
  }

  #toBytes(scalar: Scalar): Uint8Array {
    return Uint8Array.from({ length: this.#bytes }, (_none, at) => (scalar[at >>> 1] ?? 0) >>> ((at & 1) * 8));
  }

  /** Whether the little-endian number is of 1 … n - 1 and of exactly the order's length. */
  isSecret(bytes: Uint8Array): boolean {
    if (bytes.length !== this.#bytes) return false;
    const borrow = this.#subtractOrder(this.#fromBytes(bytes), new Int32Array(this.#limbs));
    let any = 0;
    for (const byte of bytes) any |= byte;
    return borrow === 1 && any !== 0;
  }

  /** Writes value - n into `out`. @returns the borrow: 1 where the value is below n. */
  #subtractOrder(value: Scalar, out: Scalar): number {
    let borrow = 0;
    for (let at = 0; at < this.#limbs; at += 1) {
      const difference = (value[at] ?? 0) - (this.#order[at] ?? 0) - borrow;
      out[at] = difference & 0xffff;
      borrow = (difference >>> 16) & 1;
    }
    return borrow;
  }

  /** Adds in place, modulo n; both are below n. */
  #add(sum: Scalar, addend: Scalar, room: Scalar): void {
    let carry = 0;
    for (let at = 0; at < this.#limbs; at += 1) {
      const limb = (sum[at] ?? 0) + (addend[at] ?? 0) + carry;
      sum[at] = limb & 0xffff;
      carry = limb >>> 16;
    }
    const keep = -this.#subtractOrder(sum, room);
    for (let at = 0; at < this.#limbs; at += 1) sum[at] = ((sum[at] ?? 0) & keep) | ((room[at] ?? 0) & ~keep);
  }

  /**
   * (k + d·r) mod n, little-endian, in the order's length.
   *
   * @param k secret, below n.
   * @param d secret, below n.
   * @param r public: one doubling for each of its bits, one addition more for those that are set.
   */
  multiplyAdd(k: Uint8Array, d: Uint8Array, r: Uint8Array): Uint8Array {
    const secret = this.#fromBytes(d);
    const sum = new Int32Array(this.#limbs);
    const room = new Int32Array(this.#limbs);
    for (let at = r.length * 8 - 1; at >= 0; at -= 1) {
      this.#add(sum, sum, room);
      if ((((r[at >>> 3] ?? 0) >>> (at & 7)) & 1) === 1) this.#add(sum, secret, room);
    }
    this.#add(sum, this.#fromBytes(k), room);
    const bytes = this.#toBytes(sum);
    secret.fill(0);
    sum.fill(0);
    return bytes;
  }
}

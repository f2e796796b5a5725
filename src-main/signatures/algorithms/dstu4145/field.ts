import { lazy } from '../lazy.ts';
import { loadProductKernel } from './product-kernel.ts';
import { reducePentanomial, reduceTrinomial } from './reduction.ts';
import type { ProductKernel } from './product-kernel.ts';
import type { Reduction } from './reduction.ts';

/** A polynomial over GF(2): bit i of word w is the coefficient of t^(32w + i). Words above the degree are zero. */
export type Element = Int32Array;

/** Middle exponents of the reduction polynomial t^m + … + 1, descending. */
export type MiddleExponents = readonly [number] | readonly [number, number, number];

/**
 * GF(2^m) in a polynomial basis, as DSTU 4145-2002 uses it.
 *
 * Operations write into their first operand, which may be one of the others too, and take the same steps whatever
 * the values are; only the rows of the window table that `multiply` reads depend on them. m is odd on every curve
 * of the standard: `halfTrace` and the compression of points rest on it.
 */
export class BinaryField {
  readonly m: number;
  /** Length of an element: three bits are spare, so that a row of the window table is as long. */
  readonly words: number;
  /** Length of an element in bytes. */
  readonly bytes: number;
  readonly #reduce: (product: Int32Array, out: Element) => void;
  readonly #kernel: () => ProductKernel;
  readonly #scratch: readonly Element[];

  constructor(m: number, exponents: MiddleExponents) {
    if (m % 2 === 0 || m - exponents[0] < 32) throw new RangeError('no field of the standard');
    this.m = m;
    this.words = (m + 3 + 31) >>> 5;
    this.bytes = (m + 7) >>> 3;
    const reduction: Reduction = { m, words: this.words };
    const [k1, k2, k3] = exponents;
    this.#reduce =
      k2 === undefined || k3 === undefined
        ? (product, out) => reduceTrinomial(reduction, k1, product, out)
        : (product, out) => reducePentanomial(reduction, k1, k2, k3, product, out);
    this.#kernel = lazy(() => loadProductKernel(this.words));
    this.#scratch = [this.zero(), this.zero(), this.zero()];
  }

  zero(): Element {
    return new Int32Array(this.words);
  }

  one(): Element {
    const element = this.zero();
    element[0] = 1;
    return element;
  }

  copy(out: Element, from: Element): void {
    out.set(from);
  }

  add(out: Element, left: Element, right: Element): void {
    for (let at = 0; at < this.words; at += 1) out[at] = (left[at] ?? 0) ^ (right[at] ?? 0);
  }

  isZero(element: Element): boolean {
    let all = 0;
    for (let at = 0; at < this.words; at += 1) all |= element[at] ?? 0;
    return all === 0;
  }

  equal(left: Element, right: Element): boolean {
    let difference = 0;
    for (let at = 0; at < this.words; at += 1) difference |= (left[at] ?? 0) ^ (right[at] ?? 0);
    return difference === 0;
  }

  multiply(out: Element, left: Element, right: Element): void {
    const kernel = this.#kernel();
    kernel.left.set(left);
    kernel.right.set(right);
    kernel.multiply();
    this.#reduce(kernel.product, out);
  }

  square(out: Element, element: Element): void {
    const { product } = this.#kernel();
    for (let at = 0; at < this.words; at += 1) {
      const word = element[at] ?? 0;
      product[2 * at] = (SPREAD[word & 0xff] ?? 0) | ((SPREAD[(word >>> 8) & 0xff] ?? 0) << 16);
      product[2 * at + 1] = (SPREAD[(word >>> 16) & 0xff] ?? 0) | ((SPREAD[word >>> 24] ?? 0) << 16);
    }
    this.#reduce(product, out);
  }

  /** The element to the power of 2^times. */
  squareRepeatedly(out: Element, element: Element, times: number): void {
    this.copy(out, element);
    for (let count = 0; count < times; count += 1) this.square(out, out);
  }

  /**
   * The inverse by Fermat: the power 2^m - 2, along the binary digits of m - 1 (Itoh and Tsujii). Zero gives zero,
   * which has no inverse: the caller excludes it.
   */
  invert(out: Element, element: Element): void {
    const [base, power, shifted] = this.#scratch;
    if (base === undefined || power === undefined || shifted === undefined) throw new RangeError('no room to invert in');
    this.copy(base, element);
    this.copy(power, element);
    let length = 1;
    for (let bit = 30 - Math.clz32(this.m - 1); bit >= 0; bit -= 1) {
      this.squareRepeatedly(shifted, power, length);
      this.multiply(power, power, shifted);
      length *= 2;
      if ((((this.m - 1) >>> bit) & 1) === 0) continue;
      this.square(power, power);
      this.multiply(power, power, base);
      length += 1;
    }
    this.square(out, power);
  }

  /** Tr(c) = c + c^2 + c^4 + … + c^(2^(m-1)), which is 0 or 1. */
  trace(element: Element): 0 | 1 {
    const power = Int32Array.from(element);
    const sum = Int32Array.from(element);
    for (let count = 1; count < this.m; count += 1) {
      this.square(power, power);
      this.add(sum, sum, power);
    }
    return ((sum[0] ?? 0) & 1) === 0 ? 0 : 1;
  }

  /** A root z of z^2 + z = c for an element c of trace 0; the other one is z + 1. */
  halfTrace(element: Element): Element {
    const sum = Int32Array.from(element);
    for (let count = 1; count <= (this.m - 1) / 2; count += 1) {
      this.square(sum, sum);
      this.square(sum, sum);
      this.add(sum, sum, element);
    }
    return sum;
  }

  /** The square root: the power 2^(m-1). */
  squareRoot(element: Element): Element {
    const root = this.zero();
    this.squareRepeatedly(root, element, this.m - 1);
    return root;
  }

  /** The m lowest bits of bytes, the least significant byte first; what is above them is dropped (clause 5.9). */
  truncated(bytes: Uint8Array): Element {
    const element = this.zero();
    const count = Math.min(bytes.length, this.bytes);
    for (let at = 0; at < count; at += 1) element[at >>> 2] = (element[at >>> 2] ?? 0) | ((bytes[at] ?? 0) << ((at & 3) * 8));
    const top = this.m >>> 5;
    element[top] = (element[top] ?? 0) & ((1 << (this.m & 31)) - 1);
    return element;
  }

  /** The element of exactly that encoding, the least significant byte first; null for another length or bits above the degree. */
  decode(bytes: Uint8Array): Element | null {
    const beyond = (bytes[this.bytes - 1] ?? 0) >>> (this.m & 7);
    return bytes.length === this.bytes && beyond === 0 ? this.truncated(bytes) : null;
  }

  /** The least significant byte first. */
  encode(element: Element): Uint8Array {
    return Uint8Array.from({ length: this.bytes }, (_none, at) => (element[at >>> 2] ?? 0) >>> ((at & 3) * 8));
  }
}

/** A byte with a zero between every two bits: squaring is nothing else. */
const SPREAD = Uint16Array.from({ length: 256 }, (_none, byte) => {
  let spread = 0;
  for (let bit = 0; bit < 8; bit += 1) spread |= ((byte >>> bit) & 1) << (2 * bit);
  return spread;
});

/** The shape of a product that is reduced: `2 * words` words, degree at most 2m - 2. */
export interface Reduction {
  readonly m: number;
  readonly words: number;
}

/*
 * Word by word from the top: t^(32w + i) = t^(32w + i - m) · (t^k + … + 1). The exponents of the standard lie at
 * least 32 below m, so that what a word leaves behind falls below it.
 */

/** Reduces by t^m + t^k + 1. The product is used up. */
export function reduceTrinomial({ m, words }: Reduction, k: number, product: Int32Array, out: Int32Array): void {
  const top = m >>> 5;
  const [offset0, shift0] = [m >>> 5, m & 31];
  const [offsetK, shiftK] = [(m - k) >>> 5, (m - k) & 31];
  for (let at = 2 * words - 1; at > top; at -= 1) {
    const word = product[at] ?? 0;
    fold(product, at - offset0, shift0, word);
    fold(product, at - offsetK, shiftK, word);
  }
  const rest = (product[top] ?? 0) >>> shift0;
  product[top] = (product[top] ?? 0) & ((1 << shift0) - 1);
  spill(product, 0, rest);
  spill(product, k, rest);
  for (let at = 0; at <= top; at += 1) out[at] = product[at] ?? 0;
}

/** Reduces by t^m + t^k1 + t^k2 + t^k3 + 1. The product is used up. */
export function reducePentanomial({ m, words }: Reduction, k1: number, k2: number, k3: number, product: Int32Array, out: Int32Array): void {
  const top = m >>> 5;
  const [offset0, shift0] = [m >>> 5, m & 31];
  const [offset1, shift1] = [(m - k1) >>> 5, (m - k1) & 31];
  const [offset2, shift2] = [(m - k2) >>> 5, (m - k2) & 31];
  const [offset3, shift3] = [(m - k3) >>> 5, (m - k3) & 31];
  for (let at = 2 * words - 1; at > top; at -= 1) {
    const word = product[at] ?? 0;
    fold(product, at - offset0, shift0, word);
    fold(product, at - offset1, shift1, word);
    fold(product, at - offset2, shift2, word);
    fold(product, at - offset3, shift3, word);
  }
  const rest = (product[top] ?? 0) >>> shift0;
  product[top] = (product[top] ?? 0) & ((1 << shift0) - 1);
  spill(product, 0, rest);
  spill(product, k1, rest);
  spill(product, k2, rest);
  spill(product, k3, rest);
  for (let at = 0; at <= top; at += 1) out[at] = product[at] ?? 0;
}

/** Adds a word that lies `shift` bits below the place of word `at`. */
function fold(product: Int32Array, at: number, shift: number, word: number): void {
  product[at] = (product[at] ?? 0) ^ (word >>> shift);
  // Shifts count modulo 32: a shift by 32, which must give zero, goes in two steps.
  product[at - 1] = (product[at - 1] ?? 0) ^ ((word << 1) << (31 - shift));
}

/** Adds a word at the place of bit `exponent`. */
function spill(product: Int32Array, exponent: number, word: number): void {
  const at = exponent >>> 5;
  const shift = exponent & 31;
  product[at] = (product[at] ?? 0) ^ (word << shift);
  product[at + 1] = (product[at + 1] ?? 0) ^ ((word >>> 1) >>> (31 - shift));
}

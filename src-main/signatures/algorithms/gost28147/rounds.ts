import type { GostSbox } from './sboxes.ts';

/** 32-bit words of an encryption key, X0 first (RFC 5830). */
export type KeyWords = Int32Array;

const tables = new WeakMap<GostSbox, Int32Array>();

/**
 * Substitution and rotation of a round (RFC 5830 clause 5) as four tables of 256 words, one for each byte of the
 * sum, the least significant byte first; their values are to be joined.
 */
export function roundTable(sbox: GostSbox): Int32Array {
  const known = tables.get(sbox);
  if (known !== undefined) return known;
  const table = new Int32Array(4 * 256);
  for (let index = 0; index < table.length; index += 1) {
    const place = index >> 8;
    const low = sbox.nibbles[place * 32 + (index & 0xf)] ?? 0;
    const high = sbox.nibbles[place * 32 + 16 + ((index >> 4) & 0xf)] ?? 0;
    const word = (low | (high << 4)) << (place * 8);
    table[index] = (word << 11) | (word >>> 21);
  }
  tables.set(sbox, table);
  return table;
}

const FORWARD = [0, 1, 2, 3, 4, 5, 6, 7];
const BACKWARD = FORWARD.toReversed();

/** Numbers of the key words, round by round (RFC 5830 clauses 5 and 8). */
export const SCHEDULE = {
  encrypt: Uint8Array.of(...FORWARD, ...FORWARD, ...FORWARD, ...BACKWARD),
  decrypt: Uint8Array.of(...FORWARD, ...BACKWARD, ...BACKWARD, ...BACKWARD),
  mac: Uint8Array.of(...FORWARD, ...FORWARD),
} as const;

/** Runs the rounds on a block of two words (N1, N2) in its place; the halves are left as the last round leaves them. */
export function runRounds(table: Int32Array, key: KeyWords, schedule: Uint8Array, block: Int32Array): void {
  let first = block[0] ?? 0;
  let second = block[1] ?? 0;
  for (const number of schedule) {
    const sum = first + (key[number] ?? 0);
    const mixed =
      (table[sum & 0xff] ?? 0) |
      (table[256 + ((sum >>> 8) & 0xff)] ?? 0) |
      (table[512 + ((sum >>> 16) & 0xff)] ?? 0) |
      (table[768 + (sum >>> 24)] ?? 0);
    const next = second ^ mixed;
    second = first;
    first = next;
  }
  block[0] = first;
  block[1] = second;
}

import { KeyContainerError } from './errors.ts';
import type { Hasher } from '../algorithms/digests.ts';
import type { WorkBudget } from './work-budget.ts';

/** What the bytes are for (RFC 7292 appendix B.3). */
export const PURPOSE = { key: 1, startVector: 2, mac: 3 } as const;

/** A hash with what the derivation has to know of it. */
export interface DerivationHash {
  readonly create: () => Hasher;
  /** Length of the compression function's block (v of the RFC). */
  readonly blockBytes: number;
  /** Units of `WorkBudget` for one call. */
  readonly cost: number;
}

export interface Salting {
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/**
 * Bytes from a password as PKCS#12 derives them (RFC 7292 appendix B.2). RFC 7292 keeps it for old containers only.
 *
 * @param password as `bmpPasswords` gives it.
 * @throws KeyContainerError `too-expensive` before any work is done.
 */
export function derivePkcs12(hash: DerivationHash, purpose: number, password: Uint8Array, { salt, iterations }: Salting, length: number, work: WorkBudget): Uint8Array {
  const { create, blockBytes, cost } = hash;
  if (iterations < 1) throw new KeyContainerError('damaged', 'no iterations');
  const diversifier = new Uint8Array(blockBytes).fill(purpose);
  const secret = repeated(password, blockBytes);
  const input = Buffer.concat([repeated(salt, blockBytes), secret]);
  secret.fill(0);
  const derived = new Uint8Array(length);
  for (let made = 0; made < length; ) {
    work.spend(iterations, cost);
    let last = digestOf(create, diversifier, input);
    for (let iteration = 1; iteration < iterations; iteration += 1) last = digestOf(create, last);
    derived.set(last.subarray(0, length - made), made);
    made += last.length;
    if (made < length) addToBlocks(input, repeated(last, blockBytes, blockBytes));
    last.fill(0);
  }
  input.fill(0);
  return derived;
}

function digestOf(create: () => Hasher, ...pieces: readonly Uint8Array[]): Uint8Array {
  const hasher = create();
  for (const piece of pieces) hasher.update(piece);
  return hasher.digest();
}

/** The bytes over and over, up to whole blocks or the given length; none stay none. */
function repeated(bytes: Uint8Array, blockBytes: number, length = Math.ceil(bytes.length / blockBytes) * blockBytes): Uint8Array {
  return Uint8Array.from({ length }, (_none, index) => bytes[index % bytes.length] ?? 0);
}

/** Each block + addend + 1, numbers with the most significant byte first; what overflows is dropped. */
function addToBlocks(blocks: Uint8Array, addend: Uint8Array): void {
  for (let start = 0; start < blocks.length; start += addend.length) {
    let carry = 1;
    for (let index = addend.length - 1; index >= 0; index -= 1) {
      carry += (blocks[start + index] ?? 0) + (addend[index] ?? 0);
      blocks[start + index] = carry & 0xff;
      carry >>= 8;
    }
  }
}

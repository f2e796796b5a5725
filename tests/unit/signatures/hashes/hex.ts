import type { Hasher } from '../../../../src-main/signatures/algorithms/digests.ts';

/** Bytes of hexadecimal text; blanks are there for the eye. */
export function bytes(text: string): Buffer {
  return Buffer.from(text.replaceAll(' ', ''), 'hex');
}

export function hex(value: Uint8Array): string {
  return Buffer.from(value).toString('hex');
}

/** Hash of the pieces, hexadecimal. */
export function hashOf(hasher: Hasher, ...pieces: readonly (string | Uint8Array)[]): string {
  for (const piece of pieces) hasher.update(Buffer.from(piece));
  return hex(hasher.digest());
}

/** 0, 1, 2 … modulo 256. */
export function counting(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_none, index) => index);
}

import type { Hasher } from '../digests.ts';

/** A hash with what HMAC has to know of it. */
export interface HmacHash {
  readonly create: () => Hasher;
  /** Length of the hash's inner block (B of RFC 2104): 64 for Streebog and Kupyna-256, 128 for longer Kupyna, 32 for GOST 34.311. */
  readonly blockBytes: number;
}

/** HMAC over any hash (RFC 2104; RFC 7836 clause 4.1 for Streebog). Keys of any length. */
export function hmac(create: () => Hasher, blockBytes: number, key: Uint8Array, message: Uint8Array): Uint8Array {
  return createKeyedHmac({ create, blockBytes }, key)(message);
}

/** The same for many messages under one key. */
export function createKeyedHmac({ create, blockBytes }: HmacHash, key: Uint8Array): (message: Uint8Array) => Uint8Array {
  const hash = (...pieces: readonly Uint8Array[]): Uint8Array => {
    const hasher = create();
    for (const piece of pieces) hasher.update(piece);
    return hasher.digest();
  };
  const short = key.length > blockBytes ? hash(key) : key;
  const padded = (pad: number): Uint8Array => Uint8Array.from({ length: blockBytes }, (_none, index) => (short[index] ?? 0) ^ pad);
  const [inner, outer] = [padded(0x36), padded(0x5c)];
  return (message) => hash(outer, hash(inner, message));
}

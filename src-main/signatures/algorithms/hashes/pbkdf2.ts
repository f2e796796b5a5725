import { createKeyedHmac } from './hmac.ts';
import type { HmacHash } from './hmac.ts';

/** A container may ask for any number of iterations; this many take about fifteen seconds. */
export const MAX_ITERATIONS = 1_000_000;
/** Keys and start vectors are short: a container that asks for more means to keep us busy. */
const MAX_KEY_BYTES = 1024;

/**
 * PBKDF2 over HMAC (RFC 8018 clause 5.2; R 50.1.111-2016 with Streebog-512, Ukrainian key containers with GOST 34.311).
 *
 * @param keyBytes length of the key that is derived.
 * @throws RangeError for a number of iterations or a length that is no whole number, below 1 or above the bounds.
 */
export function pbkdf2(hash: HmacHash, password: Uint8Array, salt: Uint8Array, iterations: number, keyBytes: number): Uint8Array {
  needWithin('iterations', iterations, MAX_ITERATIONS);
  needWithin('bytes of key', keyBytes, MAX_KEY_BYTES);
  const code = createKeyedHmac(hash, password);
  const blocks: Uint8Array[] = [];
  for (let made = 0; made < keyBytes; made += blocks.at(-1)?.length ?? 0) {
    const number = new Uint8Array(4);
    new DataView(number.buffer).setUint32(0, blocks.length + 1);
    let last = code(Buffer.concat([salt, number]));
    const block = Uint8Array.from(last);
    for (let iteration = 1; iteration < iterations; iteration += 1) {
      last = code(last);
      last.forEach((byte, index) => (block[index] = (block[index] ?? 0) ^ byte));
    }
    blocks.push(block);
  }
  return Uint8Array.from(Buffer.concat(blocks, keyBytes));
}

function needWithin(what: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most) throw new RangeError(`${value} ${what}: from 1 to ${most}`);
}

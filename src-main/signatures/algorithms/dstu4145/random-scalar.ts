import { createHmac } from 'node:crypto';

import { ScalarRing } from './scalar.ts';
import type { RandomBytes } from '../gost3410/signature.ts';
import type { DstuCurve } from './curves.ts';

/** At least every other draw fits on every curve; so many failures in a row mean a generator that is broken. */
const DRAWS = 128;

/**
 * A number of 1 … n - 1, all equally likely: draws of the order's length are thrown away until one fits, so that
 * none is preferred. Little-endian, in the order's length.
 *
 * @throws Error where the generator never gives a number that fits.
 */
export function randomScalar({ order, orderBits, scalarBytes }: DstuCurve, random: RandomBytes): Uint8Array {
  const ring = new ScalarRing(order);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const bytes = Uint8Array.from(random(scalarBytes));
    if (bytes.length !== scalarBytes) throw new Error('the random generator gave another number of bytes');
    const top = scalarBytes - 1;
    bytes[top] = (bytes[top] ?? 0) & (0xff >>> (scalarBytes * 8 - orderBits));
    if (ring.isSecret(bytes)) return bytes;
  }
  throw new Error('the random generator repeats itself');
}

/**
 * A generator for one signature whose bytes depend on the secret and the hash besides the given generator's:
 * HMAC-SHA-512 under the secret, over a counter, the hash and fresh randomness. Should the given one ever repeat
 * itself, two documents still do not get the same nonce, which would give the secret away.
 */
export function hedgedRandom(random: RandomBytes, secret: Uint8Array, hash: Uint8Array): RandomBytes {
  let counter = 0;
  return (length) => {
    const blocks: Buffer[] = [];
    for (let have = 0; have < length; have += 64) {
      const place = Buffer.alloc(4);
      place.writeUInt32BE(counter);
      counter += 1;
      blocks.push(createHmac('sha512', secret).update(place).update(hash).update(random(64)).digest());
    }
    return Uint8Array.from(Buffer.concat(blocks).subarray(0, length));
  };
}

import { mutatedBytes } from './mutations.ts';
import type { Random } from './mutations.ts';

/** One to three changes, short ones mostly and now and then one that takes a whole structure. */
export function mutant(original: Uint8Array, random: Random): Buffer {
  let bytes = Buffer.from(original);
  for (let changes = 1 + random(3); changes > 0 && bytes.length > 4; changes -= 1) {
    bytes = Buffer.from(mutatedBytes(bytes, random, random(4) === 0 ? 400 : 8));
  }
  return bytes;
}

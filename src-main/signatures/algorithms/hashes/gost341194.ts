import { roundTable } from '../gost28147/rounds.ts';
import { createBlockHasher } from './block-hasher.ts';
import { BLOCK, loadGost341194Kernel, STATE, TABLE_AT } from './gost341194-kernel.ts';
import { lazy } from '../lazy.ts';
import type { GostSbox } from '../gost28147/sboxes.ts';
import type { Hasher } from '../digests.ts';

const kernel = lazy(loadGost341194Kernel);
/** The table that lies in the kernel now: hashes with different substitutions take turns. */
let loaded: Int32Array | null = null;

/**
 * GOST R 34.11-94, which is GOST 34.311-95 (RFC 5831). The hash has its least significant byte first, as signatures
 * carry it.
 *
 * @param sbox substitution of the cipher inside; the standard leaves it open.
 * @param start start vector of 32 bytes, zeros where none is agreed (RFC 4357 clause 11.2). RangeError for another length.
 */
export function createGost341194(sbox: GostSbox, start: Uint8Array = new Uint8Array(BLOCK)): Hasher {
  if (start.length !== BLOCK) throw new RangeError(`start vector of ${start.length} bytes`);
  const table = roundTable(sbox);
  const state = new Uint8Array(STATE.bytes);
  state.set(start, STATE.hash);

  const absorb = (blocks: Uint8Array): void => {
    if (loaded !== table) kernel().write(TABLE_AT, new Uint8Array(table.buffer));
    loaded = table;
    kernel().run('absorb', state, blocks);
  };

  return createBlockHasher({
    blockBytes: BLOCK,
    absorb,
    finish: (rest, length) => {
      if (rest.length > 0) absorb(Buffer.concat([rest], BLOCK));
      const sum = state.slice(STATE.sum, STATE.sum + BLOCK);
      absorb(Buffer.concat([length], BLOCK));
      absorb(sum);
      return state.slice(STATE.hash, STATE.hash + BLOCK);
    },
  });
}

import { createBlockHasher } from './block-hasher.ts';
import { lazy } from '../lazy.ts';
import { BLOCK, loadStreebogKernel, STATE } from './streebog-kernel.ts';
import type { Hasher } from '../digests.ts';

const kernel = lazy(loadStreebogKernel);

/** Streebog, GOST R 34.11-2012 (RFC 6986). The hash has its least significant byte first, as signatures carry it. */
export function createStreebog(bits: 256 | 512): Hasher {
  const state = new Uint8Array(STATE.bytes);
  // The two lengths differ in the start vector and in the cut at the end (clause 6.1, clause 9).
  state.fill(bits === 256 ? 1 : 0, STATE.hash, STATE.hash + BLOCK);
  const absorb = (blocks: Uint8Array): void => kernel().run('absorb', state, blocks);
  const absorbUncounted = (block: Uint8Array): void => {
    state.fill(0, STATE.count, STATE.count + BLOCK);
    absorb(block);
  };

  return createBlockHasher({
    blockBytes: BLOCK,
    absorb,
    finish: (rest, length) => {
      absorb(oneBlock(rest, Uint8Array.of(1)));
      const sum = state.slice(STATE.sum, STATE.sum + BLOCK);
      absorbUncounted(oneBlock(length));
      absorbUncounted(sum);
      return state.slice(STATE.hash + BLOCK - bits / 8, STATE.hash + BLOCK);
    },
  });
}

/** The pieces, then zeros. */
function oneBlock(...pieces: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(pieces, BLOCK);
}

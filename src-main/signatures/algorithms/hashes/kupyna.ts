import { createBlockHasher } from './block-hasher.ts';
import { lazy } from '../lazy.ts';
import { LARGE, loadKupynaKernel, SMALL } from './kupyna-kernel.ts';
import type { Hasher } from '../digests.ts';

const kernels = { small: lazy(() => loadKupynaKernel(SMALL)), large: lazy(() => loadKupynaKernel(LARGE)) } as const;
/** Length of the message in bits at the end of the padding (DSTU 7564:2014). */
const LENGTH_BYTES = 12;

/** Kupyna, DSTU 7564:2014. */
export function createKupyna(bits: 256 | 384 | 512): Hasher {
  const [kernel, { blockBytes }] = bits === 256 ? [kernels.small, SMALL] : [kernels.large, LARGE];
  const state = new Uint8Array(blockBytes);
  // The start vector is 2^510 or 2^1023, the first byte being the most significant one.
  state[0] = blockBytes;
  const absorb = (blocks: Uint8Array): void => kernel().run('absorb', state, blocks);

  return createBlockHasher({
    blockBytes,
    absorb,
    finish: (rest, length) => {
      const padded = new Uint8Array(rest.length + 1 + LENGTH_BYTES > blockBytes ? 2 * blockBytes : blockBytes);
      padded.set(rest);
      padded[rest.length] = 0x80;
      padded.set(length, padded.length - LENGTH_BYTES);
      absorb(padded);
      kernel().run('finish', state, new Uint8Array(blockBytes));
      return state.slice(blockBytes - bits / 8);
    },
  });
}

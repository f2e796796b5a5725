import type { Hasher } from '../digests.ts';

/** A hash that works on blocks of one length. */
export interface BlockHash {
  readonly blockBytes: number;
  /** Takes whole blocks of the message, in their order. */
  absorb(blocks: Uint8Array): void;
  /**
   * Takes what is left of the message, less than a block, and gives the hash.
   *
   * @param length bits of the whole message, 64-bit number with the least significant byte first.
   */
  finish(rest: Uint8Array, length: Uint8Array): Uint8Array;
}

/** Cuts a message that comes in any pieces into blocks. After `digest` it takes no more: that throws. */
export function createBlockHasher({ blockBytes, absorb, finish }: BlockHash): Hasher {
  const pending = new Uint8Array(blockBytes);
  let pendingBytes = 0;
  let total = 0;
  let finished = false;

  const needRunning = (): void => {
    if (finished) throw new Error('the hash has been given already');
  };

  return {
    update: (bytes) => {
      needRunning();
      total += bytes.length;
      let rest = bytes;
      if (pendingBytes > 0) {
        const head = rest.subarray(0, blockBytes - pendingBytes);
        pending.set(head, pendingBytes);
        pendingBytes += head.length;
        rest = rest.subarray(head.length);
        if (pendingBytes < blockBytes) return;
        absorb(pending);
        pendingBytes = 0;
      }
      const whole = rest.length - (rest.length % blockBytes);
      if (whole > 0) absorb(rest.subarray(0, whole));
      pending.set(rest.subarray(whole));
      pendingBytes = rest.length - whole;
    },
    digest: () => {
      needRunning();
      finished = true;
      return finish(pending.subarray(0, pendingBytes), bitLength(total));
    },
  };
}

/** Bits of so many bytes as a 64-bit number, the least significant byte first. */
export function bitLength(bytes: number): Uint8Array {
  const length = new Uint8Array(8);
  const view = new DataView(length.buffer);
  // 2^29 bytes fill the lower half.
  view.setUint32(0, (bytes % 2 ** 29) * 8, true);
  view.setUint32(4, Math.floor(bytes / 2 ** 29), true);
  return length;
}

import { z } from 'zod';
import { fileName, id, nothing, sha256 } from './common.ts';
import { method } from './define.ts';

/** Bytes of one piece of a file; larger pieces are refused. */
export const PIECE_LIMIT = 512 * 1024;
/** Largest file that the desk takes in. */
export const FILE_LIMIT = 1024 * 1024 * 1024;

const bytes = z.instanceof(Uint8Array).refine((piece) => piece.byteLength <= PIECE_LIMIT, { message: 'error.pieceTooLarge' });

export const storedFile = z.object({
  sha256,
  fileName: z.string(),
  size: z.number().int().nonnegative(),
  mediaType: z.string(),
});
export type StoredFile = z.output<typeof storedFile>;

/** Files travel in pieces through the same contract as everything else, so that one place checks the right. */
export const files = {
  // Whoever takes part in documents hands files in: drafts and their signatures (ROUTE-01), not letters alone.
  begin: method('document.sign', z.object({ fileName, size: z.number().int().nonnegative() }), z.object({ uploadId: id })),
  append: method('document.sign', z.object({ uploadId: id, offset: z.number().int().nonnegative(), piece: bytes }), z.object({ received: z.number().int() })),
  /** Stores the bytes by SHA-256, before anything parses them. */
  finish: method('document.sign', z.object({ uploadId: id }), storedFile),
  abandon: method('document.sign', z.object({ uploadId: id }), nothing),
  /** What people see of a file: itself, or the content of an attached signature. */
  shown: method('card.readOwn', z.object({ sha256 }), z.object({ sha256, size: z.number().int().nonnegative(), mediaType: z.string() }).nullable()),
  /**
   * Reads a piece of a file that belongs to a card or letter which the caller may read. A stamped copy may be kept as what
   * follows its original: it is read whole under the hash of that, and `continues` tells what its first bytes are.
   */
  read: method(
    'card.readOwn',
    z.object({ sha256, offset: z.number().int().nonnegative(), length: z.number().int().positive().max(PIECE_LIMIT) }),
    z.object({ piece: bytes, size: z.number().int().nonnegative(), continues: z.object({ sha256, size: z.number().int().nonnegative() }).nullable() }),
  ),
};

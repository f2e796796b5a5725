import { OPERATION_BODY_LIMIT } from '#shared/sync/operation.ts';

/** Entries of one operation stay well below its limit, whatever their letters. */
const PIECE_BYTES = OPERATION_BODY_LIMIT / 2;

/** A list cut into parts of which each goes into one operation; none for an empty list. */
export function operationPieces<Entry extends object>(entries: readonly Entry[]): Entry[][] {
  const made: Entry[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const size = Buffer.byteLength(JSON.stringify(entry), 'utf8');
    if (bytes + size > PIECE_BYTES) {
      made.push([]);
      bytes = 0;
    }
    made.at(-1)?.push(entry);
    bytes += size;
  }
  return made;
}

/**
 * Place from which on operations stand that the server has not placed yet: behind all that it has. The numbers of
 * placed operations stay below it, a billion to an organisation; both together fit where a key is made of a place.
 */
export const PENDING_PLACES = 2 ** 30;

/** Where an operation of this desk stands until the server has placed it. */
export function pendingPlace(ownSeq: number): number {
  return PENDING_PLACES + ownSeq;
}

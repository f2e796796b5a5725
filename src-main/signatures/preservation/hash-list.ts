import { computeDigest, equalBytes } from '../algorithms/digests.ts';
import type { DigestAlgorithm } from '../algorithms/digests.ts';

/** Hashes of nodes under one father, and none of the father's (RFC 4998 clause 4.2, PartialHashtree). */
export type HashList = readonly Uint8Array[];

/**
 * The father of some nodes: the hash of their hashes, joined in binary ascending order (RFC 4998 clause 4.2). A node
 * without brothers stands for itself, as RFC 6283 clause 3.2.1 says it and others write it.
 *
 * @throws RangeError where the algorithm cannot be computed here.
 */
export function fatherOf(digest: DigestAlgorithm, nodes: HashList): Uint8Array {
  const [only] = nodes;
  if (only !== undefined && nodes.length === 1) return only;
  const father = computeDigest(digest, ...[...nodes].sort((left, right) => Buffer.compare(left, right)));
  if (father === null) throw new RangeError(`${digest.name} cannot be computed`);
  return father;
}

/**
 * The root that the lists lead to from a hash (clause 4.3); null where the first of them does not hold it.
 *
 * @param lists none: the hash was stamped by itself.
 * @throws RangeError where the algorithm cannot be computed here.
 */
export function rootFrom(digest: DigestAlgorithm, hash: Uint8Array, lists: readonly HashList[]): Uint8Array | null {
  const [first, ...above] = lists;
  if (first === undefined) return hash;
  if (!first.some((one) => equalBytes(one, hash))) return null;
  return above.reduce((root, list) => fatherOf(digest, [root, ...list]), fatherOf(digest, first));
}

import { computeDigest, digestByName } from '../algorithms/digests.ts';
import { tokenOverHash } from '../creation/timestamp-token.ts';
import { encodeEvidenceRecord } from './evidence-record.ts';
import { fatherOf } from './hash-list.ts';
import { timestampRequestOver } from './timestamp-protocol.ts';
import type { EvidenceDigest } from './evidence-digest.ts';
import type { HashList } from './hash-list.ts';

/** One time-stamp for many manifests (RFC 4998 clause 4.2). */
export interface EvidenceTree {
  /** The root: what is stamped. */
  readonly imprint: Uint8Array;
  /** DER of a TimeStampReq over the root. @param nonce random octets, at most 32, or null. */
  request(nonce: Uint8Array | null): Uint8Array;
  /**
   * DER of the token in an answer, once it is shown to be sound, over the root and for this request.
   *
   * @param answer TimeStampResp or TimeStampToken.
   * @param nonce as it was given to the request.
   * @throws SignatureCreationError `unusable-timestamp` or `other-timestamp`; LimitExceededError
   */
  tokenOf(answer: Uint8Array, nonce: Uint8Array | null): Uint8Array;
  /**
   * DER of one EvidenceRecord for each manifest, in their order. A record holds the hashes on its own path alone and
   * says nothing of what the others are.
   *
   * @throws SignatureCreationError as `tokenOf`; LimitExceededError
   */
  records(token: Uint8Array): Uint8Array[];
}

/**
 * A binary hash tree over manifests; a node without a brother goes up as it is.
 *
 * @param manifests bytes of each.
 * @throws RangeError for none.
 */
export function evidenceTree(manifests: readonly Uint8Array[], name: EvidenceDigest): EvidenceTree {
  const digest = digestByName(name);
  const leaves = manifests.map((bytes) => {
    const hash = computeDigest(digest, bytes);
    if (hash === null) throw new RangeError(`${name} is always computed`);
    return hash;
  });
  const levels = [leaves];
  for (let level = leaves; level.length > 1; levels.push(level)) level = pairsOf(level).map((pair) => fatherOf(digest, pair));
  const [imprint] = levels.at(-1) ?? [];
  if (imprint === undefined) throw new RangeError('a tree over nothing has no root');
  const tokenOf: EvidenceTree['tokenOf'] = (answer, nonce) => tokenOverHash(answer, digest, imprint, nonce);
  return {
    imprint,
    request: (nonce) => timestampRequestOver(digest, imprint, nonce),
    tokenOf,
    records(token) {
      const stamp = tokenOf(token, null);
      return leaves.map((leaf, place) => encodeEvidenceRecord({ chains: [{ timestamps: [{ digest, lists: listsFor(leaf, place, levels), token: stamp }] }] }));
    },
  };
}

function pairsOf(level: readonly Uint8Array[]): Uint8Array[][] {
  return level.flatMap((left, index) => (index % 2 === 0 ? [[left, ...level.slice(index + 1, index + 2)]] : []));
}

/** The reduced hash tree of a leaf: brothers on its way to the root, the first list with the leaf itself. */
function listsFor(leaf: Uint8Array, place: number, levels: readonly (readonly Uint8Array[])[]): HashList[] {
  const brothers = levels.flatMap((level, height) => level[Math.floor(place / 2 ** height) ^ 1] ?? []);
  const [nearest, ...above] = brothers;
  if (nearest === undefined) return [];
  return [[leaf, nearest].sort((left, right) => Buffer.compare(left, right)), ...above.map((brother) => [brother])];
}

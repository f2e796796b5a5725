import { digestIdentifier } from '../algorithms/digest-info.ts';
import { element } from '../asn1/encode.ts';
import type { DigestAlgorithm } from '../algorithms/digests.ts';
import type { HashList } from './hash-list.ts';

/** ArchiveTimeStamp (RFC 4998 clause 4.1). */
export interface ArchiveTimestamp {
  /** Of the hash tree; where the record leaves it out, that of the token. */
  readonly digest: DigestAlgorithm;
  /** reducedHashtree: from the leaf to the root; none where the token is over the hash itself. */
  readonly lists: readonly HashList[];
  /** The whole time-stamp token as it lies in the record. */
  readonly token: Uint8Array;
}

/** ArchiveTimeStampChain (clause 5.1): each timestamp but the first renews the one before it, all with one hash. */
export interface ArchiveTimestampChain {
  readonly timestamps: readonly ArchiveTimestamp[];
}

/** EvidenceRecord (clause 3.1); each chain but the first renews the tree with another hash. */
export interface EvidenceRecord {
  readonly chains: readonly ArchiveTimestampChain[];
}

/**
 * DER of an EvidenceRecord, version 1.
 *
 * @throws RangeError where it has no timestamp: an error of this program.
 */
export function encodeEvidenceRecord({ chains }: EvidenceRecord): Uint8Array {
  if (chains.length === 0 || chains.some(({ timestamps }) => timestamps.length === 0)) throw new RangeError('an evidence record has timestamps');
  const digests = new Map(chains.flatMap(({ timestamps }) => timestamps.map(({ digest }) => [digest.oid, digest])));
  return element(0x30, element(0x02, Uint8Array.of(1)), element(0x30, ...[...digests.values()].map(digestIdentifier)), encodeChains(chains));
}

/** ArchiveTimeStampSequence: what a renewal of the tree hashes beside the data (clause 5.2). */
export function encodeChains(chains: readonly ArchiveTimestampChain[]): Uint8Array {
  return element(0x30, ...chains.map(({ timestamps }) => element(0x30, ...timestamps.map(archiveTimestamp))));
}

/** The module has IMPLICIT tags: [0] and [2] stand in the place of SEQUENCE. */
function archiveTimestamp({ digest, lists, token }: ArchiveTimestamp): Uint8Array {
  const partial = lists.map((list) => element(0x30, ...list.map((hash) => element(0x04, hash))));
  const algorithm = digestIdentifier(digest);
  return element(0x30, retagged(0xa0, algorithm), ...(partial.length === 0 ? [] : [element(0xa2, ...partial)]), token);
}

function retagged(identifier: number, der: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(der);
  copy[0] = identifier;
  return copy;
}

import { computeDigest } from '../algorithms/digests.ts';
import { attempt } from '../asn1/attempt.ts';
import { rootFrom } from '../preservation/hash-list.ts';
import { readEvidenceRecord } from '../preservation/read-evidence-record.ts';
import type { DigestAlgorithm } from '../algorithms/digests.ts';
import type { ReadArchiveTimestamp, ReadChain, ReadEvidenceRecord } from '../preservation/read-evidence-record.ts';
import type { TimestampSubject } from './subject.ts';

/** An archive timestamp of a record, and what its hashes lead to. */
export interface RecordStamp extends Pick<TimestampSubject, 'token' | 'imprints'> {
  /** Over the data; otherwise over an earlier token alone. */
  readonly overData: boolean;
  /** Places in the record of the tokens that it covers. */
  readonly renews: readonly number[];
}

/**
 * The timestamps of an evidence record with the hashes that each of them has to reach (RFC 4998 clause 5.3); of a bare
 * token, that one over the data. A record that does not keep the order of its times or changes the hash within a chain
 * is none: no token of it fits anything.
 *
 * @param hashOf hash of the data that the record is over; null where it cannot be computed.
 * @throws LimitExceededError
 */
export function recordStamps(bytes: Uint8Array, hashOf: (digest: DigestAlgorithm) => Uint8Array | null): RecordStamp[] {
  // What cannot be read as a record is told of as a token that cannot be read.
  const record = attempt(() => readEvidenceRecord(bytes));
  if (record === null) return [{ token: bytes, imprints: (digest) => listed(hashOf(digest)), overData: true, renews: [] }];
  const { chains } = record;
  const lawful = isInOrder(record) && chains.every(keepsItsDigest);
  const dataHash = record.isOverEncrypted ? () => null : hashOf;
  let place = 0;
  return chains.flatMap((chain) =>
    chain.timestamps.map((stamp, index): RecordStamp => {
      const before = place;
      place += 1;
      const previous = chain.timestamps[index - 1];
      const covered = previous === undefined ? (digest: DigestAlgorithm) => hashBehind(chain, digest, dataHash) : (digest: DigestAlgorithm) => computeDigest(digest, previous.token);
      return {
        token: stamp.token,
        imprints: (digest) => (lawful ? rootsOf(stamp, digest, covered) : []),
        overData: previous === undefined,
        renews: previous === undefined ? Array.from({ length: before }, (_, earlier) => earlier) : [before - 1],
      };
    }),
  );
}

/** Clause 5.3: chains and their timestamps are in the order of time. */
function isInOrder({ chains }: ReadEvidenceRecord): boolean {
  const times = chains.flatMap(({ timestamps }) => timestamps.map(({ time }) => time));
  return times.every((time, index) => index === 0 || (times[index - 1] ?? Infinity) <= time);
}

/** Clause 5.2: another hash begins another chain. */
function keepsItsDigest({ timestamps }: ReadChain): boolean {
  return new Set(timestamps.map(({ digest }) => digest.oid)).size === 1;
}

/** What the first timestamp of a chain is over: the data and, where the tree was renewed, all chains before (clause 5.2). */
function hashBehind({ earlier }: ReadChain, digest: DigestAlgorithm, hashOf: (digest: DigestAlgorithm) => Uint8Array | null): Uint8Array | null {
  const data = hashOf(digest);
  if (earlier === null || data === null) return data;
  const chains = computeDigest(digest, earlier);
  return chains === null ? null : computeDigest(digest, data, chains);
}

/** The token has to be of the tree's hash (clause 4.3), and the tree to hold what the timestamp is said to cover. */
function rootsOf({ digest, lists }: ReadArchiveTimestamp, tokenDigest: DigestAlgorithm, covered: (digest: DigestAlgorithm) => Uint8Array | null): readonly Uint8Array[] | null {
  if (tokenDigest.oid !== digest.oid) return [];
  const hash = covered(digest);
  if (hash === null) return null;
  // Hashes of another length are none of this algorithm, whatever they join to.
  if (lists.flat().some(({ length }) => length !== hash.length)) return [];
  return listed(rootFrom(digest, hash, lists)) ?? [];
}

function listed(hash: Uint8Array | null): readonly Uint8Array[] | null {
  return hash === null ? null : [hash];
}

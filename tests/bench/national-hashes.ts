import { randomBytes } from 'node:crypto';

import { sha256 } from '@noble/hashes/sha2.js';
import gost from 'node-gost-crypto';

import { TEST_HASH_SBOX } from '../../src-main/signatures/algorithms/gost28147/sboxes.ts';
import { createGost341194 } from '../../src-main/signatures/algorithms/hashes/gost341194.ts';
import { createKupyna } from '../../src-main/signatures/algorithms/hashes/kupyna.ts';
import { createStreebog } from '../../src-main/signatures/algorithms/hashes/streebog.ts';
import { type Figure, timed } from './figure.ts';
import type { Hasher } from '../../src-main/signatures/algorithms/digests.ts';

const MIB = 1024 * 1024;
const OURS_MIB = 16;
/** The peers are slower: as long a time with less. */
const PEER_MIB = 2;

type Hash = (message: Uint8Array) => Uint8Array;

function whole(create: () => Hasher): Hash {
  return (message) => {
    const hasher = create();
    hasher.update(message);
    return hasher.digest();
  };
}

const OURS = {
  streebog512: whole(() => createStreebog(512)),
  streebog256: whole(() => createStreebog(256)),
  gost34311: whole(() => createGost341194(TEST_HASH_SBOX)),
  kupyna256: whole(() => createKupyna(256)),
  kupyna512: whole(() => createKupyna(512)),
} as const;

function peerOf(version: 2012 | 1994, length?: 256 | 512): Hash {
  const digest = gost.gostEngine.getGostDigest({ name: 'GOST R 34.11', version, mode: 'HASH', ...(length === undefined ? { sBox: 'D-TEST' } : { length }) });
  return (message) => new Uint8Array(digest.digest(message));
}

/** MiB a second of the hash over a message of its own. */
function speed(hash: Hash, mebibytes: number): () => Promise<number> {
  const message = randomBytes(mebibytes * MIB);
  return async () => (mebibytes * 1000) / (await timed(() => void hash(message)));
}

function besidePeer(name: string, ours: Hash, peer: Hash, atLeast: number): Figure {
  const sample = randomBytes(1000);
  if (Buffer.compare(ours(sample), peer(sample)) !== 0) throw new Error(`${name}: the peer computes something else`);
  return { name: `${name}, MiB per second`, than: 'node-gost-crypto', aim: { atLeast }, ours: speed(ours, OURS_MIB), peer: speed(peer, PEER_MIB) };
}

function besideSha256(name: string, ours: Hash, atLeast: number): Figure {
  return { name: `${name}, MiB per second`, than: 'SHA-256 of @noble/hashes', aim: { atLeast }, ours: speed(ours, OURS_MIB), peer: speed(sha256, OURS_MIB) };
}

/** Speed of the national hashes over long messages. */
export function hashFigures(): readonly Figure[] {
  return [
    besidePeer('Streebog-512', OURS.streebog512, peerOf(2012, 512), 4),
    besidePeer('Streebog-256', OURS.streebog256, peerOf(2012, 256), 4),
    besidePeer('GOST 34.311-95', OURS.gost34311, peerOf(1994), 10),
    besideSha256('Streebog-512', OURS.streebog512, 0.35),
    besideSha256('GOST 34.311-95', OURS.gost34311, 0.4),
    besideSha256('Kupyna-256', OURS.kupyna256, 0.35),
    besideSha256('Kupyna-512', OURS.kupyna512, 0.25),
  ];
}

import { createHash, getHashes } from 'node:crypto';

import { sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';

import { CRYPTOPRO_HASH_SBOX, TEST_HASH_SBOX, UKRAINIAN_SBOX } from './gost28147/sboxes.ts';
import { createGost341194 } from './hashes/gost341194.ts';
import { createKupyna } from './hashes/kupyna.ts';
import { createStreebog } from './hashes/streebog.ts';

/** A running hash: bytes go in piece by piece. */
export interface Hasher {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** A hash function as an AlgorithmIdentifier names it. Its strength is the validation policy's to judge. */
export interface DigestAlgorithm {
  readonly oid: string;
  readonly name: string;
  /** Name for `node:crypto`; null: the engine has none of the kind. */
  readonly engineName: string | null;
  /** Our own or a library's code, for what an engine lacks; null: there is none. */
  readonly software: (() => Hasher) | null;
}

/** Hash of a stream. @throws RangeError where the algorithm cannot be computed here. */
export async function streamDigest(algorithm: DigestAlgorithm, stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const hasher = createHasher(algorithm);
  if (hasher === null) throw new RangeError(`${algorithm.name} cannot be computed`);
  for await (const piece of stream) hasher.update(piece);
  return hasher.digest();
}

/** Whether the hash can be computed here at all. */
export function isComputable({ engineName, software }: DigestAlgorithm): boolean {
  return software !== null || (engineName !== null && ENGINE_HASHES.has(engineName));
}

const ENGINE_HASHES: ReadonlySet<string> = new Set(getHashes());

const engine = (oid: string, name: string, engineName: string): DigestAlgorithm => ({ oid, name, engineName, software: null });
const national = (oid: string, name: string, software: () => Hasher): DigestAlgorithm => ({ oid, name, engineName: null, software });

const gost34311 = (): Hasher => createGost341194(TEST_HASH_SBOX);

const DIGESTS: readonly DigestAlgorithm[] = [
  engine('1.2.840.113549.2.5', 'MD5', 'md5'),
  engine('1.3.14.3.2.26', 'SHA-1', 'sha1'),
  engine('2.16.840.1.101.3.4.2.4', 'SHA-224', 'sha224'),
  engine('2.16.840.1.101.3.4.2.1', 'SHA-256', 'sha256'),
  engine('2.16.840.1.101.3.4.2.2', 'SHA-384', 'sha384'),
  engine('2.16.840.1.101.3.4.2.3', 'SHA-512', 'sha512'),
  // BoringSSL (Electron) has no SHA-3.
  { ...engine('2.16.840.1.101.3.4.2.8', 'SHA3-256', 'sha3-256'), software: () => sha3_256.create() },
  { ...engine('2.16.840.1.101.3.4.2.9', 'SHA3-384', 'sha3-384'), software: () => sha3_384.create() },
  { ...engine('2.16.840.1.101.3.4.2.10', 'SHA3-512', 'sha3-512'), software: () => sha3_512.create() },
  national('1.2.398.3.10.1.3.1', 'GOST 34.311-95', gost34311),
  national('1.2.398.3.10.1.3.1.1.0', 'GOST 34.311-95', gost34311),
  national('1.2.398.3.10.1.3.2', 'Streebog-256', () => createStreebog(256)),
  national('1.2.398.3.10.1.3.3', 'Streebog-512', () => createStreebog(512)),
  national('1.2.643.2.2.9', 'GOST R 34.11-94', () => createGost341194(CRYPTOPRO_HASH_SBOX)),
  national('1.2.643.7.1.1.2.2', 'Streebog-256', () => createStreebog(256)),
  national('1.2.643.7.1.1.2.3', 'Streebog-512', () => createStreebog(512)),
  national('1.2.804.2.1.1.1.1.2.1', 'GOST 34.311-95', () => createGost341194(UKRAINIAN_SBOX)),
  national('1.2.804.2.1.1.1.1.2.2.1', 'Kupyna-256', () => createKupyna(256)),
  national('1.2.804.2.1.1.1.1.2.2.2', 'Kupyna-384', () => createKupyna(384)),
  national('1.2.804.2.1.1.1.1.2.2.3', 'Kupyna-512', () => createKupyna(512)),
];

const BY_OID: ReadonlyMap<string, DigestAlgorithm> = new Map(DIGESTS.map((entry) => [entry.oid, entry]));
/** National hashes have a number in each country and are asked for by it. */
const BY_NAME: ReadonlyMap<string, DigestAlgorithm> = new Map(DIGESTS.flatMap((entry) => (entry.engineName === null ? [] : [[entry.name, entry]])));

/** The digest with that OID; one nobody knows carries its OID as name. */
export function digestByOid(oid: string): DigestAlgorithm {
  return BY_OID.get(oid) ?? { oid, name: oid, engineName: null, software: null };
}

/** @throws RangeError for a name that the table does not hold: an error of this program, not of its input. */
export function digestByName(name: string): DigestAlgorithm {
  const found = BY_NAME.get(name);
  if (found === undefined) throw new RangeError(`no digest named ${name}`);
  return found;
}

/** A fresh hasher; null where the algorithm cannot be computed here. */
export function createHasher({ engineName, software }: DigestAlgorithm): Hasher | null {
  if (engineName !== null && ENGINE_HASHES.has(engineName)) return createHash(engineName);
  return software === null ? null : software();
}

/** Hash of the bytes, or of the pieces one after another; null where the algorithm cannot be computed here. */
export function computeDigest(algorithm: DigestAlgorithm, ...pieces: readonly Uint8Array[]): Uint8Array | null {
  const hasher = createHasher(algorithm);
  if (hasher === null) return null;
  for (const piece of pieces) hasher.update(piece);
  return hasher.digest();
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && Buffer.compare(left, right) === 0;
}

/** SHA-256, lower-case hexadecimal. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

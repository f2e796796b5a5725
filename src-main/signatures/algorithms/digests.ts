import { createHash, getHashes } from 'node:crypto';

import { sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';

/** A running hash: bytes go in piece by piece. */
export interface Hasher {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** A hash function as an AlgorithmIdentifier names it. Its strength is the validation policy's to judge. */
export interface DigestAlgorithm {
  readonly oid: string;
  readonly name: string;
  /** Name for `node:crypto`; null: cannot be computed here. */
  readonly engineName: string | null;
}

const digest = (oid: string, name: string, engineName: string | null): DigestAlgorithm => ({ oid, name, engineName });

const DIGESTS: readonly DigestAlgorithm[] = [
  digest('1.2.840.113549.2.5', 'MD5', 'md5'),
  digest('1.3.14.3.2.26', 'SHA-1', 'sha1'),
  digest('2.16.840.1.101.3.4.2.4', 'SHA-224', 'sha224'),
  digest('2.16.840.1.101.3.4.2.1', 'SHA-256', 'sha256'),
  digest('2.16.840.1.101.3.4.2.2', 'SHA-384', 'sha384'),
  digest('2.16.840.1.101.3.4.2.3', 'SHA-512', 'sha512'),
  digest('2.16.840.1.101.3.4.2.8', 'SHA3-256', 'sha3-256'),
  digest('2.16.840.1.101.3.4.2.9', 'SHA3-384', 'sha3-384'),
  digest('2.16.840.1.101.3.4.2.10', 'SHA3-512', 'sha3-512'),
  digest('1.2.398.3.10.1.3.1', 'GOST 34.311-95', null),
  digest('1.2.398.3.10.1.3.2', 'Streebog-256 (ST RK GOST R 34.11-2012)', null),
  digest('1.2.398.3.10.1.3.3', 'Streebog-512 (ST RK GOST R 34.11-2012)', null),
  digest('1.2.643.2.2.9', 'GOST R 34.11-94', null),
  digest('1.2.643.7.1.1.2.2', 'Streebog-256 (GOST R 34.11-2012)', null),
  digest('1.2.643.7.1.1.2.3', 'Streebog-512 (GOST R 34.11-2012)', null),
  digest('1.2.804.2.1.1.1.1.2.1', 'GOST 34.311-95', null),
  digest('1.2.804.2.1.1.1.1.2.2.1', 'Kupyna-256 (DSTU 7564:2014)', null),
  digest('1.2.804.2.1.1.1.1.2.2.2', 'Kupyna-384 (DSTU 7564:2014)', null),
  digest('1.2.804.2.1.1.1.1.2.2.3', 'Kupyna-512 (DSTU 7564:2014)', null),
];

const BY_OID: ReadonlyMap<string, DigestAlgorithm> = new Map(DIGESTS.map((entry) => [entry.oid, entry]));
const BY_NAME: ReadonlyMap<string, DigestAlgorithm> = new Map(DIGESTS.map((entry) => [entry.name, entry]));

/** The digest with that OID; one nobody knows carries its OID as name. */
export function digestByOid(oid: string): DigestAlgorithm {
  return BY_OID.get(oid) ?? digest(oid, oid, null);
}

/** @throws RangeError for a name that the table does not hold: an error of this program, not of its input. */
export function digestByName(name: string): DigestAlgorithm {
  const found = BY_NAME.get(name);
  if (found === undefined) throw new RangeError(`no digest named ${name}`);
  return found;
}

const ENGINE_HASHES: ReadonlySet<string> = new Set(getHashes());
/** For engines without SHA-3 (BoringSSL under Electron). */
const FALLBACKS: Readonly<Record<string, { create(): Hasher }>> = {
  'sha3-256': sha3_256,
  'sha3-384': sha3_384,
  'sha3-512': sha3_512,
};

/** A fresh hasher; null where the algorithm cannot be computed here. */
export function createHasher({ engineName }: DigestAlgorithm): Hasher | null {
  if (engineName === null) return null;
  const fallback = ENGINE_HASHES.has(engineName) ? undefined : FALLBACKS[engineName];
  return fallback === undefined ? createHash(engineName) : fallback.create();
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

import { createHash, timingSafeEqual } from 'node:crypto';

import { ByteReader } from './byte-reader.ts';
import { unique } from './unique-certificates.ts';
import { KeyContainerError, unsupported } from './errors.ts';
import { unprotectJksKey } from './jks-key-protection.ts';
import { MAX_ENTRIES } from './limits.ts';
import { decodeModifiedUtf8 } from './modified-utf8.ts';
import { utf16Password } from './passwords.ts';
import type { ContainedKey, KeyContainer } from './types.ts';

const MAGIC = 0xfeedfeed;
/** JCEKS, the sibling with stronger key protection; its secret keys are serialised Java objects. */
const JCEKS_MAGIC = 0xcececece;
const DIGEST_BYTES = 20;
/** What Sun's implementation puts between password and store, so that the digest is no plain hash of both. */
const WHITENER = 'Mighty Aphrodite';
const PRIVATE_KEY = 1;
const TRUSTED_CERTIFICATE = 2;

export function isJks(bytes: Uint8Array): boolean {
  return beginsWith(bytes, MAGIC);
}

export function isJceks(bytes: Uint8Array): boolean {
  return beginsWith(bytes, JCEKS_MAGIC);
}

function beginsWith(bytes: Uint8Array, magic: number): boolean {
  return bytes.length >= 4 && new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) === magic;
}

interface Entry {
  readonly alias: string;
  /** EncryptedPrivateKeyInfo; null: a certificate alone. */
  readonly protectedKey: Uint8Array | null;
  readonly certificates: readonly Uint8Array[];
}

/**
 * A Java key store of Sun's first form, versions 1 and 2 (sun.security.provider.JavaKeyStore; there is no standard).
 * Its digest is checked before any key is opened. The keys inside may be of any kind, DSTU 4145 too.
 *
 * @throws KeyContainerError: `wrong-password` without `mayBeDamaged` where the digest fits and a key has another
 * password than the store.
 */
export function openJks(bytes: Uint8Array, password: string): KeyContainer {
  const entries = readEntries(bytes);
  verifyDigest(bytes, password);
  const keys = entries.flatMap(({ alias, protectedKey, certificates }): ContainedKey[] =>
    protectedKey === null ? [] : [{ alias, privateKeyInfo: unprotectJksKey(protectedKey, password), certificates }],
  );
  return { format: 'JKS', integrity: 'verified', keys, certificates: unique(entries.flatMap(({ certificates }) => certificates)) };
}

function readEntries(bytes: Uint8Array): Entry[] {
  if (bytes.length < DIGEST_BYTES) throw new KeyContainerError('damaged', 'no digest');
  const reader = new ByteReader(bytes.subarray(0, bytes.length - DIGEST_BYTES));
  reader.uint32();
  const version = reader.uint32();
  if (version !== 1 && version !== 2) throw unsupported(`JKS version ${version}`);
  const entries = Array.from({ length: countOf(reader) }, () => readEntry(reader, version));
  reader.finish();
  const total = entries.reduce((sum, { certificates }) => sum + certificates.length, 0);
  if (total > MAX_ENTRIES) throw new KeyContainerError('too-large', `${total} certificates`);
  return entries;
}

function countOf(reader: ByteReader): number {
  const count = reader.uint32();
  if (count > MAX_ENTRIES) throw new KeyContainerError('too-large', `${count} entries`);
  return count;
}

function readEntry(reader: ByteReader, version: number): Entry {
  const tag = reader.uint32();
  const alias = decodeModifiedUtf8(reader.take(reader.uint16()));
  // Milliseconds of its creation.
  reader.take(8);
  if (tag === TRUSTED_CERTIFICATE) return { alias, protectedKey: null, certificates: [readCertificate(reader, version)] };
  if (tag !== PRIVATE_KEY) throw new KeyContainerError('damaged', `entry of kind ${tag}`);
  const protectedKey = reader.take(reader.uint32());
  return { alias, protectedKey, certificates: Array.from({ length: countOf(reader) }, () => readCertificate(reader, version)) };
}

function readCertificate(reader: ByteReader, version: number): Uint8Array {
  if (version === 2) {
    const type = decodeModifiedUtf8(reader.take(reader.uint16()));
    if (type !== 'X.509') throw unsupported(type);
  }
  return Uint8Array.from(reader.take(reader.uint32()));
}

function verifyDigest(bytes: Uint8Array, password: string): void {
  const end = bytes.length - DIGEST_BYTES;
  const secret = utf16Password(password);
  const digest = createHash('sha1').update(secret).update(WHITENER, 'utf8').update(bytes.subarray(0, end)).digest();
  secret.fill(0);
  if (!timingSafeEqual(digest, bytes.subarray(end))) {
    throw new KeyContainerError('wrong-password', 'the digest of the store does not fit', { mayBeDamaged: true });
  }
}

import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { attempt } from '../asn1/attempt.ts';
import { Fields } from '../asn1/fields.ts';
import { contentOf, isUniversal, readSingle, TAG } from '../asn1/tlv.ts';
import { octetsOf } from '../asn1/values.ts';
import { compressPoint } from './dstu4145/compression.ts';
import { derivePublicPoint } from './dstu4145/signature.ts';
import { littleEndian } from './gost3410/encoding.ts';
import { gostPublicPoint } from './gost3410/signature.ts';
import { usableKeyOf } from './public-key.ts';
import { equalBytes } from './digests.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { DstuKey } from './dstu4145/public-key.ts';
import type { GostKeyParameters } from './gost3410/key-parameters.ts';
import type { PublicKeyInfo, UsableKey } from './public-key.ts';

/** A secret that signatures can be made with; it was found to belong to a given public key. */
export type PrivateKey =
  | { readonly kind: 'engine'; readonly key: KeyObject }
  | ({ readonly kind: 'gost3410'; readonly secret: bigint } & GostKeyParameters)
  /** `secret`: little-endian, in the order's length. */
  | ({ readonly kind: 'dstu4145'; readonly secret: Uint8Array } & DstuKey);

/**
 * The private key of a PKCS#8 PrivateKeyInfo (RFC 5958), where it belongs to this public key.
 *
 * National containers write the secret number in more than one form: Kazakhstan's 34.10-2015 as an OCTET STRING and
 * 34.310-2004 as an INTEGER, Ukraine bare; RFC 9215 leaves both byte orders about. The public key tells which reading is meant: only the
 * one whose point it is counts.
 *
 * @returns null where no reading of it belongs to the public key, or that key is of a kind that is not supported.
 */
export function privateKeyFor(privateKeyInfo: Uint8Array, publicKey: PublicKeyInfo): PrivateKey | null {
  const usable = usableKeyOf(publicKey);
  if (usable === null) return null;
  if (usable.kind === 'gost3410') return gostPrivateKey(usable, secretReadings(privateKeyInfo));
  if (usable.kind === 'dstu4145') return dstuPrivateKey(usable, secretReadings(privateKeyInfo));
  const key = enginePrivateKey(privateKeyInfo);
  return key !== null && belongsTo(key, publicKey) ? { kind: 'engine', key } : null;
}

function gostPrivateKey({ curve, encoding, point }: Extract<UsableKey, { kind: 'gost3410' }>, readings: readonly Uint8Array[]): PrivateKey | null {
  for (const bytes of readings) {
    const secret = bytes.length > curve.bits / 8 ? 0n : littleEndian(bytes);
    if (secret > 0n && secret < curve.order && gostPublicPoint(curve, secret).equals(point)) return { kind: 'gost3410', curve, encoding, secret };
  }
  return null;
}

function dstuPrivateKey({ curve, dke, point }: Extract<UsableKey, { kind: 'dstu4145' }>, readings: readonly Uint8Array[]): PrivateKey | null {
  const wanted = compressPoint(curve, point);
  for (const bytes of readings) {
    const secret = fitted(bytes, curve.scalarBytes);
    if (secret === null || littleEndian(secret) === 0n || littleEndian(secret) >= curve.order) continue;
    if (equalBytes(compressPoint(curve, derivePublicPoint(curve, secret)), wanted)) return { kind: 'dstu4145', curve, dke, point, secret };
  }
  return null;
}

/** In this length; null where something would be cut off. */
function fitted(littleEndianBytes: Uint8Array, length: number): Uint8Array | null {
  if (littleEndianBytes.subarray(length).some((byte) => byte !== 0)) return null;
  const bytes = new Uint8Array(length);
  bytes.set(littleEndianBytes.subarray(0, length));
  return bytes;
}

/** Everything that the secret number can be, the least significant byte first. */
function secretReadings(privateKeyInfo: Uint8Array): Uint8Array[] {
  const content = attempt(() => privateKeyOctets(privateKeyInfo));
  if (content === null) return [];
  const inner = attempt(() => readSingle(content));
  const bare = [content, ...(inner === null ? [] : unwrapped(inner))];
  return bare.flatMap((bytes) => [bytes, withoutSignByte(bytes)]).flatMap((bytes) => [bytes, bytes.toReversed()]);
}

/** OCTET STRING, INTEGER, or the number of an ECPrivateKey (RFC 5915 clause 3). */
function unwrapped(tlv: Tlv): Uint8Array[] {
  if (isUniversal(tlv, TAG.octetString) || isUniversal(tlv, TAG.integer)) return [contentOf(tlv)];
  if (!isUniversal(tlv, TAG.sequence)) return [];
  const secret = attempt(() => {
    const fields = Fields.ofSequence(tlv, 'ECPrivateKey');
    fields.take(TAG.integer);
    return contentOf(fields.any());
  });
  return secret === null ? [] : [secret];
}

/** DER puts a zero before an INTEGER whose first bit is set. */
function withoutSignByte(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0 ? bytes.subarray(1) : bytes;
}

function privateKeyOctets(privateKeyInfo: Uint8Array): Uint8Array {
  const fields = Fields.ofSequence(readSingle(privateKeyInfo), 'PrivateKeyInfo');
  fields.take(TAG.integer);
  fields.take(TAG.sequence);
  return octetsOf(fields.take(TAG.octetString));
}

/** Null: the engine does not read it. */
function enginePrivateKey(privateKeyInfo: Uint8Array): KeyObject | null {
  try {
    return createPrivateKey({ key: Buffer.from(privateKeyInfo), format: 'der', type: 'pkcs8' });
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

function belongsTo(key: KeyObject, { raw }: PublicKeyInfo): boolean {
  return createPublicKey(key).equals(createPublicKey({ key: Buffer.from(raw), format: 'der', type: 'spki' }));
}

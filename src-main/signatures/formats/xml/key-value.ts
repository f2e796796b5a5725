import { publicKeyInfoOf } from '../../algorithms/public-key.ts';
import { EC_KEY_OID, RSA_KEY_OID } from '../../algorithms/registry.ts';
import { encodeLength } from '../../asn1/der.ts';
import { readSingle, TAG } from '../../asn1/tlv.ts';
import type { PublicKeyInfo } from '../../algorithms/public-key.ts';
import type { XmlKeyValue } from './key-info.ts';

const SEQUENCE = 0x30;

function der(tag: number, ...pieces: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(pieces);
  return Buffer.concat([Uint8Array.of(tag), encodeLength(content.length), content]);
}

function derInteger(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  const magnitude = start === -1 ? Uint8Array.of(0) : bytes.subarray(start);
  return der(TAG.integer, (magnitude[0] ?? 0) > 0x7f ? Uint8Array.of(0) : Uint8Array.of(), magnitude);
}

/** Null for a text that is no object identifier of moderate size. */
function derOid(oid: string): Uint8Array | null {
  if (!/^[0-2](?:\.(?:0|[1-9][0-9]{0,8})){2,20}$/.test(oid)) return null;
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift((left % 128) + 128);
    return groups;
  });
  return der(TAG.oid, Uint8Array.from(bytes));
}

/**
 * The key of a ds:KeyValue, to check whether a signature value is the key's at all. It belongs to nobody until a
 * certificate says whose it is. Null for a curve that is not named by its OID.
 */
export function publicKeyOfKeyValue(value: XmlKeyValue): PublicKeyInfo | null {
  const parts = value.kind === 'rsa' ? rsaParts(value) : ecParts(value);
  if (parts === null) return null;
  const bits = der(TAG.bitString, Uint8Array.of(0), parts.key);
  return publicKeyInfoOf(readSingle(der(SEQUENCE, der(SEQUENCE, ...parts.algorithm), bits)));
}

interface Parts {
  readonly algorithm: readonly Uint8Array[];
  readonly key: Uint8Array;
}

function rsaParts({ modulus, exponent }: Extract<XmlKeyValue, { kind: 'rsa' }>): Parts | null {
  const oid = derOid(RSA_KEY_OID);
  if (oid === null) return null;
  return { algorithm: [oid, der(TAG.null)], key: der(SEQUENCE, derInteger(modulus), derInteger(exponent)) };
}

function ecParts({ curve, point }: Extract<XmlKeyValue, { kind: 'ec' }>): Parts | null {
  const oid = derOid(EC_KEY_OID);
  const named = curve.startsWith('urn:oid:') ? derOid(curve.slice('urn:oid:'.length)) : null;
  return oid === null || named === null ? null : { algorithm: [oid, named], key: point };
}

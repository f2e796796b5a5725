import { ed25519 } from '@noble/curves/ed25519.js';
import { createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

import { attempt } from '../asn1/attempt.ts';
import { Fields } from '../asn1/fields.ts';
import { contentOf, isUniversal, rawOf, readSingle, TAG } from '../asn1/tlv.ts';
import { bitStringBytesOf, integerHexOf, octetsOf, oidOf } from '../asn1/values.ts';
import { dstuKeyOf } from './dstu4145/public-key.ts';
import { decodePoint } from './gost3410/encoding.ts';
import { gostKeyParametersOf, isGostKeyOid } from './gost3410/key-parameters.ts';
import { algorithmIdentifierOf } from './identifier.ts';
import { curveByOid, EC_KEY_OID, ED25519_OID, RSA_KEY_OID, RSA_PSS_OID } from './registry.ts';
import { isSoftwareCurve } from './software-ecdsa.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { DstuKey } from './dstu4145/public-key.ts';
import type { GostPoint } from './gost3410/curves.ts';
import type { GostKeyParameters } from './gost3410/key-parameters.ts';
import type { AlgorithmIdentifier } from './identifier.ts';
import type { Curve } from './registry.ts';

/** SubjectPublicKeyInfo (RFC 5280 clause 4.1.2.7). */
export interface PublicKeyInfo {
  readonly raw: Uint8Array;
  readonly algorithm: AlgorithmIdentifier;
  /** Content of subjectPublicKey: what key identifiers and OCSP hash. */
  readonly keyBytes: Uint8Array;
}

/** A key that signatures can be verified with. */
export type UsableKey =
  | { readonly kind: 'rsa'; readonly bits: number; readonly key: KeyObject }
  /** `key` null: a curve that the engine lacks; the point in `keyBytes` is then used as it is. */
  | { readonly kind: 'ec'; readonly bits: number; readonly curve: Curve; readonly key: KeyObject | null }
  | { readonly kind: 'ed25519'; readonly bits: number; readonly key: KeyObject }
  | ({ readonly kind: 'gost3410'; readonly bits: number; readonly point: GostPoint } & GostKeyParameters)
  | ({ readonly kind: 'dstu4145'; readonly bits: number } & DstuKey);

export function publicKeyInfoOf(tlv: Tlv): PublicKeyInfo {
  const fields = Fields.ofSequence(tlv, 'SubjectPublicKeyInfo');
  const algorithm = algorithmIdentifierOf(fields.any());
  const keyBytes = bitStringBytesOf(fields.any());
  fields.finish();
  return { raw: rawOf(tlv), algorithm, keyBytes };
}

const cache = new WeakMap<PublicKeyInfo, UsableKey | null>();

/** The key for `node:crypto`; null where its kind, curve or encoding is not supported. */
export function usableKeyOf(info: PublicKeyInfo): UsableKey | null {
  const known = cache.get(info);
  if (known !== undefined) return known;
  const key = attempt(() => importKey(info));
  cache.set(info, key);
  return key;
}

function importKey(info: PublicKeyInfo): UsableKey | null {
  const { oid, parameters } = info.algorithm;
  if (oid === RSA_KEY_OID || oid === RSA_PSS_OID) {
    const key = engineKey(info);
    const bits = key === null ? null : rsaModulusBits(info.keyBytes);
    return key === null || bits === null ? null : { kind: 'rsa', bits, key };
  }
  if (oid === EC_KEY_OID && parameters !== null && isUniversal(parameters, TAG.oid)) {
    const curve = curveByOid(oidOf(parameters));
    if (curve === null) return null;
    const key = engineKey(info);
    return key === null && !isSoftwareCurve(curve) ? null : { kind: 'ec', bits: curve.bits, curve, key };
  }
  if (oid === ED25519_OID) {
    const key = isSmallOrderPoint(info.keyBytes) ? null : engineKey(info);
    return key === null ? null : { kind: 'ed25519', bits: 256, key };
  }
  if (isGostKeyOid(oid)) {
    const parameters = gostKeyParametersOf(info.algorithm);
    const point = parameters === null ? null : decodePoint(parameters.curve, octetsOf(readSingle(info.keyBytes)));
    return parameters === null || point === null ? null : { kind: 'gost3410', bits: parameters.curve.bits, point, ...parameters };
  }
  const dstu = dstuKeyOf(info.algorithm, info.keyBytes);
  if (dstu !== null) return { kind: 'dstu4145', bits: dstu.curve.m, ...dstu };
  return null;
}

/** Null: the engine refuses the key (BoringSSL under Electron lacks brainpool; hostile keys are malformed). */
function engineKey(info: PublicKeyInfo): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(info.raw), format: 'der', type: 'spki' });
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Under a point of small order every message has a signature that verifies; engines do not look. Malformed points count as such. */
function isSmallOrderPoint(point: Uint8Array): boolean {
  try {
    return ed25519.Point.fromBytes(point, true).isSmallOrder();
  } catch (error) {
    if (error instanceof Error) return true;
    throw error;
  }
}

/** Null for an exponent of 1 or an even one: with e = 1 every message is its own signature. */
function rsaModulusBits(keyBytes: Uint8Array): number | null {
  const fields = Fields.ofSequence(readSingle(keyBytes), 'RSAPublicKey');
  const modulus = integerHexOf(fields.any());
  const exponent = fields.any();
  const last = contentOf(exponent).at(-1) ?? 0;
  if (last % 2 === 0 || integerHexOf(exponent) === '01' || modulus.startsWith('-')) return null;
  const digits = modulus.replace(/^0+/, '');
  return digits === '' ? null : (digits.length - 1) * 4 + 32 - Math.clz32(Number.parseInt(digits.slice(0, 1), 16));
}

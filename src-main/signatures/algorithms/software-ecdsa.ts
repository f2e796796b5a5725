/** ECDSA without the engine: for brainpool curves, which BoringSSL (Electron) does not have. */
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';

import { Fields } from '../asn1/fields.ts';
import { Asn1Error, readSingle } from '../asn1/tlv.ts';
import { integerHexOf } from '../asn1/values.ts';
import type { Curve } from './registry.ts';

const CURVES = {
  'P-256': p256,
  'P-384': p384,
  'P-521': p521,
  brainpoolP256r1,
  brainpoolP384r1,
  brainpoolP512r1,
} as const;

function implementationOf({ name }: Curve) {
  return Object.entries(CURVES).find(([known]) => known === name)?.[1] ?? null;
}

export function isSoftwareCurve(curve: Curve): boolean {
  return implementationOf(curve) !== null;
}

/**
 * Verifies r and s over a hash value (SEC 1 clause 4.1.4).
 *
 * @param point public key as an X9.62 point. A point outside the curve verifies nothing.
 * @returns null where the curve is not known here.
 */
export function verifySoftwareEcdsa(
  curve: Curve,
  point: Uint8Array,
  hash: Uint8Array,
  signature: Uint8Array,
  encoding: 'der' | 'ieee-p1363',
): boolean | null {
  const implementation = implementationOf(curve);
  if (implementation === null) return null;
  const width = Math.ceil(implementation.Point.Fn.BITS / 8);
  const compact = encoding === 'der' ? compactOf(signature, width) : signature;
  if (compact === null || compact.length !== width * 2) return false;
  try {
    return implementation.verify(compact, hash, point, { prehash: false, lowS: false });
  } catch (error) {
    // The library throws for points and values that are out of range: no signature of this key.
    if (error instanceof Error) return false;
    throw error;
  }
}

/** Dss-Sig-Value (RFC 3279 clause 2.2.3) as r‖s; null where it is malformed. */
function compactOf(der: Uint8Array, width: number): Uint8Array | null {
  try {
    const fields = Fields.ofSequence(readSingle(der), 'ECDSA-Sig-Value');
    const parts = [fields.any(), fields.any()].map((tlv) => integerHexOf(tlv).padStart(width * 2, '0'));
    fields.finish();
    const fits = parts.every((part) => !part.startsWith('-') && part.length === width * 2);
    return fits ? Buffer.from(parts.join(''), 'hex') : null;
  } catch (error) {
    if (error instanceof Asn1Error) return null;
    throw error;
  }
}

/** What strength counts as sufficient; ETSI TS 119 312, to move into a dated rule pack. */
import type { DigestAlgorithm } from '../algorithms/digests.ts';

const MIN_RSA_BITS = 2048;
const MIN_EC_BITS = 256;

/** Name of what is too weak in this use; null where nothing is. */
export function weaknessOf(
  digest: DigestAlgorithm | null,
  method: 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | null,
  keyBits: number | null,
): string | null {
  if (digest?.weak === true) return digest.name;
  if (keyBits === null || method === null) return null;
  if (method === 'ecdsa') return keyBits < MIN_EC_BITS ? `ECDSA ${keyBits}` : null;
  return keyBits < MIN_RSA_BITS ? `RSA ${keyBits}` : null;
}

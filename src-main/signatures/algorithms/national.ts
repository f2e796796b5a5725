import { computeDigest } from './digests.ts';
import { isDefaultDke } from './dstu4145/parameters.ts';
import { unwrapDstuValue, verifyDstu4145 } from './dstu4145/signature.ts';
import { decodeValue } from './gost3410/encoding.ts';
import { verifyGost3410 } from './gost3410/signature.ts';
import type { DigestAlgorithm } from './digests.ts';
import type { UsableKey } from './public-key.ts';
import type { ResolvedAlgorithm } from './verify.ts';

type NationalKey = Extract<UsableKey, { kind: 'gost3410' | 'dstu4145' }>;

/**
 * Verifies a signature value of a national algorithm.
 *
 * @returns null where the key asks for a hash that cannot be computed here.
 */
export function verifyNational(
  { gostEncoding }: ResolvedAlgorithm,
  digest: DigestAlgorithm,
  key: NationalKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean | null {
  const hash = computeDigest(digest, message);
  if (hash === null) return null;
  if (key.kind === 'gost3410') {
    const value = gostEncoding === key.encoding ? decodeValue(key.curve, key.encoding, signature) : null;
    return value !== null && verifyGost3410(key.curve, key.point, hash, value);
  }
  // GOST 34.311 runs on the S-box of the key (DSTU 4145 certificates, order 1236/5/453); only the usual one is known.
  if (digest.oid === GOST_34311 && key.dke !== null && !isDefaultDke(key.dke)) return null;
  const value = unwrapDstuValue(key.curve, signature);
  return value !== null && verifyDstu4145(key.curve, key.point, hash, value);
}

const GOST_34311 = '1.2.804.2.1.1.1.1.2.1';

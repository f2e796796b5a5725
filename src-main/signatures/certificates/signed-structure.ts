import { dsaDigestOf, verifyDsaSignature } from '../algorithms/dsa.ts';
import { resolveSignatureAlgorithm, verifySignatureValue } from '../algorithms/verify.ts';
import type { AlgorithmIdentifier } from '../algorithms/identifier.ts';
import type { PublicKeyInfo } from '../algorithms/public-key.ts';
import type { SignatureCheck } from '../algorithms/verify.ts';

/** What certificates, lists and OCSP answers have in common: SIGNED{} of RFC 5280. */
export interface SignedStructure {
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
}

const cache = new WeakMap<SignedStructure, WeakMap<PublicKeyInfo, SignatureCheck>>();

/** Verifies the signature of a structure with a key; each pair once, however many signers ask. */
export function verifyStructure(structure: SignedStructure, key: PublicKeyInfo): SignatureCheck {
  const perKey = cache.get(structure) ?? new WeakMap<PublicKeyInfo, SignatureCheck>();
  cache.set(structure, perKey);
  const known = perKey.get(key);
  if (known !== undefined) return known;
  const { tbs, signatureAlgorithm, signatureValue } = structure;
  const check =
    dsaDigestOf(signatureAlgorithm) === null
      ? verifySignatureValue(resolveSignatureAlgorithm(signatureAlgorithm, null), key, tbs, signatureValue)
      : verifyDsaSignature(signatureAlgorithm, key, tbs, signatureValue);
  perKey.set(key, check);
  return check;
}

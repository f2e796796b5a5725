import { dsaDigestOf } from '../algorithms/dsa.ts';
import { resolveSignatureAlgorithm } from '../algorithms/verify.ts';
import { usableKeyOf } from '../algorithms/public-key.ts';
import { shortName } from '../certificates/summary.ts';
import { weaknessOf } from '../validation/cryptographic-policy.ts';
import { indeterminate } from '../validation/findings.ts';
import type { PublicKeyInfo } from '../algorithms/public-key.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { SignedStructure } from '../certificates/signed-structure.ts';
import type { Finding } from '../validation/findings.ts';
import type { StrengthRules, WeaknessRule } from './path-question.ts';

/** The engine's own rule; DSA is no longer a strong algorithm at any length (ETSI TS 119 312). */
const defaultWeakness: WeaknessRule = ({ digest, method, keyBits }) =>
  method === 'dsa' ? 'DSA' : weaknessOf(digest, method, keyBits);

/** What is too weak in the signature of a structure that this key verifies; null where nothing is. */
export function structureWeakness(
  { signatureAlgorithm }: SignedStructure,
  key: PublicKeyInfo | null,
  { weakness = defaultWeakness, admitsDsa = false }: StrengthRules,
): string | null {
  const keyBits = key === null ? null : (usableKeyOf(key)?.bits ?? null);
  const dsaDigest = dsaDigestOf(signatureAlgorithm);
  if (dsaDigest !== null) return admitsDsa ? weakness({ digest: dsaDigest, method: 'dsa', keyBits }) : 'DSA';
  const { digest, method } = resolveSignatureAlgorithm(signatureAlgorithm, null);
  return weakness({ digest, method, keyBits });
}

/** Strength of a certificate's signature; the anchor's own signature proves nothing and is not asked. */
export function checkChainStrength(
  certificate: Certificate,
  issuer: Certificate | undefined,
  rules: StrengthRules,
): Finding[] {
  const algorithm = structureWeakness(certificate, issuer?.publicKey ?? null, rules);
  if (algorithm === null) return [];
  const params = { algorithm, certificate: shortName(certificate) };
  return [indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'verdict.weakAlgorithm', params)];
}

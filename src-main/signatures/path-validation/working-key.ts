import { dsaDigestOf, dsaParametersOf, isDsaKey, withDsaParameters } from '../algorithms/dsa.ts';
import { checkIssuedBy } from '../certificates/issued-by.ts';
import type { PublicKeyInfo } from '../algorithms/public-key.ts';
import type { SignatureCheck } from '../algorithms/verify.ts';
import type { Certificate } from '../certificates/certificate.ts';

const completed = new WeakMap<PublicKeyInfo, Map<string, PublicKeyInfo>>();

/**
 * The key of the last certificate of a path piece with the parameters that it inherits (working_public_key and
 * working_public_key_parameters, RFC 5280 clause 6.1.4 (d) to (f)); null where no issuer above brings them.
 *
 * @param from the certificate whose key is asked, then its issuers up to the anchor.
 */
export function workingKey(from: readonly Certificate[]): PublicKeyInfo | null {
  const [first, ...above] = from;
  if (first === undefined) return null;
  const key = first.publicKey;
  if (!isDsaKey(key) || dsaParametersOf(key) !== null) return key;
  for (const { publicKey } of above) {
    if (!isDsaKey(publicKey)) return null;
    const parameters = dsaParametersOf(publicKey);
    if (parameters !== null) return complete(key, parameters);
  }
  return null;
}

/** One object per key and parameters, so that verifications stay cached. */
function complete(key: PublicKeyInfo, parameters: Uint8Array): PublicKeyInfo {
  const perKey = completed.get(key) ?? new Map<string, PublicKeyInfo>();
  completed.set(key, perKey);
  const id = Buffer.from(parameters).toString('base64');
  const known = perKey.get(id) ?? withDsaParameters(key, parameters);
  perKey.set(id, known);
  return known;
}

/** Whether the issuer's key cannot verify this certificate before the certificates above it are known. */
export function needsInheritedParameters(certificate: Certificate, issuer: Certificate): boolean {
  const { publicKey } = issuer;
  return dsaDigestOf(certificate.signatureAlgorithm) !== null && isDsaKey(publicKey) && dsaParametersOf(publicKey) === null;
}

/** Verifies the first certificate of a path piece with its issuer's working key. */
export function checkWithWorkingKey(piece: readonly Certificate[]): SignatureCheck {
  const [certificate, issuer] = piece;
  const key = workingKey(piece.slice(1));
  if (certificate === undefined || issuer === undefined || key === null) return { status: 'unsupported', algorithm: 'DSA' };
  return checkIssuedBy(certificate, issuer, key);
}

import { ED25519_OID } from '../../signatures/algorithms/registry.ts';
import { type Certificate, parseCertificate, type SigningAlgorithm, signingAlgorithmFor, type SigningKey } from '../../signatures/index.ts';
import type { TokenCertificate, TokenDigest } from './token-messages.ts';
import type { TokenSource } from './token-source.ts';

export interface TokenKey {
  readonly source: TokenSource;
  readonly slot: string;
  readonly serialNumber: string;
  readonly certificate: TokenCertificate;
  /** Certificates above it that are to be embedded, DER. */
  readonly chain: readonly Uint8Array[];
  /** UTF-8. */
  readonly pin: Uint8Array;
}

const DIGESTS: Readonly<Record<string, TokenDigest>> = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

/** How a key on a token signs; null for a kind of key that tokens are not asked for here: Ed25519 and the national ones. */
export function tokenAlgorithmOf(certificate: Certificate): { readonly algorithm: SigningAlgorithm; readonly digest: TokenDigest } | null {
  const algorithm = signingAlgorithmFor(certificate);
  const digest = algorithm === null ? undefined : DIGESTS[algorithm.digest.name];
  return algorithm === null || digest === undefined || certificate.publicKey.algorithm.oid === ED25519_OID ? null : { algorithm, digest };
}

/**
 * A key on a token as the creation of signatures takes it; its `sign` rejects with TokenError.
 *
 * @returns null for a kind of key that tokens are not asked for
 * @throws Asn1Error where the token's certificate cannot be read
 */
export function tokenSigningKey({ source, slot, serialNumber, certificate, chain, pin }: TokenKey): SigningKey | null {
  const known = tokenAlgorithmOf(parseCertificate(certificate.certificate));
  if (known === null) return null;
  const { algorithm, digest } = known;
  return { certificate: certificate.certificate, chain, algorithm, sign: (message) => source.sign({ slot, serialNumber, keyId: certificate.keyId, pin, message, digest }) };
}

import { privateKeyFor } from '../algorithms/private-key.ts';
import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { signMessage } from '../algorithms/sign.ts';
import { resolveSignatureAlgorithm } from '../algorithms/verify.ts';
import { readSingle } from '../asn1/tlv.ts';
import { parseCertificate } from '../certificates/certificate.ts';
import { SignatureCreationError } from './errors.ts';
import { signingAlgorithmFor } from './signing-algorithm.ts';
import type { RandomBytes } from '../algorithms/gost3410/signature.ts';
import type { SigningAlgorithmOptions } from './signing-algorithm.ts';
import type { SigningKey } from './signing-key.ts';

export interface OpenedKey {
  /** PKCS#8 PrivateKeyInfo, DER. */
  readonly privateKeyInfo: Uint8Array;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
}

/**
 * A key out of a container that was opened with its password.
 *
 * @throws SignatureCreationError `key` where the secret does not belong to the certificate, or this program makes no
 * signatures with its kind; Asn1Error for a certificate that cannot be read.
 */
export function signingKeyOf({ privateKeyInfo, certificate, chain }: OpenedKey, random: RandomBytes, options: SigningAlgorithmOptions = {}): SigningKey {
  const parsed = parseCertificate(certificate);
  const algorithm = signingAlgorithmFor(parsed, options);
  if (algorithm === null) throw new SignatureCreationError('key', `no signatures are made with ${parsed.publicKey.algorithm.oid}`);
  const privateKey = privateKeyFor(privateKeyInfo, parsed.publicKey);
  if (privateKey === null) throw new SignatureCreationError('key', 'the secret does not belong to the certificate');
  const resolved = resolveSignatureAlgorithm(algorithmIdentifierOf(readSingle(algorithm.signatureIdentifier)), algorithm.digest);
  return {
    certificate,
    chain,
    algorithm,
    sign: (message) => Promise.resolve(signMessage(privateKey, resolved, message, random)),
  };
}

import type { DigestAlgorithm } from '../algorithms/digests.ts';

/** What a signature says of its algorithms: the hash of its content, and how its value was made. */
export interface SigningAlgorithm {
  /** Hash of the content and of the certificate reference. */
  readonly digest: DigestAlgorithm;
  /** DER of the AlgorithmIdentifier of the hash. */
  readonly digestIdentifier: Uint8Array;
  /** DER of the AlgorithmIdentifier of the signature. */
  readonly signatureIdentifier: Uint8Array;
}

/**
 * A private key wherever it is held: in a file that was opened, in a token, or in another program.
 * It never hands out the secret, only values made with it.
 */
export interface SigningKey {
  /** The signer's certificate, DER. */
  readonly certificate: Uint8Array;
  /** Certificates above it that are to be embedded, DER; the anchor is not needed. */
  readonly chain: readonly Uint8Array[];
  readonly algorithm: SigningAlgorithm;
  /**
   * The signature value over the message, as it stands in SignerInfo's OCTET STRING (RFC 5652 clause 5.3).
   * Rejects where the holder of the key refuses; its own error type says why.
   */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

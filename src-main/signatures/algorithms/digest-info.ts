import { element, oidContent } from '../asn1/encode.ts';
import type { DigestAlgorithm } from './digests.ts';

/** DER of DigestInfo (RFC 8017 clause 9.2, with NULL parameters) for a hash value. */
export function digestInfo(digest: DigestAlgorithm, hash: Uint8Array): Uint8Array {
  return element(0x30, digestIdentifier(digest), element(0x04, hash));
}

/** DER of the AlgorithmIdentifier of a hash, with NULL parameters. */
export function digestIdentifier({ oid }: DigestAlgorithm): Uint8Array {
  return element(0x30, element(0x06, oidContent(oid)), element(0x05));
}

import { attempt } from '../../asn1/attempt.ts';
import { childrenOf, isUniversal, rawOf, TAG } from '../../asn1/tlv.ts';
import { parseCertificate } from '../../certificates/certificate.ts';
import { LimitExceededError, MAX_EMBEDDED_CERTIFICATES } from '../../limits.ts';
import { parseSignedData } from './signed-data.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import type { Certificate } from '../../certificates/certificate.ts';

/**
 * Certificates of a CertificateSet. What cannot be read, and the attribute certificates among them, can prove
 * nothing and is left out: if the signer needed it, the verdict says that it was not found.
 */
export function certificatesOfSet(set: Tlv): Certificate[] {
  const items = childrenOf(set).filter((item) => isUniversal(item, TAG.sequence));
  if (items.length > MAX_EMBEDDED_CERTIFICATES) {
    throw new LimitExceededError(`${MAX_EMBEDDED_CERTIFICATES} certificates`);
  }
  return items.flatMap((item) => {
    const certificate = attempt(() => parseCertificate(rawOf(item)));
    return certificate === null ? [] : [certificate];
  });
}

/** Certificates of a DER SignedData such as a `.p7b`; null where the object is something else. */
export function certificatesOfSignedData(object: Uint8Array): Certificate[] | null {
  const parsed = parseSignedData(object);
  if (parsed.kind !== 'signed-data') return null;
  return parsed.signedData.certificates === null ? [] : certificatesOfSet(parsed.signedData.certificates);
}

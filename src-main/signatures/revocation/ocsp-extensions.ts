import { computeDigest, digestByOid, equalBytes } from '../algorithms/digests.ts';
import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { attempt } from '../asn1/attempt.ts';
import { Fields } from '../asn1/fields.ts';
import { readSingle } from '../asn1/tlv.ts';
import { octetsOf, timeOf } from '../asn1/values.ts';
import { EXT } from '../certificates/extensions.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Extensions } from '../certificates/extensions.ts';

/** Extensions of RFC 6960 clause 4.4 and of Common PKI. */
export const OCSP_EXT = {
  nonce: '1.3.6.1.5.5.7.48.1.2',
  crlReferences: '1.3.6.1.5.5.7.48.1.3',
  archiveCutoff: '1.3.6.1.5.5.7.48.1.6',
  extendedRevoke: '1.3.6.1.5.5.7.48.1.9',
  certHash: '1.3.36.8.3.13',
} as const;

const PROCESSED: ReadonlySet<string> = new Set<string>([...Object.values(OCSP_EXT), EXT.invalidityDate]);

/** A critical extension that is not understood: the answer must not be used. */
export function hasUnknownCritical(extensions: Extensions): boolean {
  return [...extensions.values()].some(({ oid, critical }) => critical && !PROCESSED.has(oid));
}

/** Nonce as octets; some responders leave the OCTET STRING around it out (RFC 6960 clause 4.4.1 left it open). */
export function nonceOf(extensions: Extensions): Uint8Array | null {
  const extension = extensions.get(OCSP_EXT.nonce);
  if (extension === undefined) return null;
  return attempt(() => octetsOf(readSingle(extension.value))) ?? extension.value;
}

/** @throws Asn1Error where it is malformed. */
export function archiveCutoffOf(extensions: Extensions): number | null {
  const extension = extensions.get(OCSP_EXT.archiveCutoff);
  return extension === undefined ? null : timeOf(readSingle(extension.value));
}

export interface CertHash {
  readonly algorithmOid: string;
  readonly hash: Uint8Array;
}

/** @throws Asn1Error where it is malformed. */
export function certHashOf(extensions: Extensions): CertHash | null {
  const extension = extensions.get(OCSP_EXT.certHash);
  if (extension === undefined) return null;
  const fields = Fields.ofSequence(readSingle(extension.value), 'CertHash');
  const algorithmOid = algorithmIdentifierOf(fields.any()).oid;
  const hash = octetsOf(fields.any());
  fields.finish();
  return { algorithmOid, hash };
}

/** Whether the hash is that of the certificate; false where it cannot be computed. */
export function isHashOf({ algorithmOid, hash }: CertHash, certificate: Certificate): boolean {
  const actual = computeDigest(digestByOid(algorithmOid), certificate.raw);
  return actual !== null && equalBytes(actual, hash);
}

import { computeDigest, digestByName } from '../algorithms/digests.ts';
import { attempt } from '../asn1/attempt.ts';
import { encodeSetOf } from '../asn1/der.ts';
import { element, oidContent } from '../asn1/encode.ts';
import { explicit, Fields } from '../asn1/fields.ts';
import { rawOf, readSingle, TAG } from '../asn1/tlv.ts';
import { decodeOid } from '../asn1/values.ts';
import { ATTRIBUTE } from '../formats/cms/oids.ts';
import { SignatureCreationError } from './errors.ts';
import type { SigningAlgorithm, SigningKey } from './signing-key.ts';

export interface SignedFacts {
  readonly key: SigningKey;
  /** OID of the content's type. */
  readonly contentType: string;
  readonly contentDigest: Uint8Array;
  /** Null: the signature states no time; in a PDF its dictionary does. */
  readonly signingTime: Date | null;
}

/**
 * DER of the SET OF signed attributes: content-type, message-digest, signing-certificate-v2 and, where there is a
 * time, signing-time (EN 319 122-1 clauses 5.1 and 5.2, table of clause 6.3).
 *
 * @throws SignatureCreationError `content-type` or `key`; RangeError for a time that cannot be written.
 */
export function signedAttributes({ key, contentType, contentDigest, signingTime }: Omit<SignedFacts, 'key'> & { readonly key: Pick<SigningKey, 'certificate' | 'algorithm'> }): Uint8Array {
  const attributes = [
    attribute(ATTRIBUTE.contentType, contentTypeDer(contentType)),
    attribute(ATTRIBUTE.messageDigest, element(0x04, contentDigest)),
    attribute(ATTRIBUTE.signingCertificateV2, signingCertificateV2(key.certificate, key.algorithm)),
    ...(signingTime === null ? [] : [attribute(ATTRIBUTE.signingTime, timeDer(signingTime))]),
  ];
  return encodeSetOf(attributes.map(readSingle));
}

/** @throws SignatureCreationError `content-type` where the text is no OID, or has arcs that would be written as others. */
export function contentTypeDer(oid: string): Uint8Array {
  const content = oidContent(oid);
  if (attempt(() => decodeOid(content)) !== oid) throw new SignatureCreationError('content-type', oid);
  return element(0x06, content);
}

/** DER of an Attribute with one value (RFC 5652 clause 5.3). */
export function attribute(oid: string, value: Uint8Array): Uint8Array {
  return element(0x30, element(0x06, oidContent(oid)), element(0x31, value));
}

/** SigningCertificateV2 with one ESSCertIDv2 under the key's own hash (RFC 5035 clauses 3 and 4). */
function signingCertificateV2(certificate: Uint8Array, algorithm: SigningAlgorithm): Uint8Array {
  const hash = computeDigest(algorithm.digest, certificate);
  if (hash === null) throw new SignatureCreationError('key', `${algorithm.digest.name} cannot be computed`);
  const { issuer, serialNumber } = issuerAndSerialOf(certificate);
  const issuerSerial = element(0x30, element(0x30, element(0xa4, issuer)), serialNumber);
  // SHA-256 is the default, which DER leaves out.
  const named = algorithm.digest.oid === digestByName('SHA-256').oid ? [] : [algorithm.digestIdentifier];
  return element(0x30, element(0x30, element(0x30, ...named, element(0x04, hash), issuerSerial)));
}

/** DER of Name and serial number as they stand in a certificate, for IssuerAndSerialNumber (RFC 5652 clause 10.2.4). */
export function issuerAndSerialOf(certificate: Uint8Array): { readonly issuer: Uint8Array; readonly serialNumber: Uint8Array } {
  const fields = Fields.ofSequence(Fields.ofSequence(readSingle(certificate), 'Certificate').any(), 'TBSCertificate');
  const version = fields.optionalContext(0);
  if (version !== null) explicit(version, 'version');
  const serialNumber = rawOf(fields.take(TAG.integer));
  fields.take(TAG.sequence);
  return { issuer: rawOf(fields.take(TAG.sequence)), serialNumber };
}

/**
 * UTCTime from 1950 through 2049, GeneralizedTime else, to the second (RFC 5652 clause 11.3).
 * @throws RangeError for an instant that no calendar of four digits has.
 */
function timeDer(instant: Date): Uint8Array {
  const year = instant.getUTCFullYear();
  const text = `${instant.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
  if (!/^\d{14}Z$/.test(text)) throw new RangeError(`signing time ${instant.toISOString()}`);
  return year >= 1950 && year < 2050 ? element(0x17, Buffer.from(text.slice(2), 'latin1')) : element(0x18, Buffer.from(text, 'latin1'));
}

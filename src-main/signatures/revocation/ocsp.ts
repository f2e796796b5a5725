import { createHash } from 'node:crypto';

import { computeDigest, digestByOid, equalBytes } from '../algorithms/digests.ts';
import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { resolveSignatureAlgorithm, verifySignatureValue } from '../algorithms/verify.ts';
import { explicit, Fields } from '../asn1/fields.ts';
import { Asn1Error, childrenOf, contentOf, isContext, rawOf, readSingle, TAG } from '../asn1/tlv.ts';
import { bitStringBytesOf, integerHexOf, octetsOf, oidOf, smallIntegerOf, timeOf } from '../asn1/values.ts';
import { explicitExtensions } from '../certificates/extensions.ts';
import { nameOf } from '../certificates/names.ts';
import { certificatesOfSet } from '../formats/cms/certificate-bag.ts';
import { weaknessOf } from '../validation/cryptographic-policy.ts';
import type { AlgorithmIdentifier } from '../algorithms/identifier.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Extensions } from '../certificates/extensions.ts';
import type { Name } from '../certificates/names.ts';

export type ResponderId =
  | { readonly kind: 'name'; readonly name: Name }
  | { readonly kind: 'key-hash'; readonly hash: Uint8Array };

/** SingleResponse (RFC 6960 clause 4.2.1). */
export interface SingleResponse {
  readonly hashAlgorithmOid: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serialNumber: string;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: number | null;
  readonly thisUpdate: number;
  readonly nextUpdate: number | null;
  readonly extensions: Extensions;
}

export interface BasicOcspResponse {
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signatureValue: Uint8Array;
  readonly certificates: readonly Certificate[];
  readonly responderId: ResponderId;
  readonly producedAt: number;
  readonly responses: readonly SingleResponse[];
  readonly extensions: Extensions;
}

const BASIC = '1.3.6.1.5.5.7.48.1.1';

/** Reads OCSPResponse or BasicOCSPResponse. @throws Asn1Error where it is neither or says "no answer". */
export function parseOcsp(bytes: Uint8Array): BasicOcspResponse {
  const outer = readSingle(bytes);
  const parts = Fields.ofSequence(outer, 'OCSPResponse');
  const status = parts.optional(TAG.enumerated);
  if (status === null) return basicOf(outer);
  if (smallIntegerOf(status) !== 0) throw new Asn1Error(`OCSP response status ${smallIntegerOf(status)}`);
  const body = parts.optionalContext(0);
  if (body === null) throw new Asn1Error('OCSP response without a body');
  const response = Fields.ofSequence(explicit(body, 'ResponseBytes'), 'ResponseBytes');
  if (oidOf(response.any()) !== BASIC) throw new Asn1Error('OCSP response of unknown type');
  return basicOf(readSingle(octetsOf(response.any())));
}

function basicOf(tlv: Tlv): BasicOcspResponse {
  const parts = Fields.ofSequence(tlv, 'BasicOCSPResponse');
  const tbs = parts.any();
  const signatureAlgorithm = algorithmIdentifierOf(parts.any());
  const signatureValue = bitStringBytesOf(parts.any());
  const certificates = parts.optionalContext(0);
  parts.finish();
  const fields = Fields.ofSequence(tbs, 'ResponseData');
  fields.optionalContext(0);
  const responderId = responderIdOf(fields.any());
  const producedAt = timeOf(fields.take(TAG.generalizedTime));
  const responses = childrenOf(fields.take(TAG.sequence)).map(singleOf);
  const extensions = explicitExtensions(fields.optionalContext(1));
  fields.finish();
  return {
    tbs: rawOf(tbs),
    signatureAlgorithm,
    signatureValue,
    certificates: certificates === null ? [] : certificatesOfSet(explicit(certificates, 'certs')),
    responderId,
    producedAt,
    responses,
    extensions,
  };
}

function responderIdOf(tlv: Tlv): ResponderId {
  if (isContext(tlv, 1)) return { kind: 'name', name: nameOf(explicit(tlv, 'byName')) };
  if (isContext(tlv, 2)) return { kind: 'key-hash', hash: octetsOf(explicit(tlv, 'byKey')) };
  throw new Asn1Error('ResponderID of unknown kind');
}

function singleOf(tlv: Tlv): SingleResponse {
  const fields = Fields.ofSequence(tlv, 'SingleResponse');
  const certId = Fields.ofSequence(fields.any(), 'CertID');
  const hashAlgorithmOid = algorithmIdentifierOf(certId.any()).oid;
  const issuerNameHash = octetsOf(certId.any());
  const issuerKeyHash = octetsOf(certId.any());
  const serialNumber = integerHexOf(certId.any());
  certId.finish();
  const { status, revokedAt } = certStatusOf(fields.any());
  const thisUpdate = timeOf(fields.take(TAG.generalizedTime));
  const next = fields.optionalContext(0);
  const extensions = explicitExtensions(fields.optionalContext(1));
  fields.finish();
  const nextUpdate = next === null ? null : timeOf(explicit(next, 'nextUpdate'));
  const id = { hashAlgorithmOid, issuerNameHash, issuerKeyHash, serialNumber };
  return { ...id, status, revokedAt, thisUpdate, nextUpdate, extensions };
}

function certStatusOf(tlv: Tlv): Pick<SingleResponse, 'status' | 'revokedAt'> {
  if (isContext(tlv, 0) && contentOf(tlv).length === 0) return { status: 'good', revokedAt: null };
  if (isContext(tlv, 1)) {
    const [time] = childrenOf(tlv);
    if (time === undefined) throw new Asn1Error('RevokedInfo without time');
    return { status: 'revoked', revokedAt: timeOf(time) };
  }
  if (isContext(tlv, 2)) return { status: 'unknown', revokedAt: null };
  throw new Asn1Error('CertStatus of unknown kind');
}

/** Whether the answer is about that certificate of that issuer (RFC 6960 clause 4.1.1). */
export function isAbout(response: SingleResponse, certificate: Certificate, issuer: Certificate): boolean {
  if (response.serialNumber !== certificate.serialNumber) return false;
  const algorithm = digestByOid(response.hashAlgorithmOid);
  const nameHash = computeDigest(algorithm, certificate.issuer.raw);
  const keyHash = computeDigest(algorithm, issuer.publicKey.keyBytes);
  if (nameHash === null || keyHash === null) return false;
  return equalBytes(nameHash, response.issuerNameHash) && equalBytes(keyHash, response.issuerKeyHash);
}

/** The certificates that the responder id names: the issuer itself or one that the response brings. */
export function responderCandidates(response: BasicOcspResponse, issuer: Certificate): Certificate[] {
  return [issuer, ...response.certificates].filter((certificate) => {
    const { responderId } = response;
    if (responderId.kind === 'name') return responderId.name.comparable === certificate.subject.comparable;
    // RFC 6960 clause 4.2.1 fixes SHA-1 for the key hash; it identifies, it proves nothing.
    const hash = createHash('sha1').update(certificate.publicKey.keyBytes).digest();
    return equalBytes(hash, responderId.hash);
  });
}

/** Whether the response was signed by that key with strong algorithms. */
export function isSignedBy(response: BasicOcspResponse, responder: Certificate): boolean {
  const algorithm = resolveSignatureAlgorithm(response.signatureAlgorithm, null);
  const check = verifySignatureValue(algorithm, responder.publicKey, response.tbs, response.signatureValue);
  return check.status === 'valid' && weaknessOf(algorithm.digest, algorithm.method, check.keyBits) === null;
}

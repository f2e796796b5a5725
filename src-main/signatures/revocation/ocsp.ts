import { algorithmIdentifierOf } from '../algorithms/identifier.ts';
import { explicit, Fields } from '../asn1/fields.ts';
import { Asn1Error, childrenOf, contentOf, isContext, iterateChildren, rawOf, readSingle, TAG } from '../asn1/tlv.ts';
import { bitStringBytesOf, integerHexOf, octetsOf, oidOf, smallIntegerOf, timeOf } from '../asn1/values.ts';
import { explicitExtensions, invalidityDateOf } from '../certificates/extensions.ts';
import { nameOf } from '../certificates/names.ts';
import { certificatesOfSet } from '../formats/cms/certificate-bag.ts';
import { LimitExceededError, MAX_OCSP_ANSWERS, MAX_OCSP_BYTES } from '../limits.ts';
import { archiveCutoffOf, certHashOf, nonceOf } from './ocsp-extensions.ts';
import type { Tlv } from '../asn1/tlv.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Extensions } from '../certificates/extensions.ts';
import type { Name } from '../certificates/names.ts';
import type { SignedStructure } from '../certificates/signed-structure.ts';
import type { CertHash } from './ocsp-extensions.ts';

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
  /** invalidityDate in milliseconds; null where none is stated. */
  readonly invalidSince: number | null;
  /** CRLReason; null where none is stated. */
  readonly reasonCode: number | null;
  readonly thisUpdate: number;
  readonly nextUpdate: number | null;
  readonly extensions: Extensions;
  /** id-pkix-ocsp-archive-cutoff in milliseconds (RFC 6960 clause 4.4.4). */
  readonly archiveCutoff: number | null;
  /** Hash of the certificate that the answer is about (Common PKI / ISIS-MTT). */
  readonly certHash: CertHash | null;
}

export interface BasicOcspResponse extends SignedStructure {
  readonly certificates: readonly Certificate[];
  readonly responderId: ResponderId;
  readonly producedAt: number;
  readonly responses: readonly SingleResponse[];
  readonly extensions: Extensions;
  /** Value of the nonce extension (RFC 8954); null where the response repeats none. */
  readonly nonce: Uint8Array | null;
}

const BASIC = '1.3.6.1.5.5.7.48.1.1';

/**
 * Reads OCSPResponse or BasicOCSPResponse.
 * @throws Asn1Error where it is neither or says "no answer"; LimitExceededError where it is huge.
 */
export function parseOcsp(bytes: Uint8Array): BasicOcspResponse {
  if (bytes.length > MAX_OCSP_BYTES) throw new LimitExceededError(`${MAX_OCSP_BYTES} bytes`);
  const outer = readSingle(bytes);
  const parts = Fields.ofSequence(outer, 'OCSPResponse');
  const status = parts.optional(TAG.enumerated);
  if (status === null) return basicOf(outer);
  if (smallIntegerOf(status) !== 0) throw new Asn1Error(`OCSP response status ${smallIntegerOf(status)}`);
  const body = parts.optionalContext(0);
  parts.finish();
  if (body === null) throw new Asn1Error('OCSP response without a body');
  const response = Fields.ofSequence(explicit(body, 'ResponseBytes'), 'ResponseBytes');
  if (oidOf(response.any()) !== BASIC) throw new Asn1Error('OCSP response of unknown type');
  const basic = octetsOf(response.any());
  response.finish();
  return basicOf(readSingle(basic));
}

/** The nonce that a response repeats, for the code that asked; null where it repeats none. @throws as `parseOcsp`. */
export function parseOcspNonce(bytes: Uint8Array): Uint8Array | null {
  return parseOcsp(bytes).nonce;
}

function basicOf(tlv: Tlv): BasicOcspResponse {
  const parts = Fields.ofSequence(tlv, 'BasicOCSPResponse');
  const tbs = parts.any();
  const signatureAlgorithm = algorithmIdentifierOf(parts.any());
  const signatureValue = bitStringBytesOf(parts.any());
  const certificates = parts.optionalContext(0);
  parts.finish();
  const fields = Fields.ofSequence(tbs, 'ResponseData');
  const version = fields.optionalContext(0);
  if (version !== null && smallIntegerOf(explicit(version, 'version')) !== 0) throw new Asn1Error('OCSP response version');
  const responderId = responderIdOf(fields.any());
  const producedAt = timeOf(fields.take(TAG.generalizedTime));
  const responses = singleResponses(fields.take(TAG.sequence));
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
    nonce: nonceOf(extensions),
  };
}

function singleResponses(list: Tlv): SingleResponse[] {
  const responses: SingleResponse[] = [];
  for (const item of iterateChildren(list)) {
    if (responses.length === MAX_OCSP_ANSWERS) throw new LimitExceededError(`${MAX_OCSP_ANSWERS} answers`);
    responses.push(singleOf(item));
  }
  return responses;
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
  const certStatus = certStatusOf(fields.any());
  const thisUpdate = timeOf(fields.take(TAG.generalizedTime));
  const next = fields.optionalContext(0);
  const extensions = explicitExtensions(fields.optionalContext(1));
  fields.finish();
  return {
    hashAlgorithmOid,
    issuerNameHash,
    issuerKeyHash,
    serialNumber,
    ...certStatus,
    thisUpdate,
    nextUpdate: next === null ? null : timeOf(explicit(next, 'nextUpdate')),
    extensions,
    invalidSince: invalidityDateOf(extensions),
    archiveCutoff: archiveCutoffOf(extensions),
    certHash: certHashOf(extensions),
  };
}

function certStatusOf(tlv: Tlv): Pick<SingleResponse, 'status' | 'revokedAt' | 'reasonCode'> {
  const none = { revokedAt: null, reasonCode: null };
  if (isContext(tlv, 0) && contentOf(tlv).length === 0) return { status: 'good', ...none };
  if (isContext(tlv, 1)) {
    const [time, reason, ...more] = childrenOf(tlv);
    if (time === undefined || more.length > 0) throw new Asn1Error('RevokedInfo: time and reason expected');
    if (reason !== undefined && !isContext(reason, 0)) throw new Asn1Error('RevokedInfo: unexpected component');
    const reasonCode = reason === undefined ? null : smallIntegerOf(explicit(reason, 'revocationReason'));
    return { status: 'revoked', revokedAt: timeOf(time), reasonCode };
  }
  if (isContext(tlv, 2)) return { status: 'unknown', ...none };
  throw new Asn1Error('CertStatus of unknown kind');
}

import { createHash } from 'node:crypto';

import { extension, keyIdentifier, nameDer, publicKeyBytes } from './certificates.ts';
import { bits, enumerated, explicit, generalizedTime, implicit, integer, nothing, octets, oid, sequence, time } from './der.ts';
import { signatureIdentifier, signBytes } from './keys.ts';
import type { Holder } from './certificates.ts';

/** One revoked certificate. */
export interface Revocation {
  readonly serialNumber: Uint8Array;
  readonly revokedAt: Date;
  /** CRLReason, e.g. 1 keyCompromise, 6 certificateHold. */
  readonly reason?: number;
  /** DER of further entry extensions. */
  readonly extensions?: readonly Uint8Array[];
}

export interface CrlRequest {
  readonly issuer: Holder;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly revoked: readonly Revocation[];
  /** cRLNumber; 1 where absent. */
  readonly number?: number;
  /** DER of further CRL extensions. */
  readonly extensions?: readonly Uint8Array[];
}

/** A DER CRL of version 2 (RFC 5280 clause 5). */
export function crl({ issuer, thisUpdate, nextUpdate, revoked, number = 1, extensions = [] }: CrlRequest): Uint8Array {
  const { algorithm, privateKey } = issuer.keys;
  const entries = revoked.map(({ serialNumber, revokedAt, reason, extensions: further = [] }) => {
    const stated = reason === undefined ? [] : [extension('2.5.29.21', false, enumerated(reason))];
    const details = [...stated, ...further];
    return sequence(integer(serialNumber), time(revokedAt), ...(details.length === 0 ? [] : [sequence(...details)]));
  });
  const tbs = sequence(
    integer(1),
    signatureIdentifier(algorithm),
    nameDer(issuer.name),
    time(thisUpdate),
    ...(nextUpdate === null ? [] : [time(nextUpdate)]),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
    explicit(
      0,
      sequence(
        extension('2.5.29.35', false, sequence(implicit(0, keyIdentifier(issuer.keys)))),
        extension('2.5.29.20', false, integer(number)),
        ...extensions,
      ),
    ),
  );
  return sequence(tbs, signatureIdentifier(algorithm), bits(signBytes(tbs, privateKey, algorithm)));
}

export interface OcspRequest {
  readonly certificate: Holder;
  readonly issuer: Holder;
  readonly responder: Holder;
  /** Null: good. */
  readonly revokedAt: Date | null;
  /** CRLReason of a revocation. */
  readonly reason?: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  /** `thisUpdate` where absent. */
  readonly producedAt?: Date;
  /** DER of extensions of the answer and of the whole response. */
  readonly singleExtensions?: readonly Uint8Array[];
  readonly extensions?: readonly Uint8Array[];
  /** Further certificates that the same response answers "good" for, before this one. */
  readonly others?: readonly Holder[];
}

/** A DER OCSPResponse about one certificate, or several (RFC 6960 clause 4.2). */
export function ocspResponse(request: OcspRequest): Uint8Array {
  const { certificate, issuer, responder, thisUpdate, producedAt = thisUpdate, others = [], extensions = [] } = request;
  const { algorithm, privateKey } = responder.keys;
  const good = { ...request, revokedAt: null, singleExtensions: [] };
  const answers = [...others.map((other) => singleResponse(other, good)), singleResponse(certificate, request)];
  const data = sequence(
    explicit(1, nameDer(responder.name)),
    generalizedTime(producedAt),
    sequence(...answers),
    ...(extensions.length === 0 ? [] : [explicit(1, sequence(...extensions))]),
  );
  const isIssuer = responder.certificate === issuer.certificate;
  const basic = sequence(
    data,
    signatureIdentifier(algorithm),
    bits(signBytes(data, privateKey, algorithm)),
    ...(isIssuer ? [] : [explicit(0, sequence(responder.certificate))]),
  );
  return sequence(enumerated(0), explicit(0, sequence(oid('1.3.6.1.5.5.7.48.1.1'), octets(basic))));
}

function singleResponse(certificate: Holder, request: OcspRequest): Uint8Array {
  const { issuer, revokedAt, reason, thisUpdate, nextUpdate, singleExtensions = [] } = request;
  const sha1 = (bytes: Uint8Array): Uint8Array => createHash('sha1').update(bytes).digest();
  const certId = sequence(
    sequence(oid('1.3.14.3.2.26'), nothing()),
    octets(sha1(nameDer(issuer.name))),
    octets(sha1(publicKeyBytes(issuer.keys))),
    integer(certificate.serialNumber),
  );
  const stated = reason === undefined ? [] : [explicit(0, enumerated(reason))];
  const status = revokedAt === null ? implicit(0, new Uint8Array()) : explicit(1, generalizedTime(revokedAt), ...stated);
  return sequence(
    certId,
    status,
    generalizedTime(thisUpdate),
    ...(nextUpdate === null ? [] : [explicit(0, generalizedTime(nextUpdate))]),
    ...(singleExtensions.length === 0 ? [] : [explicit(1, sequence(...singleExtensions))]),
  );
}

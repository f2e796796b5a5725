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
}

export interface CrlRequest {
  readonly issuer: Holder;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly revoked: readonly Revocation[];
  /** DER of further CRL extensions. */
  readonly extensions?: readonly Uint8Array[];
}

/** A DER CRL of version 2 (RFC 5280 clause 5). */
export function crl({ issuer, thisUpdate, nextUpdate, revoked, extensions = [] }: CrlRequest): Uint8Array {
  const { algorithm, privateKey } = issuer.keys;
  const entries = revoked.map(({ serialNumber, revokedAt, reason }) => {
    const details = reason === undefined ? [] : [sequence(extension('2.5.29.21', false, enumerated(reason)))];
    return sequence(integer(serialNumber), time(revokedAt), ...details);
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
        extension('2.5.29.20', false, integer(1)),
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
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
}

/** A DER OCSPResponse about one certificate (RFC 6960 clause 4.2). */
export function ocspResponse(request: OcspRequest): Uint8Array {
  const { certificate, issuer, responder, revokedAt, thisUpdate, nextUpdate } = request;
  const { algorithm, privateKey } = responder.keys;
  const sha1 = (bytes: Uint8Array): Uint8Array => createHash('sha1').update(bytes).digest();
  const certId = sequence(
    sequence(oid('1.3.14.3.2.26'), nothing()),
    octets(sha1(nameDer(issuer.name))),
    octets(sha1(publicKeyBytes(issuer.keys))),
    integer(certificate.serialNumber),
  );
  const status = revokedAt === null ? implicit(0, new Uint8Array()) : explicit(1, generalizedTime(revokedAt));
  const single = sequence(
    certId,
    status,
    generalizedTime(thisUpdate),
    ...(nextUpdate === null ? [] : [explicit(0, generalizedTime(nextUpdate))]),
  );
  const data = sequence(explicit(1, nameDer(responder.name)), generalizedTime(thisUpdate), sequence(single));
  const basic = sequence(
    data,
    signatureIdentifier(algorithm),
    bits(signBytes(data, privateKey, algorithm)),
    explicit(0, sequence(responder.certificate)),
  );
  return sequence(enumerated(0), explicit(0, sequence(oid('1.3.6.1.5.5.7.48.1.1'), octets(basic))));
}

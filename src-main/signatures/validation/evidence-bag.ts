import { attempt } from '../asn1/attempt.ts';
import { parseCertificate, uniqueCertificates } from '../certificates/certificate.ts';
import { LimitExceededError, MAX_EMBEDDED_CERTIFICATES, MAX_REVOCATION_VALUES } from '../limits.ts';
import { parseCrl } from '../revocation/crl.ts';
import { parseOcsp } from '../revocation/ocsp.ts';
import { EMBEDDED } from './cms/embedded-evidence.ts';
import type { EmbeddedEvidence } from './subject.ts';

/** DER values as a format hands them over. */
export interface RawEvidence {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocspResponses: readonly Uint8Array[];
}

/** Reads evidence values; what cannot be read proves nothing and is left out. */
export function evidenceFrom({ certificates, crls, ocspResponses }: RawEvidence): EmbeddedEvidence {
  if (certificates.length > MAX_EMBEDDED_CERTIFICATES) {
    throw new LimitExceededError(`${MAX_EMBEDDED_CERTIFICATES} certificates`);
  }
  if (crls.length + ocspResponses.length > MAX_REVOCATION_VALUES) {
    throw new LimitExceededError(`${MAX_REVOCATION_VALUES} revocation values`);
  }
  const read = <T>(values: readonly Uint8Array[], parse: (bytes: Uint8Array) => T): T[] =>
    values.flatMap((value) => attempt(() => parse(value)) ?? []);
  const sourced = <T>(value: T) => ({ value, source: EMBEDDED });
  return {
    certificates: uniqueCertificates(read(certificates, parseCertificate)),
    crls: read(crls, parseCrl).map(sourced),
    ocspResponses: read(ocspResponses, parseOcsp).map(sourced),
  };
}

/** Several sources of evidence as one. */
export function joinEvidence(...bags: readonly EmbeddedEvidence[]): EmbeddedEvidence {
  return {
    certificates: uniqueCertificates(bags.flatMap((bag) => bag.certificates)),
    crls: bags.flatMap((bag) => bag.crls),
    ocspResponses: bags.flatMap((bag) => bag.ocspResponses),
  };
}

/** The objects of a bag, as proofs of existence name them. */
export function objectsOf({ certificates, crls, ocspResponses }: EmbeddedEvidence): object[] {
  return [...certificates, ...crls.map(({ value }) => value), ...ocspResponses.map(({ value }) => value)];
}

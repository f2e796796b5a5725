import { EXT } from '../certificates/extensions.ts';
import { unprocessable } from './chain-findings.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Finding } from '../validation/findings.ts';

/** Critical extensions that are either judged here or restrict nothing for any policy (RFC 5280 clause 6.1). */
const PROCESSED: ReadonlySet<string> = new Set([
  EXT.basicConstraints,
  EXT.keyUsage,
  EXT.extKeyUsage,
  EXT.nameConstraints,
  EXT.certificatePolicies,
  EXT.policyMappings,
  EXT.policyConstraints,
  EXT.inhibitAnyPolicy,
  EXT.subjectAltName,
  EXT.issuerAltName,
  EXT.subjectKeyIdentifier,
  EXT.authorityKeyIdentifier,
  EXT.crlDistributionPoints,
  EXT.freshestCrl,
  EXT.subjectDirectoryAttributes,
  EXT.authorityInfoAccess,
  EXT.subjectInfoAccess,
  EXT.qcStatements,
  EXT.ocspNoCheck,
  EXT.validityAssuredShortTerm,
]);

/** Critical extensions that the engine does not process: the certificate must be refused (RFC 5280 clause 4.2). */
export function checkCriticalExtensions(certificate: Certificate): Finding[] {
  return [...certificate.extensions.values()]
    .filter(({ oid, critical }) => critical && !PROCESSED.has(oid))
    .map(({ oid }) => unprocessable(certificate, oid));
}

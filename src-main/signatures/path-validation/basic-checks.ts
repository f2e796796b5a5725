import { KEY_USAGE } from '../certificates/extensions.ts';
import { isSelfIssued } from '../certificates/issued-by.ts';
import { shortName } from '../certificates/summary.ts';
import { indeterminate } from '../validation/findings.ts';
import { chainFailure } from './chain-findings.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Finding } from '../validation/findings.ts';

/**
 * What every issuer of a path must be (RFC 5280 clause 6.1.4 (k) to (n)); the anchor is asked the same.
 *
 * @param below CA certificates between this issuer and the end certificate, end certificate excluded.
 */
export function checkIssuer(issuer: Certificate, below: readonly Certificate[]): Finding[] {
  const findings: Finding[] = [];
  const { ca, pathLength } = issuer.basicConstraints;
  // Versions 1 and 2 have no extensions, so nothing in them can say "CA".
  if (!ca || issuer.version !== 3) findings.push(chainFailure(issuer, 'basicConstraints'));
  const counted = below.filter((certificate) => !isSelfIssued(certificate)).length;
  if (pathLength !== null && counted > pathLength) findings.push(chainFailure(issuer, 'pathLenConstraint'));
  if (issuer.keyUsage !== null && !issuer.keyUsage.has(KEY_USAGE.keyCertSign)) {
    findings.push(chainFailure(issuer, 'keyUsage'));
  }
  return findings;
}

/** Validity period (RFC 5280 clause 6.1.3 (a)(2)) at an instant in milliseconds. */
export function checkValidity(certificate: Certificate, time: number): Finding[] {
  const name = shortName(certificate);
  if (time > certificate.notAfter) {
    const notAfter = new Date(certificate.notAfter).toISOString();
    return [indeterminate('OUT_OF_BOUNDS_NO_POE', 'verdict.expired', { certificate: name, notAfter })];
  }
  if (time < certificate.notBefore) {
    const notBefore = new Date(certificate.notBefore).toISOString();
    return [indeterminate('OUT_OF_BOUNDS_NO_POE', 'verdict.notYetValid', { certificate: name, notBefore })];
  }
  return [];
}

export function isValidAt({ notBefore, notAfter }: Certificate, time: number): boolean {
  return notBefore <= time && time <= notAfter;
}

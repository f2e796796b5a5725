import { attempt } from '../asn1/attempt.ts';
import { comparablePointNames, distributionPointsOf } from './distribution-points.ts';
import { ALL_REASONS } from './reasons.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Crl } from './crl.ts';
import type { DistributionPoint, IssuingDistributionPoint } from './distribution-points.ts';

/**
 * Mask of the reasons for which a list speaks about a certificate (RFC 5280 clause 6.3.3 (b) and (d)); zero
 * where it does not. Beside the certificate's own distribution points stands the one that the clause adds, any
 * list of the certificate issuer, unless that issuer left the status of the certificate to somebody else.
 */
export function reasonsCovered(crl: Crl, certificate: Certificate): number {
  const { issuingDistributionPoint: scope } = crl;
  if (scope !== null && !coversKind(scope, certificate)) return 0;
  const points = pointsOf(certificate);
  if (points === null) return 0;
  let mask = 0;
  for (const point of points) {
    if (coversPoint(crl, certificate, point)) mask |= (scope?.onlySomeReasons ?? ALL_REASONS) & (point.reasons ?? ALL_REASONS);
  }
  return mask;
}

const cache = new WeakMap<Certificate, readonly DistributionPoint[] | null>();

/** Null where the certificate's extension cannot be read: then nobody knows which list speaks about it. */
function pointsOf(certificate: Certificate): readonly DistributionPoint[] | null {
  const known = cache.get(certificate);
  if (known !== undefined) return known;
  const own = attempt(() => distributionPointsOf(certificate.extensions));
  const implicit: DistributionPoint = {
    name: { kind: 'full', names: [{ kind: 'directory', name: certificate.issuer }] },
    reasons: null,
    crlIssuers: null,
  };
  // Where every point names another CRL issuer, the authority has left the status to that one.
  const delegated = own !== null && own.length > 0 && own.every(({ crlIssuers }) => crlIssuers !== null);
  const points = own === null ? null : delegated ? own : [...own, implicit];
  cache.set(certificate, points);
  return points;
}

function coversKind(scope: IssuingDistributionPoint, { basicConstraints }: Certificate): boolean {
  if (scope.onlyAttributeCertificates) return false;
  return basicConstraints.ca ? !scope.onlyUserCertificates : !scope.onlyCaCertificates;
}

function coversPoint(crl: Crl, { issuer }: Certificate, point: DistributionPoint): boolean {
  const { issuingDistributionPoint: scope } = crl;
  if (point.crlIssuers === null) {
    if (crl.issuer.comparable !== issuer.comparable) return false;
  } else {
    const named = point.crlIssuers.some(({ comparable }) => comparable === crl.issuer.comparable);
    if (!named || (crl.issuer.comparable !== issuer.comparable && scope?.indirect !== true)) return false;
  }
  if (scope === null || scope.name === null) return true;
  const below = point.crlIssuers ?? [issuer];
  const listed = comparablePointNames(scope.name, [crl.issuer]);
  const wanted =
    point.name === null
      ? (point.crlIssuers ?? []).map(({ comparable }) => `directory:${comparable}`)
      : comparablePointNames(point.name, below);
  return wanted.some((name) => listed.includes(name));
}

/**
 * Whether the issuer of this certificate left its status to the lists of its own holder (cRLIssuer names the
 * subject): only then may a list vouch for the certificate that signed it, as no other list ever speaks about it.
 */
export function isItsOwnCrlIssuer(certificate: Certificate): boolean {
  const own = attempt(() => distributionPointsOf(certificate.extensions)) ?? [];
  const { comparable } = certificate.subject;
  return own.length > 0 && own.every(({ crlIssuers }) => crlIssuers?.some((name) => name.comparable === comparable) === true);
}

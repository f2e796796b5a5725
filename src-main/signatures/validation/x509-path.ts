import { usableKeyOf } from '../algorithms/public-key.ts';
import { resolveSignatureAlgorithm } from '../algorithms/verify.ts';
import { EKU, EXT, KEY_USAGE } from '../certificates/extensions.ts';
import { distinguishedName } from '../certificates/names.ts';
import { findPaths } from '../certificates/path.ts';
import { shortName } from '../certificates/summary.ts';
import { weaknessOf } from './cryptographic-policy.ts';
import { indeterminate, unsupportedAlgorithm } from './findings.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Finding } from './findings.ts';

/** What the end certificate of a path is used for. */
export type CertificateUse = 'document-signature' | 'timestamp';

export interface PathVerdict {
  /** End certificate first; ends with the anchor where one was reached. */
  readonly path: readonly Certificate[];
  readonly trusted: boolean;
  readonly findings: readonly Finding[];
}

export interface PathQuestion {
  readonly end: Certificate;
  readonly use: CertificateUse;
  readonly pool: readonly Certificate[];
  readonly anchors: readonly Certificate[];
  /** Names of trust files that could not be read, so that the report says why an anchor is missing. */
  readonly unreadableTrustFiles: readonly string[];
  /** Instant for which the CA certificates are judged, milliseconds. */
  readonly validationTime: number;
}

/**
 * X.509 certificate validation (EN 319 102-1 clause 5.2.6) without revocation and without the validity period
 * of the end certificate, which depend on the proof of existence.
 */
export function validatePath(question: PathQuestion): PathVerdict {
  const { end, pool, unreadableTrustFiles } = question;
  const anchors = question.anchors.filter((anchor) => anchor.basicConstraints.ca);
  const unread = unreadableTrustFiles.length > 0 ? { unreadable: unreadableTrustFiles.join(', ') } : undefined;
  const search = findPaths(end, pool, anchors);
  if (anchors.length === 0) {
    const finding = indeterminate('NO_CERTIFICATE_CHAIN_FOUND', 'verdict.noTrustAnchors', unread);
    return { path: search.partial, trusted: false, findings: [finding] };
  }
  const judged = search.trusted.map((path) => ({ path, trusted: true, findings: checkPath(path, question) }));
  const best = judged.find((verdict) => verdict.findings.length === 0) ?? judged[0];
  if (best !== undefined) return best;
  const last = search.partial.at(-1) ?? end;
  const params = { issuer: distinguishedName(last.issuer), ...unread };
  const findings = [indeterminate('NO_CERTIFICATE_CHAIN_FOUND', 'verdict.noChain', params)];
  if (search.unsupported !== null) findings.push(unsupportedAlgorithm(search.unsupported));
  return { path: search.partial, trusted: false, findings };
}

function checkPath(path: readonly Certificate[], { use, validationTime }: PathQuestion): Finding[] {
  const [end, ...issuers] = path;
  if (end === undefined) return [];
  return [
    ...checkEndUsage(end, use),
    ...path.flatMap((certificate) => checkUnsupportedConstraints(certificate)),
    ...issuers.flatMap((issuer, index) => checkIssuer(issuer, path.slice(1, index + 1))),
    ...issuers.flatMap((issuer) => checkCaValidity(issuer, validationTime)),
    ...path.slice(0, -1).flatMap((certificate, index) => checkChainStrength(certificate, path[index + 1])),
  ];
}

const NEVER_DOCUMENTS: readonly string[] = [EKU.serverAuth, EKU.codeSigning, EKU.timeStamping, EKU.ocspSigning];

/** keyUsage and extKeyUsage of the end certificate (EN 319 102-1 clause 5.2.6.4; RFC 3161 clause 2.3 for TSAs). */
function checkEndUsage(end: Certificate, use: CertificateUse): Finding[] {
  const { keyUsage, extKeyUsage } = end;
  const certificate = shortName(end);
  const signs = keyUsage === null || keyUsage.has(KEY_USAGE.digitalSignature) || keyUsage.has(KEY_USAGE.nonRepudiation);
  if (!signs) return [indeterminate('CHAIN_CONSTRAINTS_FAILURE', 'verdict.keyUsage', { certificate })];
  const fits =
    use === 'timestamp'
      ? extKeyUsage?.length === 1 &&
        extKeyUsage[0] === EKU.timeStamping &&
        end.extensions.get(EXT.extKeyUsage)?.critical === true
      : extKeyUsage === null || extKeyUsage.some((oid) => !NEVER_DOCUMENTS.includes(oid));
  return fits ? [] : [indeterminate('CHAIN_CONSTRAINTS_FAILURE', 'verdict.keyUsage', { certificate })];
}

/** Critical extensions that are either judged here or restrict nothing for any policy (RFC 5280 clause 6.1). */
const PROCESSED: ReadonlySet<string> = new Set([
  EXT.basicConstraints,
  EXT.keyUsage,
  EXT.extKeyUsage,
  EXT.subjectAltName,
  EXT.issuerAltName,
  EXT.subjectKeyIdentifier,
  EXT.authorityKeyIdentifier,
  EXT.crlDistributionPoints,
  EXT.certificatePolicies,
  EXT.subjectDirectoryAttributes,
  EXT.authorityInfoAccess,
  EXT.qcStatements,
  EXT.ocspNoCheck,
]);
/** Constraints that must not be passed over even where they are not critical. */
const CONSTRAINTS: readonly string[] = [
  EXT.nameConstraints,
  EXT.policyConstraints,
  EXT.policyMappings,
  EXT.inhibitAnyPolicy,
];

/** Extensions that this version cannot process (RFC 5280 clause 4.2: a critical one must be refused). */
export function checkUnsupportedConstraints(certificate: Certificate): Finding[] {
  const refused = [...certificate.extensions.values()].filter(
    ({ oid, critical }) => CONSTRAINTS.includes(oid) || (critical && !PROCESSED.has(oid)),
  );
  return refused.map(({ oid }) =>
    indeterminate('CERTIFICATE_CHAIN_GENERAL_FAILURE', 'verdict.chainConstraint', {
      certificate: shortName(certificate),
      detail: `${oid}: ${shortName(certificate)}`,
    }),
  );
}

/** @param below CA certificates between this issuer and the end certificate, end certificate excluded. */
function checkIssuer(issuer: Certificate, below: readonly Certificate[]): Finding[] {
  const refuse = (constraint: string): Finding =>
    indeterminate('CHAIN_CONSTRAINTS_FAILURE', 'verdict.chainConstraint', {
      certificate: shortName(issuer),
      detail: `${constraint}: ${shortName(issuer)}`,
    });
  const findings: Finding[] = [];
  const { ca, pathLength } = issuer.basicConstraints;
  if (!ca) findings.push(refuse('basicConstraints'));
  // Self-issued certificates do not count (RFC 5280 clause 6.1.4 (l)).
  const counted = below.filter(({ subject, issuer: name }) => subject.comparable !== name.comparable).length;
  if (pathLength !== null && counted > pathLength) findings.push(refuse('pathLenConstraint'));
  if (issuer.keyUsage !== null && !issuer.keyUsage.has(KEY_USAGE.keyCertSign)) findings.push(refuse('keyUsage'));
  return findings;
}

function checkCaValidity(issuer: Certificate, validationTime: number): Finding[] {
  const certificate = shortName(issuer);
  if (validationTime > issuer.notAfter) {
    const notAfter = new Date(issuer.notAfter).toISOString();
    return [indeterminate('OUT_OF_BOUNDS_NO_POE', 'verdict.expired', { certificate, notAfter })];
  }
  if (validationTime < issuer.notBefore) {
    const notBefore = new Date(issuer.notBefore).toISOString();
    return [indeterminate('OUT_OF_BOUNDS_NO_POE', 'verdict.notYetValid', { certificate, notBefore })];
  }
  return [];
}

/** Strength of a certificate's signature; the anchor's own signature proves nothing and is not asked. */
export function checkChainStrength(certificate: Certificate, issuer: Certificate | undefined): Finding[] {
  const { digest, method } = resolveSignatureAlgorithm(certificate.signatureAlgorithm, null);
  const keyBits = issuer === undefined ? null : (usableKeyOf(issuer.publicKey)?.bits ?? null);
  const algorithm = weaknessOf(digest, method, keyBits);
  if (algorithm === null) return [];
  const params = { algorithm, certificate: shortName(certificate) };
  return [indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'verdict.weakAlgorithm', params)];
}

import { timeOf } from '../asn1/values.ts';
import { shortName } from '../certificates/summary.ts';
import { ATTRIBUTE } from '../formats/cms/oids.ts';
import { singleValue } from '../formats/cms/signer-info.ts';
import { checkRevocation } from '../revocation/status.ts';
import { algorithmOf, checkFormat, verifyCryptographically } from './cryptographic-verification.ts';
import { failed, indeterminate } from './findings.ts';
import { identifySigningCertificate } from './signing-certificate.ts';
import { validatePath } from './x509-path.ts';
import type { ResolvedAlgorithm } from '../algorithms/verify.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { SignerInfo } from '../formats/cms/signer-info.ts';
import type { Crl } from '../revocation/crl.ts';
import type { BasicOcspResponse } from '../revocation/ocsp.ts';
import type { Sourced } from '../revocation/status.ts';
import type { DetachedContent } from './content.ts';
import type { ValidationContext } from './context.ts';
import type { Finding, Proofs } from './findings.ts';
import type { CertificateUse, PathVerdict } from './x509-path.ts';
import type { RevocationEvidence } from '#shared/domain/signature-report.ts';

/** What one SignerInfo stands in: its content and the material that came with it. */
export interface SignerScope {
  readonly contentType: string;
  readonly content: DetachedContent;
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Sourced<Crl>[];
  readonly ocspResponses: readonly Sourced<BasicOcspResponse>[];
  readonly use: CertificateUse;
}

/** Everything the building blocks found about one SignerInfo. */
export interface Assessment extends Proofs {
  readonly certificate: Certificate | null;
  readonly hasReference: boolean;
  readonly algorithm: ResolvedAlgorithm;
  readonly dataFound: boolean;
  readonly formatConforms: boolean;
  readonly path: readonly Certificate[];
  readonly revocation: readonly RevocationEvidence[];
  /** In the order of weight: the first one decides among equals. */
  readonly findings: readonly Finding[];
}

/**
 * The basic building blocks (EN 319 102-1 clause 5.2) on one SignerInfo.
 *
 * @param poe proved instant of existence in milliseconds; null where nothing proves one.
 */
export function assessSigner(
  signer: SignerInfo,
  scope: SignerScope,
  context: ValidationContext,
  poe: number | null,
): Assessment {
  const format = checkFormat(signer, scope.contentType);
  const identified = identifySigningCertificate(signer, [...scope.certificates, ...context.pool]);
  const { certificate, hasReference } = identified;
  const formatConforms = format.length === 0;
  const crypto = formatConforms ? verifyCryptographically(signer, certificate, scope.content) : null;
  const base = {
    certificate,
    hasReference,
    formatConforms,
    algorithm: crypto?.algorithm ?? algorithmOf(signer),
    dataFound: crypto?.dataFound ?? scope.content.kind === 'found',
    dataIntact: crypto?.dataIntact ?? null,
    signatureIntact: crypto?.signatureIntact ?? null,
  };
  const beforeChain = [...format, ...(crypto?.findings ?? []), ...identified.findings];
  if (certificate === null) {
    const findings = [...beforeChain, ...(crypto?.weaknesses ?? [])];
    return { ...base, path: [], revocation: [], findings, chainTrusted: false, revocationClear: false };
  }
  const chain = validatePath({
    end: certificate,
    use: scope.use,
    pool: [...scope.certificates, ...context.pool],
    anchors: context.anchors,
    unreadableTrustFiles: context.unreadableTrustFiles,
    validationTime: context.validationTime,
  });
  const revocation = checkPathRevocation(chain, scope, context, poe);
  const findings = [
    ...beforeChain,
    ...chain.findings,
    ...checkEndValidity(certificate, context.validationTime, poe),
    ...revocation.findings,
    ...(crypto?.weaknesses ?? []),
  ];
  return {
    ...base,
    path: chain.path,
    revocation: revocation.evidence,
    findings,
    chainTrusted: chain.trusted && chain.findings.length === 0,
    revocationClear: revocation.clear,
  };
}

/** The instant for which the end certificate is judged: proved existence where it is earlier. */
function judgedInstant(validationTime: number, poe: number | null): number {
  return poe === null ? validationTime : Math.min(poe, validationTime);
}

/** Validity period of the signing certificate (EN 319 102-1 clauses 5.2.6.4 and 5.5.4). */
function checkEndValidity(end: Certificate, validationTime: number, poe: number | null): Finding[] {
  const judged = judgedInstant(validationTime, poe);
  const certificate = shortName(end);
  if (judged > end.notAfter) {
    const notAfter = new Date(end.notAfter).toISOString();
    return [indeterminate('OUT_OF_BOUNDS_NO_POE', 'verdict.outOfBoundsNoPoe', { certificate, notAfter })];
  }
  if (judged >= end.notBefore) return [];
  const params = { certificate, notBefore: new Date(end.notBefore).toISOString() };
  // A signature that provably existed before its certificate began cannot be one made under it.
  return poe !== null && poe < end.notBefore
    ? [failed('NOT_YET_VALID', 'verdict.notYetValid', params)]
    : [indeterminate('OUT_OF_BOUNDS_NO_POE', 'verdict.notYetValid', params)];
}

interface PathRevocation {
  readonly clear: boolean;
  readonly findings: readonly Finding[];
  readonly evidence: readonly RevocationEvidence[];
}

/** Revocation of every certificate but the anchor; without a trusted issuer no list can be believed. */
function checkPathRevocation(
  { path, trusted }: PathVerdict,
  scope: SignerScope,
  context: ValidationContext,
  poe: number | null,
): PathRevocation {
  if (!trusted) return { clear: false, findings: [], evidence: [] };
  const crls = [...scope.crls, ...context.crls];
  const ocspResponses = [...scope.ocspResponses, ...context.ocspResponses];
  const findings: Finding[] = [];
  const evidence: RevocationEvidence[] = [];
  for (const [index, certificate] of path.slice(0, -1).entries()) {
    const issuer = path[index + 1];
    if (issuer === undefined) continue;
    const isEnd = index === 0;
    const judgedAt = isEnd ? judgedInstant(context.validationTime, poe) : context.validationTime;
    const verdict = checkRevocation({ certificate, issuer, judgedAt, now: context.now, crls, ocspResponses });
    evidence.push(...verdict.evidence);
    const unread = context.unreadableRevocationFiles;
    const params = {
      certificate: shortName(certificate),
      ...(unread.length > 0 ? { unreadable: unread.join(', ') } : {}),
    };
    if (verdict.state === 'unknown') findings.push(indeterminate('TRY_LATER', 'verdict.revocationUnknown', params));
    if (verdict.state === 'stale') {
      const nextUpdate = latestUpdate(verdict.evidence);
      findings.push(indeterminate('TRY_LATER', 'verdict.revocationStale', { ...params, nextUpdate }));
    }
    if (verdict.state === 'revoked') findings.push(revokedFinding(certificate, verdict.revokedAt, isEnd));
  }
  return { clear: findings.length === 0, findings, evidence };
}

/** The last instant that the evidence spoke for: nextUpdate, or thisUpdate where no next one was promised. */
function latestUpdate(evidence: readonly RevocationEvidence[]): string {
  return evidence.map(({ nextUpdate, thisUpdate }) => nextUpdate ?? thisUpdate).sort().at(-1) ?? '';
}

/**
 * A timestamp proves only that a signature existed by then, so one dated after the revocation does not show
 * that the signature was made after it: never TOTAL-FAILED/REVOKED here (EN 319 102-1 clause 5.5.4 step 5).
 */
function revokedFinding(certificate: Certificate, revokedAt: number | null, isEnd: boolean): Finding {
  return indeterminate(isEnd ? 'REVOKED_NO_POE' : 'REVOKED_CA_NO_POE', 'verdict.revokedNoPoe', {
    certificate: shortName(certificate),
    revokedAt: revokedAt === null ? '' : new Date(revokedAt).toISOString(),
  });
}

/** The signing time that the signer states (RFC 5652 clause 11.3), milliseconds; null where none can be read. */
export function claimedSigningTime(signer: SignerInfo): number | null {
  const value = singleValue(signer.signedAttributes ?? [], ATTRIBUTE.signingTime);
  if (typeof value === 'string') return null;
  return timeOf(value);
}

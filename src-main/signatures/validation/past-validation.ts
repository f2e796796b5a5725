import { resolveSignatureAlgorithm } from '../algorithms/verify.ts';
import { usableKeyOf } from '../algorithms/public-key.ts';
import { validatePath } from '../path-validation/validate-path.ts';
import { checkRevocation } from '../revocation/status.ts';
import { strengthRule, strongUntil } from './cryptographic-policy.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { CertificateUse } from '../path-validation/path-question.ts';
import type { RevocationVerdict, Sourced } from '../revocation/revocation-question.ts';
import type { ValidationContext } from './context.ts';
import type { RevocationMaterial } from './path-revocation.ts';
import type { RevocationEvidence } from '#shared/domain/signature-evidence.ts';

export interface PastQuestion extends RevocationMaterial {
  readonly certificate: Certificate;
  readonly use: CertificateUse;
}

export interface PastVerdict {
  readonly path: readonly Certificate[];
  readonly revocation: readonly RevocationEvidence[];
  readonly missing: readonly [];
  readonly findings: readonly [];
  readonly chainTrusted: true;
  readonly revocationClear: true;
}

/**
 * Past signature validation (EN 319 102-1 clause 5.6.2.4): whether the certificate can be shown to have been
 * good when the signature is proved to have existed, although it, or one above it, has expired, been revoked
 * or grown weak since.
 *
 * @param existedAt proved existence of the signature, milliseconds.
 * @returns null where it cannot be shown; the verdict of the present then stands.
 */
export function validateInThePast(
  question: PastQuestion,
  context: ValidationContext,
  existedAt: number,
): PastVerdict | null {
  const { certificate, use, pool } = question;
  if (existedAt < certificate.notBefore || existedAt > certificate.notAfter) return null;
  const reaches = (slide: Slide | null): slide is Slide => slide !== null && existedAt <= slide.controlTime;
  const chain = validatePath({
    end: certificate,
    use,
    pool,
    anchors: context.anchors,
    unreadableTrustFiles: context.unreadableTrustFiles,
    // An instant within the validity of every certificate of the path (clause 5.6.2.1.4); strength follows below.
    validationTime: existedAt,
    weakness: () => null,
    prefers: (path) => reaches(slideControlTime(path, question, context)),
  });
  if (!chain.trusted || chain.findings.length > 0) return null;
  const slide = slideControlTime(chain.path, question, context);
  if (!reaches(slide)) return null;
  const { path } = chain;
  return { path, revocation: slide.evidence, missing: [], findings: [], chainTrusted: true, revocationClear: true };
}

interface Slide {
  readonly controlTime: number;
  readonly evidence: readonly RevocationEvidence[];
}

/**
 * Control-time sliding (clause 5.6.2.2): from the anchor down, the latest instant for which everything that the
 * path rests on is shown to have been good. Evidence counts only where it is proved to have existed by then.
 *
 * @returns null where a certificate has no evidence of its status that can be believed at the control time.
 */
function slideControlTime(
  path: readonly Certificate[],
  material: RevocationMaterial,
  context: ValidationContext,
): Slide | null {
  let controlTime = context.now;
  const evidence: RevocationEvidence[] = [];
  for (let index = path.length - 2; index >= 0; index -= 1) {
    const certificate = path[index];
    const issuer = path[index + 1];
    if (certificate === undefined || issuer === undefined) return null;
    // The issuer's own period ends what its evidence can speak for, unless a proof shows it to be older.
    controlTime = Math.min(controlTime, Math.max(issuer.notAfter, 0));
    const verdict = statusAt(controlTime, certificate, issuer, path.slice(index + 1), material, context);
    evidence.unshift(...verdict.evidence);
    switch (verdict.state) {
      case 'unknown':
        return null;
      case 'revoked':
        if (verdict.revokedAt === null) return null;
        controlTime = Math.min(controlTime, verdict.revokedAt);
        break;
      case 'stale': {
        const last = lastGood(verdict, certificate);
        if (last === null) return null;
        controlTime = Math.min(controlTime, last);
        break;
      }
      case 'good':
        break;
    }
    const known = controlTime < context.now ? knownRevocation(certificate, issuer, path.slice(index + 1), material, context) : null;
    controlTime = Math.min(controlTime, certificateStrongUntil(certificate, issuer, context), known ?? Infinity);
  }
  return { controlTime, evidence };
}

/**
 * Since when the certificate is known to be revoked, whatever its evidence is worth otherwise. What nothing proves to be
 * old enough cannot speak for a certificate; against it, it can: older evidence may not have known yet.
 */
function knownRevocation(
  certificate: Certificate,
  issuer: Certificate,
  issuers: readonly Certificate[],
  material: RevocationMaterial,
  context: ValidationContext,
): number | null {
  const { state, revokedAt } = statusAt(context.now, certificate, issuer, issuers, material, context);
  return state === 'revoked' ? revokedAt : null;
}

function statusAt(
  controlTime: number,
  certificate: Certificate,
  issuer: Certificate,
  issuers: readonly Certificate[],
  { crls, ocspResponses, pool }: RevocationMaterial,
  context: ValidationContext,
): RevocationVerdict {
  const existed = <T>(pieces: readonly Sourced<T>[]): readonly Sourced<T>[] =>
    controlTime >= context.now ? pieces : pieces.filter(({ provedAt }) => typeof provedAt === 'number' && provedAt <= controlTime);
  return checkRevocation({
    certificate,
    issuer,
    issuers,
    judgedAt: controlTime,
    now: context.now,
    crls: existed(crls),
    ocspResponses: existed(ocspResponses),
    pool,
    weakness: strengthRule({ policy: context.policy, at: controlTime }),
  });
}

/**
 * Latest instant at which an answer said "good" of a certificate in force, milliseconds; null where none did. After
 * its end the certificate may have been dropped from the lists.
 */
function lastGood({ evidence }: RevocationVerdict, { notAfter }: Certificate): number | null {
  const good = evidence.filter(({ status }) => status === 'good').map(({ thisUpdate }) => Date.parse(thisUpdate));
  const times = good.filter((time) => time <= notAfter);
  return times.length === 0 ? null : Math.max(...times);
}

function certificateStrongUntil(certificate: Certificate, issuer: Certificate, { policy }: ValidationContext): number {
  const { digest, method } = resolveSignatureAlgorithm(certificate.signatureAlgorithm, null);
  return strongUntil(digest, method, usableKeyOf(issuer.publicKey)?.bits ?? null, policy);
}

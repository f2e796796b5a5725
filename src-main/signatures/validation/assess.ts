import { shortName } from '../certificates/summary.ts';
import { validatePath } from '../path-validation/validate-path.ts';
import { strengthRule, weaknessOf } from './cryptographic-policy.ts';
import { failed, indeterminate } from './findings.ts';
import { missingIssuer } from './missing-evidence.ts';
import { validateInThePast } from './past-validation.ts';
import { checkPathRevocation, signingInstants } from './path-revocation.ts';
import type { ResolvedAlgorithm } from '../algorithms/verify.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { ValidationContext } from './context.ts';
import type { Finding, Proofs } from './findings.ts';
import type { PathRevocation, SigningInstants } from './path-revocation.ts';
import type { ProofsOfExistence } from './proofs-of-existence.ts';
import type { CryptographicResult, EmbeddedEvidence, SignatureSubject } from './subject.ts';
import type { MissingEvidence, RevocationEvidence } from '#shared/domain/signature-evidence.ts';

/** Everything the building blocks found about one signature. */
export interface Assessment extends Proofs {
  readonly certificate: Certificate | null;
  readonly hasReference: boolean;
  readonly algorithm: ResolvedAlgorithm | null;
  readonly dataFound: boolean;
  readonly path: readonly Certificate[];
  readonly revocation: readonly RevocationEvidence[];
  readonly missing: readonly MissingEvidence[];
  /** In the order of weight: the first one decides among equals. */
  readonly findings: readonly Finding[];
}

/** What timestamps have shown about the time of one signature; milliseconds since 1970 UTC. */
export interface ProvedTimes {
  /** The signature existed by then. */
  readonly existedAt: number | null;
  /** The signature was not made before then: a content timestamp is part of what it signs. */
  readonly madeAfter: number | null;
}

/** The part of a signature that certificates answer for, whatever its format. */
export type AssessedSubject = Pick<SignatureSubject, 'use' | 'embedded' | 'formatFindings' | 'identify' | 'verify'>;

/**
 * The basic building blocks (EN 319 102-1 clause 5.2) on one signature and, where only time stands against it,
 * past signature validation (clause 5.6.2).
 */
export function assess(
  subject: AssessedSubject,
  context: ValidationContext,
  times: ProvedTimes,
  proofs: ProofsOfExistence,
): Assessment {
  const { embedded, formatFindings } = subject;
  const pool = [...embedded.certificates, ...context.pool];
  const { certificate, hasReference, findings: identification } = subject.identify(pool);
  const crypto = formatFindings.length === 0 ? subject.verify(certificate) : null;
  const instants = signingInstants(times, context);
  const base = {
    certificate,
    hasReference,
    algorithm: crypto?.algorithm ?? null,
    dataFound: crypto?.dataFound ?? false,
    dataIntact: crypto?.dataIntact ?? null,
    signatureIntact: crypto?.signatureIntact ?? null,
  };
  const intrinsic = [...formatFindings, ...(crypto?.findings ?? []), ...identification];
  const weaknesses = checkStrength(crypto, instants.judgedAt, context);
  if (certificate === null) {
    const findings = [...intrinsic, ...weaknesses];
    return { ...base, path: [], revocation: [], missing: [], findings, chainTrusted: false, revocationClear: false };
  }
  const trust = judgeCertificate(certificate, subject, pool, context, instants, proofs);
  return { ...base, ...trust, findings: [...intrinsic, ...trust.findings, ...weaknesses] };
}

interface TrustVerdict {
  readonly path: readonly Certificate[];
  readonly revocation: readonly RevocationEvidence[];
  readonly missing: readonly MissingEvidence[];
  readonly findings: readonly Finding[];
  readonly chainTrusted: boolean;
  readonly revocationClear: boolean;
}

function judgeCertificate(
  certificate: Certificate,
  { use, embedded }: AssessedSubject,
  pool: readonly Certificate[],
  context: ValidationContext,
  instants: SigningInstants,
  proofs: ProofsOfExistence,
): TrustVerdict {
  const evidence = evidenceOf(embedded, context, proofs);
  const answers = new Map<readonly Certificate[], PathRevocation>();
  const revocationOf = (path: readonly Certificate[]): PathRevocation => {
    const revocation = answers.get(path) ?? checkPathRevocation(path, { ...evidence, pool }, context, instants);
    answers.set(path, revocation);
    return revocation;
  };
  const chain = validatePath({
    end: certificate,
    use,
    pool,
    anchors: context.anchors,
    unreadableTrustFiles: context.unreadableTrustFiles,
    validationTime: context.validationTime,
    weakness: strengthRule({ policy: context.policy, at: context.validationTime }),
    prefers: (path) => revocationOf(path).clear,
  });
  const revocation = chain.trusted ? revocationOf(chain.path) : { clear: false, findings: [], evidence: [], missing: [] };
  const findings = [...chain.findings, ...checkEndValidity(certificate, instants), ...revocation.findings];
  const present: TrustVerdict = {
    path: chain.path,
    revocation: revocation.evidence,
    missing: chain.trusted ? revocation.missing : missingIssuer(chain.path, context),
    findings,
    chainTrusted: chain.trusted && chain.findings.length === 0,
    revocationClear: revocation.clear,
  };
  if (findings.length === 0 || instants.existedAt === null || !findings.every(isAboutTime)) return present;
  const past = validateInThePast({ certificate, use, pool, ...evidence }, context, instants.existedAt);
  return past ?? present;
}

function evidenceOf(embedded: EmbeddedEvidence, context: ValidationContext, proofs: ProofsOfExistence) {
  return {
    crls: [...proofs.prove(embedded.crls), ...context.crls],
    ocspResponses: [...proofs.prove(embedded.ocspResponses), ...context.ocspResponses],
  };
}

/** Sub-indications after which EN 319 102-1 clause 5.6.3.4 (step 4) goes on to the past. */
const ABOUT_TIME: ReadonlySet<string | null> = new Set([
  'REVOKED_NO_POE',
  'REVOKED_CA_NO_POE',
  'OUT_OF_BOUNDS_NO_POE',
  'OUT_OF_BOUNDS_NOT_REVOKED',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'TRY_LATER',
]);

function isAboutTime({ indication, subIndication }: Finding): boolean {
  return indication === 'INDETERMINATE' && ABOUT_TIME.has(subIndication);
}

/** Validity period of the signing certificate (EN 319 102-1 clauses 5.2.6.4 and 5.5.4). */
function checkEndValidity(end: Certificate, { judgedAt, existedAt, madeAfter }: SigningInstants): Finding[] {
  const certificate = shortName(end);
  const until = { certificate, notAfter: new Date(end.notAfter).toISOString() };
  const since = { certificate, notBefore: new Date(end.notBefore).toISOString() };
  // What was made after the period provably has no place in it, whenever it is looked at.
  if (madeAfter !== null && madeAfter > end.notAfter) return [failed('EXPIRED', 'verdict.expired', until)];
  if (judgedAt > end.notAfter) return [indeterminate('OUT_OF_BOUNDS_NO_POE', 'verdict.outOfBoundsNoPoe', until)];
  if (judgedAt >= end.notBefore) return [];
  return existedAt !== null && existedAt < end.notBefore
    ? [failed('NOT_YET_VALID', 'verdict.notYetValid', since)]
    : [indeterminate('OUT_OF_BOUNDS_NO_POE', 'verdict.notYetValid', since)];
}

/** Strength of the signature's own algorithms at the instant at which it is judged (clause 5.2.8.4.2). */
function checkStrength(crypto: CryptographicResult | null, at: number, { policy }: ValidationContext): Finding[] {
  const weak = (crypto?.strengths ?? []).flatMap(
    ({ digest, method, keyBits }) => weaknessOf(digest, method, keyBits, { policy, at }) ?? [],
  );
  return [...new Set(weak)].map((algorithm) =>
    indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'verdict.weakAlgorithm', { algorithm }),
  );
}

import { equalBytes, isComputable } from '../algorithms/digests.ts';
import { withOid } from '../algorithms/verify.ts';
import { attempt } from '../asn1/attempt.ts';
import { shortName, summaryOf } from '../certificates/summary.ts';
import { readTimestampToken } from '../formats/cms/timestamp-token.ts';
import { assess } from './assess.ts';
import { embeddedEvidence } from './cms/embedded-evidence.ts';
import { CMS_FORMATS, cmsSubject } from './cms/subject.ts';
import { CMS } from '../formats/cms/oids.ts';
import { weaknessOf } from './cryptographic-policy.ts';
import { conclude, failed, indeterminate } from './findings.ts';
import { SignedContent } from './signed-content.ts';
import type { TimestampToken, TstInfo } from '../formats/cms/timestamp-token.ts';
import type { Assessment } from './assess.ts';
import type { ValidationContext } from './context.ts';
import type { Finding } from './findings.ts';
import type { ProofsOfExistence } from './proofs-of-existence.ts';
import type { EmbeddedEvidence, TimestampSubject } from './subject.ts';
import type { MissingEvidence, TimestampEvidence } from '#shared/domain/signature-evidence.ts';

export interface TimestampResult {
  /** Null where the value is no time-stamp token at all. */
  readonly evidence: TimestampEvidence | null;
  /** Milliseconds since 1970 UTC; null where the token cannot be read. */
  readonly time: number | null;
  /** Every check of the token passed: its time is proved. */
  readonly passed: boolean;
  /** What would help a token that did not pass. */
  readonly missing: readonly MissingEvidence[];
  /** Token over these bytes with a correct signature value, whatever is known of the authority. */
  readonly intact: boolean;
}

/**
 * Time-stamp validation building block (EN 319 102-1 clause 5.4), with past validation where a later timestamp
 * proves that the token is old enough.
 *
 * @param parent evidence that came with the signature: tokens lean on it as well.
 * @param existedAt proved existence of the token itself, milliseconds.
 */
export function validateTimestamp(
  subject: TimestampSubject,
  parent: EmbeddedEvidence,
  context: ValidationContext,
  existedAt: number | null,
  proofs: ProofsOfExistence,
): TimestampResult {
  const token = attempt(() => readTimestampToken(subject.token));
  if (token === null) return { evidence: null, time: null, passed: false, intact: false, missing: [] };
  const { tst } = token;
  const assessment = assess(tokenSubject(token, parent, existedAt, proofs), context, { existedAt, madeAfter: null }, proofs);
  const imprint = checkImprint(tst, subject, existedAt, context, proofs);
  const findings = [...imprint.findings, ...assessment.findings, ...checkToken(tst, assessment, context)];
  const { certificate, algorithm } = assessment;
  const conclusion = conclude(findings, assessment);
  return {
    evidence: {
      kind: subject.kind,
      time: new Date(tst.genTime).toISOString(),
      issuer: certificate === null ? null : shortName(certificate),
      certificate: certificate === null ? null : summaryOf(certificate),
      algorithm: algorithm?.name ?? '',
      imprintIntact: imprint.intact,
      signatureIntact: assessment.signatureIntact,
      ...conclusion,
      chain: assessment.path.map(summaryOf),
      revocation: assessment.revocation,
    },
    time: tst.genTime,
    passed: conclusion.indication === 'TOTAL-PASSED',
    missing: conclusion.indication === 'INDETERMINATE' ? assessment.missing : [],
    intact: imprint.intact === true && assessment.dataIntact === true && assessment.signatureIntact === true,
  };
}

/** What came inside the token is as old as the token is proved to be. */
function tokenSubject(
  { signedData, signer, content }: TimestampToken,
  parent: EmbeddedEvidence,
  existedAt: number | null,
  proofs: ProofsOfExistence,
) {
  const own = embeddedEvidence(signedData);
  if (existedAt !== null) for (const { value } of own.placed) proofs.add(value, existedAt);
  const evidence = {
    placed: own.placed,
    certificates: [...own.certificates, ...parent.certificates],
    crls: [...own.crls, ...parent.crls],
    ocspResponses: [...own.ocspResponses, ...parent.ocspResponses],
  };
  const found = { kind: 'found', content: SignedContent.ofBytes(content) } as const;
  const scope = { contentType: CMS.tstInfo, content: found, evidence, signedData, use: 'timestamp', formats: CMS_FORMATS } as const;
  return cmsSubject(signer, scope, '');
}

interface ImprintCheck {
  readonly intact: boolean | null;
  readonly findings: readonly Finding[];
}

function checkImprint(
  { digest, imprint }: TstInfo,
  subject: TimestampSubject,
  existedAt: number | null,
  { policy, now }: ValidationContext,
  proofs: ProofsOfExistence,
): ImprintCheck {
  if (!isComputable(digest)) {
    const algorithm = withOid(digest.name, digest.oid);
    return { intact: null, findings: [indeterminate(null, 'verdict.unsupportedAlgorithm', { algorithm })] };
  }
  const admitted = subject.imprints(digest);
  if (admitted === null) {
    return { intact: null, findings: [indeterminate('SIGNED_DATA_NOT_FOUND', 'verdict.timestampInvalid', { detail: 'messageImprint' })] };
  }
  if (!admitted.some((candidate) => equalBytes(candidate, imprint))) {
    return { intact: false, findings: [failed('HASH_FAILURE', 'verdict.hashMismatch')] };
  }
  const { names = [], namesSince } = subject;
  const namedAt = namesSince === undefined ? existedAt : proofs.of(namesSince);
  const judged = [{ digest, at: existedAt ?? now }, ...names.map((name) => ({ digest: name, at: namedAt ?? now }))];
  const [weak] = judged.flatMap(({ digest: used, at }) => weaknessOf(used, null, null, { policy, at }) ?? []);
  const findings = weak === undefined ? [] : [indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'verdict.weakAlgorithm', { algorithm: weak })];
  return { intact: true, findings };
}

/** RFC 3161 clauses 2.3 and 2.4.2: the token names its certificate, and was made within the certificate's life. */
function checkToken({ genTime }: TstInfo, { certificate, hasReference }: Assessment, { now }: ValidationContext): Finding[] {
  const refuse = (detail: string): Finding =>
    indeterminate('SIG_CONSTRAINTS_FAILURE', 'verdict.timestampInvalid', { detail });
  return [
    // A token from the future was not made by a clock that anybody should trust.
    ...(genTime > now ? [refuse('genTime')] : []),
    ...(hasReference ? [] : [refuse('signingCertificate')]),
    ...(certificate !== null && (genTime < certificate.notBefore || genTime > certificate.notAfter)
      ? [refuse('genTime')]
      : []),
  ];
}

import { shortName } from '../certificates/summary.ts';
import { checkRevocation } from '../revocation/status.ts';
import { strengthRule } from './cryptographic-policy.ts';
import { failed, indeterminate } from './findings.ts';
import { missingRevocation } from './missing-evidence.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Crl } from '../revocation/crl.ts';
import type { BasicOcspResponse } from '../revocation/ocsp.ts';
import type { RevocationVerdict, Sourced } from '../revocation/revocation-question.ts';
import type { ValidationContext } from './context.ts';
import type { Finding } from './findings.ts';
import type { MissingEvidence, RevocationEvidence } from '#shared/domain/signature-evidence.ts';

/** Instants that decide over the signing certificate, milliseconds since 1970 UTC. */
export interface SigningInstants {
  readonly existedAt: number | null;
  readonly madeAfter: number | null;
  /** Proved existence where it is earlier than the validation time. */
  readonly judgedAt: number;
}

export function signingInstants(
  times: Pick<SigningInstants, 'existedAt' | 'madeAfter'>,
  { validationTime }: ValidationContext,
): SigningInstants {
  const judgedAt = times.existedAt === null ? validationTime : Math.min(times.existedAt, validationTime);
  return { ...times, judgedAt };
}

/** Lists, answers and further certificates for one path. */
export interface RevocationMaterial {
  readonly crls: readonly Sourced<Crl>[];
  readonly ocspResponses: readonly Sourced<BasicOcspResponse>[];
  readonly pool: readonly Certificate[];
}

export interface PathRevocation {
  readonly clear: boolean;
  readonly findings: readonly Finding[];
  readonly evidence: readonly RevocationEvidence[];
  readonly missing: readonly MissingEvidence[];
}

/**
 * Revocation of every certificate of a trusted path but its anchor (EN 319 102-1 clauses 5.2.5 and 5.2.6.4):
 * the signing certificate for the instant of signing as far as it is proved, the others for the validation time.
 */
export function checkPathRevocation(
  path: readonly Certificate[],
  material: RevocationMaterial,
  context: ValidationContext,
  instants: SigningInstants,
): PathRevocation {
  const findings: Finding[] = [];
  const evidence: RevocationEvidence[] = [];
  const missing: MissingEvidence[] = [];
  for (const [index, certificate] of path.slice(0, -1).entries()) {
    const issuer = path[index + 1];
    if (issuer === undefined) continue;
    const isEnd = index === 0;
    const verdict = checkRevocation({
      certificate,
      issuer,
      judgedAt: isEnd ? instants.judgedAt : context.validationTime,
      now: context.now,
      ...material,
      issuers: path.slice(index + 1),
      signersJudgedAt: context.validationTime,
      weakness: strengthRule({ policy: context.policy, at: context.now }),
    });
    evidence.push(...verdict.evidence);
    if (verdict.state === 'unknown' || verdict.state === 'stale') {
      missing.push(missingRevocation(certificate, issuer));
      findings.push(unansweredFinding(verdict, certificate, context));
    }
    if (verdict.state === 'revoked') findings.push(revokedFinding(verdict, certificate, isEnd ? instants : null));
  }
  return { clear: findings.length === 0, findings, evidence, missing };
}

function unansweredFinding(verdict: RevocationVerdict, certificate: Certificate, context: ValidationContext): Finding {
  const unread = context.unreadableRevocationFiles;
  const params = {
    certificate: shortName(certificate),
    ...(unread.length > 0 ? { unreadable: unread.join(', ') } : {}),
  };
  if (verdict.state === 'unknown') return indeterminate('TRY_LATER', 'verdict.revocationUnknown', params);
  const nextUpdate = latestUpdate(verdict.evidence);
  return indeterminate('TRY_LATER', 'verdict.revocationStale', { ...params, nextUpdate });
}

/** The last instant that the evidence spoke for: nextUpdate, or thisUpdate where no next one was promised. */
function latestUpdate(evidence: readonly RevocationEvidence[]): string {
  return evidence.map(({ nextUpdate, thisUpdate }) => nextUpdate ?? thisUpdate).sort().at(-1) ?? '';
}

/**
 * A signature-timestamp proves only that a signature existed by then, so one dated after the revocation does not
 * show that it was made after it. A content timestamp does: only then is the answer "revoked" for good
 * (EN 319 102-1 clause 5.5.4 steps 4 and 5).
 *
 * @param instants of the signature where the certificate is the signing one; null for one of a CA.
 */
function revokedFinding(
  { revokedAt, reason }: RevocationVerdict,
  certificate: Certificate,
  instants: SigningInstants | null,
): Finding {
  const params = {
    certificate: shortName(certificate),
    revokedAt: revokedAt === null ? '' : new Date(revokedAt).toISOString(),
    ...(reason === null ? {} : { reason }),
  };
  if (instants === null) return indeterminate('REVOKED_CA_NO_POE', 'verdict.revokedNoPoe', params);
  const { madeAfter } = instants;
  return madeAfter !== null && revokedAt !== null && madeAfter >= revokedAt
    ? failed('REVOKED', 'verdict.revoked', params)
    : indeterminate('REVOKED_NO_POE', 'verdict.revokedNoPoe', params);
}

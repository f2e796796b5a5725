import { EKU, EXT } from '../certificates/extensions.ts';
import { MAX_NESTED_STATUS_CHECKS, MAX_NESTED_STATUS_DEPTH } from '../limits.ts';
import { crlAnswers } from './crl-answers.ts';
import { ocspAnswers } from './ocsp-answers.ts';
import { isItsOwnCrlIssuer } from './crl-scope.ts';
import { ALL_REASONS, REASON, reasonName } from './reasons.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Answer, Inquiry, RefusedEvidence, RevocationQuestion, RevocationVerdict } from './revocation-question.ts';
import type { RevocationEvidence } from '#shared/domain/signature-evidence.ts';

export type { RefusedEvidence, RevocationQuestion, RevocationVerdict, Sourced } from './revocation-question.ts';

const DAY = 86_400_000;

/** What a check and the checks nested in it share. */
interface Nesting {
  /** Certificates whose status is being asked for: none of them may vouch for itself. */
  readonly inProgress: ReadonlySet<string>;
  readonly budget: { left: number };
}

/**
 * Revocation status with freshness (EN 319 102-1 clauses 5.2.5, 5.2.6.4 and 5.6.2).
 *
 * Any answer that says "revoked" counts, whatever another says, unless it was a hold that a later answer lifts.
 * "Good" counts only from answers that are fresh for the judged instant and together speak about every reason.
 */
export function checkRevocation(question: RevocationQuestion): RevocationVerdict {
  return check(question, { inProgress: new Set(), budget: { left: MAX_NESTED_STATUS_CHECKS } });
}

function check(question: RevocationQuestion, nesting: Nesting): RevocationVerdict {
  const { certificate } = question;
  const refused: RefusedEvidence[] = [];
  const inquiry = inquiryOf(question, nesting, refused);
  const answers = [...ocspAnswers(inquiry), ...crlAnswers(inquiry)];
  const base = { revokedAt: null, reason: null, exemption: null, evidence: answers.map((answer) => evidenceOf(answer, certificate)), refused };
  const fresh = answers.filter((answer) => isFresh(answer, question));
  const revoked = gravestRevocation(answers, fresh, question);
  if (revoked !== null) {
    return { ...base, state: 'revoked', revokedAt: revoked.revokedSince, reason: reasonName(revoked.reasonCode) };
  }
  // A revocation after the judged instant, or a hold taken back since, says "good" for that instant.
  const clear = (answer: Answer): boolean => answer.status === 'revoked' || speaksGood(answer, certificate);
  if (coversAllReasons(fresh.filter(clear))) return { ...base, state: 'good' };
  const exemption = exemptionOf(certificate);
  if (exemption !== null) return { ...base, state: 'good', exemption };
  // A list of today that no longer speaks about an expired certificate does not make an older one that did unsaid.
  return { ...base, state: coversAllReasons(answers.filter(clear)) ? 'stale' : 'unknown' };
}

function inquiryOf(question: RevocationQuestion, { inProgress, budget }: Nesting, refused: RefusedEvidence[]): Inquiry {
  const issuers = question.issuers ?? [question.issuer];
  const nested = new Set([...inProgress, question.certificate.sha256]);
  return {
    question,
    issuers,
    refuse: (one) => void refused.push(one),
    isPathUnrevoked(path, judgedAt) {
      return path.slice(0, -1).every((certificate, index) => {
        // Issuers of the certificate in question are judged with its own path.
        if (issuers.some(({ sha256 }) => sha256 === certificate.sha256)) return true;
        const above = path.slice(index + 1);
        const [issuer] = above;
        if (issuer === undefined) return false;
        if (certificate.sha256 === question.certificate.sha256) return isItsOwnCrlIssuer(certificate);
        if (nested.has(certificate.sha256)) return false;
        if (nested.size > MAX_NESTED_STATUS_DEPTH || budget.left <= 0) return false;
        budget.left -= 1;
        const own = { ...question, certificate, issuer, issuers: above, judgedAt };
        return check(own, { inProgress: nested, budget }).state === 'good';
      });
    },
  };
}

/** The revocation that counts at the judged instant, the earliest where several do; null where none does. */
function gravestRevocation(answers: readonly Answer[], fresh: readonly Answer[], { certificate, judgedAt }: RevocationQuestion): Answer | null {
  const counting = answers.filter(
    (answer) =>
      answer.status === 'revoked' &&
      (answer.revokedSince ?? 0) <= judgedAt &&
      !(answer.reasonCode === REASON.certificateHold && fresh.some((later) => lifts(later, answer, certificate))),
  );
  return counting.toSorted((left, right) => (left.revokedSince ?? 0) - (right.revokedSince ?? 0))[0] ?? null;
}

/** Fresh: gathered after the judged instant, still in force at it, or without an announced successor and recent. */
function isFresh({ kind, thisUpdate, nextUpdate }: Answer, { judgedAt, maxAgeWithoutNextUpdate = DAY }: RevocationQuestion): boolean {
  if (thisUpdate >= judgedAt) return true;
  if (nextUpdate !== null) return nextUpdate > judgedAt;
  return kind === 'ocsp' && judgedAt - thisUpdate <= maxAgeWithoutNextUpdate;
}

/**
 * An authority may drop a certificate from its lists once it has expired: a later "good" says nothing unless the
 * authority states that it keeps expired ones (expiredCertsOnCRL, archive cutoff).
 */
function speaksGood({ status, thisUpdate, expiredSince }: Answer, { notAfter }: Certificate): boolean {
  return status === 'good' && (thisUpdate <= notAfter || (expiredSince !== null && expiredSince <= notAfter));
}

function lifts(later: Answer, hold: Answer, certificate: Certificate): boolean {
  return later.thisUpdate > hold.thisUpdate && (later.reasons & hold.reasons) === hold.reasons && speaksGood(later, certificate);
}

function coversAllReasons(answers: readonly Answer[]): boolean {
  return answers.reduce((mask, { reasons }) => mask | reasons, 0) === ALL_REASONS;
}

/** Certificates that by their own word, signed by their issuer, need no revocation data. */
function exemptionOf({ extensions, extKeyUsage, basicConstraints }: Certificate): RevocationVerdict['exemption'] {
  if (basicConstraints.ca) return null;
  // RFC 6960 clause 4.2.2.2.1 gives the extension a meaning for responders only: not for what else such a key may sign.
  if (extensions.has(EXT.ocspNoCheck) && extKeyUsage?.every((oid) => oid === EKU.ocspSigning) === true) return 'ocsp-nocheck';
  return extensions.has(EXT.validityAssuredShortTerm) ? 'short-term' : null;
}

function evidenceOf(answer: Answer, certificate: Certificate): RevocationEvidence {
  const instant = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
  return {
    kind: answer.kind,
    certificateSerialNumber: certificate.serialNumber,
    status: answer.status,
    revokedAt: instant(answer.revokedAt),
    reason: answer.status === 'revoked' ? reasonName(answer.reasonCode) : null,
    thisUpdate: new Date(answer.thisUpdate).toISOString(),
    nextUpdate: instant(answer.nextUpdate),
    issuer: answer.signer,
    source: answer.source,
    obtainedAt: answer.obtainedAt,
  };
}

import { attempt } from '../asn1/attempt.ts';
import { EKU, EXT, KEY_USAGE } from '../certificates/extensions.ts';
import { checkIssuedBy } from '../certificates/issued-by.ts';
import { checkChainStrength, checkUnsupportedConstraints } from '../validation/x509-path.ts';
import { findRevoked, isUsableCrl } from './crl.ts';
import { isAbout, isSignedBy, responderCandidates } from './ocsp.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { Crl } from './crl.ts';
import type { BasicOcspResponse } from './ocsp.ts';
import type { RevocationEvidence } from '#shared/domain/signature-report.ts';

/** A parsed piece of evidence and where it came from. */
export interface Sourced<T> {
  readonly value: T;
  /** `embedded` or the name of the file. */
  readonly source: string;
}

export interface RevocationQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** Instant for which the certificate is judged (milliseconds): proof of existence or validation time. */
  readonly judgedAt: number;
  /** Instant of the check; evidence from later than this is not believed. */
  readonly now: number;
  readonly crls: readonly Sourced<Crl>[];
  readonly ocspResponses: readonly Sourced<BasicOcspResponse>[];
}

export interface RevocationVerdict {
  /** `stale`: there is an answer, but it was too old at the judged instant. */
  readonly state: 'good' | 'revoked' | 'stale' | 'unknown';
  readonly revokedAt: number | null;
  readonly evidence: readonly RevocationEvidence[];
}

interface Answer {
  readonly kind: 'crl' | 'ocsp';
  readonly source: string;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: number | null;
  readonly onHold: boolean;
  readonly thisUpdate: number;
  readonly nextUpdate: number | null;
}

/**
 * Revocation status with freshness (EN 319 102-1 clauses 5.2.5 and 5.2.6).
 *
 * Any answer that says "revoked" counts, whatever another says, unless it was a hold that a later answer lifts.
 * "Good" counts only from an answer that is fresh for the judged instant.
 */
export function checkRevocation(question: RevocationQuestion): RevocationVerdict {
  const { certificate, judgedAt, now } = question;
  const answers = [...ocspAnswers(question), ...crlAnswers(question)].filter((answer) => answer.thisUpdate <= now);
  const evidence = answers.map((answer) => evidenceOf(answer, certificate));
  const fresh = answers.filter((answer) => isFresh(answer, judgedAt));
  const revoked = answers.find(
    (answer) =>
      answer.status === 'revoked' &&
      (answer.revokedAt ?? 0) <= judgedAt &&
      !(answer.onHold && fresh.some((later) => lifts(later, answer, certificate))),
  );
  if (revoked !== undefined) return { state: 'revoked', revokedAt: revoked.revokedAt, evidence };
  const clear = fresh.some((answer) => answer.status === 'revoked' || speaksGood(answer, certificate));
  if (clear) return { state: 'good', revokedAt: null, evidence };
  return { state: answers.some((answer) => answer.status !== 'unknown') ? 'stale' : 'unknown', revokedAt: null, evidence };
}

/** Fresh: gathered after the judged instant, or still in force at it. */
function isFresh({ thisUpdate, nextUpdate }: Answer, judgedAt: number): boolean {
  return thisUpdate >= judgedAt || (nextUpdate !== null && nextUpdate > judgedAt);
}

/** An authority may drop a certificate from its lists once it has expired: a later "good" says nothing. */
function speaksGood(answer: Answer, certificate: Certificate): boolean {
  return answer.status === 'good' && answer.thisUpdate <= certificate.notAfter;
}

function lifts(later: Answer, hold: Answer, certificate: Certificate): boolean {
  return later.thisUpdate > hold.thisUpdate && speaksGood(later, certificate);
}

function crlAnswers({ certificate, issuer, crls }: RevocationQuestion): Answer[] {
  return crls.flatMap(({ value: crl, source }): Answer[] => {
    if (!isUsableCrl(crl, issuer)) return [];
    const found = attempt(() => ({ entry: findRevoked(crl, certificate.serialNumber) }));
    if (found === null) return [];
    const { entry } = found;
    const { thisUpdate, nextUpdate } = crl;
    const status = entry === null ? 'good' : 'revoked';
    const revokedAt = entry?.revokedAt ?? null;
    return [{ kind: 'crl', source, status, revokedAt, onHold: entry?.reasonCode === 6, thisUpdate, nextUpdate }];
  });
}

function ocspAnswers(question: RevocationQuestion): Answer[] {
  const { certificate, issuer } = question;
  return question.ocspResponses.flatMap(({ value: response, source }): Answer[] => {
    const relevant = response.responses.filter((single) => isAbout(single, certificate, issuer));
    if (relevant.length === 0 || !isAuthorised(response, question)) return [];
    const criticals = [response.extensions, ...relevant.map((single) => single.extensions)];
    if (criticals.some((extensions) => [...extensions.values()].some(({ critical }) => critical))) return [];
    return relevant.map(({ status, revokedAt, thisUpdate, nextUpdate }) => ({
      kind: 'ocsp',
      source,
      status,
      revokedAt,
      onHold: false,
      thisUpdate,
      nextUpdate,
    }));
  });
}

/** RFC 6960 clause 4.2.2.2: the issuer itself, or a delegate that this issuer certified for OCSP. */
function isAuthorised(response: BasicOcspResponse, question: RevocationQuestion): boolean {
  const { issuer, now } = question;
  if (response.producedAt > now) return false;
  return responderCandidates(response, issuer).some((responder) => {
    if (responder.sha256 === issuer.sha256) return isSignedBy(response, issuer);
    return isDelegate(responder, response, question) && isSignedBy(response, responder);
  });
}

function isDelegate(responder: Certificate, response: BasicOcspResponse, question: RevocationQuestion): boolean {
  const { issuer, now, judgedAt, crls } = question;
  if (responder.issuer.comparable !== issuer.subject.comparable) return false;
  if (checkIssuedBy(responder, issuer).status !== 'valid') return false;
  if (responder.extKeyUsage?.includes(EKU.ocspSigning) !== true) return false;
  const { keyUsage } = responder;
  if (keyUsage !== null && !keyUsage.has(KEY_USAGE.digitalSignature) && !keyUsage.has(KEY_USAGE.nonRepudiation)) {
    return false;
  }
  if (checkUnsupportedConstraints(responder).length > 0 || checkChainStrength(responder, issuer).length > 0) return false;
  // Valid then and still now: an expired responder key proves nothing about when it was used.
  const inForce = [response.producedAt, now].every((time) => responder.notBefore <= time && time <= responder.notAfter);
  if (!inForce) return false;
  // Without ocsp-nocheck the responder's own status must be shown, by a list: asking it about itself would be circular.
  if (responder.extensions.has(EXT.ocspNoCheck)) return true;
  const own = { certificate: responder, issuer, judgedAt: Math.max(judgedAt, response.producedAt), now, crls };
  return checkRevocation({ ...own, ocspResponses: [] }).state === 'good';
}

function evidenceOf(answer: Answer, certificate: Certificate): RevocationEvidence {
  const instant = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
  return {
    kind: answer.kind,
    certificateSerialNumber: certificate.serialNumber,
    status: answer.status,
    revokedAt: instant(answer.revokedAt),
    thisUpdate: new Date(answer.thisUpdate).toISOString(),
    nextUpdate: instant(answer.nextUpdate),
    source: answer.source,
  };
}

import { createHash } from 'node:crypto';

import { equalBytes } from '../algorithms/digests.ts';
import { EXT } from '../certificates/extensions.ts';
import { checkIssuedBy, namesFit } from '../certificates/issued-by.ts';
import { checkCriticalExtensions } from '../path-validation/critical-extensions.ts';
import { checkChainStrength } from '../path-validation/strength.ts';
import { checkEndUsage } from '../path-validation/usage.ts';
import { isSameAuthority, isSoundlySigned, wasInForce } from './evidence-signers.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { BasicOcspResponse } from './ocsp.ts';
import type { Inquiry, RefusedEvidence, Sourced } from './revocation-question.ts';

/**
 * Who signed a response and may speak for the issuer (RFC 6960 clause 4.2.2.2), or the cause of refusal: the
 * issuer itself, a responder that the office trusts for itself, or a delegate that this very issuer certified.
 */
export function authorisedResponder(
  { value: response, provedAt }: Sourced<BasicOcspResponse>,
  inquiry: Inquiry,
): Certificate | RefusedEvidence['cause'] {
  const { issuer, trustedResponders = [] } = inquiry.question;
  let cause: RefusedEvidence['cause'] = 'not-authorised';
  for (const responder of candidates(response, inquiry)) {
    const isIssuer = isSameAuthority(responder, issuer);
    const isTrusted = trustedResponders.some(({ sha256 }) => sha256 === responder.sha256);
    if (!isIssuer && !isTrusted && !isDelegateOf(responder, inquiry)) continue;
    if (!isSoundlySigned(response, responder.publicKey, inquiry)) {
      cause = 'signature';
      continue;
    }
    // A certificate that only repeats the issuer's name and key brings no validity of its own.
    const signer = isIssuer ? issuer : responder;
    const valid = wasInForce(signer, response.producedAt, provedAt, inquiry, isIssuer);
    if (valid && (isIssuer || isTrusted || isUnrevoked(responder, response, inquiry))) return signer;
    cause = 'signer-not-valid';
  }
  return cause;
}

/** The certificates that the responder id names: the issuer, trusted responders, and those that came along. */
function candidates({ responderId, certificates }: BasicOcspResponse, { question }: Inquiry): Certificate[] {
  const { issuer, trustedResponders = [], pool = [] } = question;
  const named = [issuer, ...trustedResponders, ...certificates, ...pool].filter((certificate) => {
    if (responderId.kind === 'name') return responderId.name.comparable === certificate.subject.comparable;
    return equalBytes(keyHashOf(certificate), responderId.hash);
  });
  return [...new Map(named.map((certificate) => [certificate.sha256, certificate])).values()].slice(0, MAX_CANDIDATES);
}

/** Certificates of one responder name that are tried for one response. */
const MAX_CANDIDATES = 20;

const keyHashes = new WeakMap<Certificate, Uint8Array>();

/** RFC 6960 clause 4.2.1 fixes SHA-1 for the key hash; it identifies, it proves nothing. */
function keyHashOf(certificate: Certificate): Uint8Array {
  const known = keyHashes.get(certificate) ?? createHash('sha1').update(certificate.publicKey.keyBytes).digest();
  keyHashes.set(certificate, known);
  return known;
}

function isDelegateOf(responder: Certificate, { question }: Inquiry): boolean {
  const { issuer } = question;
  return (
    namesFit(responder, issuer) &&
    checkIssuedBy(responder, issuer).status === 'valid' &&
    checkEndUsage(responder, 'ocsp-response').length === 0 &&
    checkCriticalExtensions(responder).length === 0 &&
    checkChainStrength(responder, issuer, question).length === 0
  );
}

/** Without ocsp-nocheck the responder's own status must be shown, by somebody else: its own word would be circular. */
function isUnrevoked(responder: Certificate, { producedAt }: BasicOcspResponse, inquiry: Inquiry): boolean {
  if (responder.extensions.has(EXT.ocspNoCheck)) return true;
  if (responder.sha256 === inquiry.question.certificate.sha256) return false;
  return inquiry.isPathUnrevoked([responder, ...inquiry.issuers], Math.max(inquiry.question.judgedAt, producedAt));
}

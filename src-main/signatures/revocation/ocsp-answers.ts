import { computeDigest, digestByOid, equalBytes } from '../algorithms/digests.ts';
import { distinguishedName } from '../certificates/names.ts';
import { hasUnknownCritical, isHashOf } from './ocsp-extensions.ts';
import { authorisedResponder } from './ocsp-responder.ts';
import { ALL_REASONS, revocationStart } from './reasons.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { SingleResponse } from './ocsp.ts';
import type { Answer, Inquiry, RefusedEvidence } from './revocation-question.ts';

/** What the OCSP responses say about the certificate; those about others are passed over. */
export function ocspAnswers(inquiry: Inquiry): Answer[] {
  const { certificate, issuer, now, ocspResponses } = inquiry.question;
  return ocspResponses.flatMap((sourced): Answer[] => {
    const { value: response, source, obtainedAt = null } = sourced;
    const relevant = response.responses.filter((single) => isAbout(single, certificate, issuer));
    if (relevant.length === 0) return [];
    const refuse = (cause: RefusedEvidence['cause']): [] => {
      inquiry.refuse({ kind: 'ocsp', source, cause });
      return [];
    };
    if (response.producedAt > now) return refuse('from-the-future');
    if ([response, ...relevant].some(({ extensions }) => hasUnknownCritical(extensions))) return refuse('critical-extension');
    if (relevant.some(({ certHash }) => certHash !== null && !isHashOf(certHash, certificate))) return refuse('certificate-hash');
    const responder = authorisedResponder(sourced, inquiry);
    if (typeof responder === 'string') return refuse(responder);
    return relevant
      .filter((single) => single.thisUpdate <= now)
      .map(({ status, revokedAt, invalidSince, reasonCode, thisUpdate, nextUpdate, archiveCutoff }) => ({
        kind: 'ocsp',
        source,
        obtainedAt,
        signer: distinguishedName(responder.subject),
        status,
        revokedAt,
        revokedSince: revokedAt === null ? null : revocationStart(revokedAt, invalidSince, thisUpdate),
        reasonCode,
        thisUpdate,
        nextUpdate,
        reasons: ALL_REASONS,
        expiredSince: archiveCutoff,
      }));
  });
}

/** Whether the answer is about that certificate of that issuer (RFC 6960 clause 4.1.1). */
function isAbout(response: SingleResponse, certificate: Certificate, issuer: Certificate): boolean {
  if (response.serialNumber !== certificate.serialNumber) return false;
  const algorithm = digestByOid(response.hashAlgorithmOid);
  const keyHash = computeDigest(algorithm, issuer.publicKey.keyBytes);
  if (keyHash === null || !equalBytes(keyHash, response.issuerKeyHash)) return false;
  // Certificate and issuer may write one name in different string types.
  return [certificate.issuer, issuer.subject].some((name) => {
    const nameHash = computeDigest(algorithm, name.raw);
    return nameHash !== null && equalBytes(nameHash, response.issuerNameHash);
  });
}

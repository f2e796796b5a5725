import { equalBytes } from '../algorithms/digests.ts';
import { KEY_USAGE } from '../certificates/extensions.ts';
import { verifyStructure } from '../certificates/signed-structure.ts';
import { isValidAt } from '../path-validation/basic-checks.ts';
import { structureWeakness } from '../path-validation/strength.ts';
import { validatePath } from '../path-validation/validate-path.ts';
import { workingKey } from '../path-validation/working-key.ts';
import type { PublicKeyInfo } from '../algorithms/public-key.ts';
import type { Certificate } from '../certificates/certificate.ts';
import type { SignedStructure } from '../certificates/signed-structure.ts';
import type { Crl } from './crl.ts';
import type { Inquiry, RefusedEvidence, RevocationQuestion, Sourced } from './revocation-question.ts';

/** Who signed a piece of evidence, with the key that verified it. */
export interface EvidenceSigner {
  readonly certificate: Certificate;
  readonly key: PublicKeyInfo;
}

/** The same name and the same key, whichever certificate says so. */
export function isSameAuthority(left: Certificate, right: Certificate): boolean {
  return left.subject.comparable === right.subject.comparable && equalBytes(left.publicKey.raw, right.publicKey.raw);
}

/**
 * The signer of a list who may speak for the certificate's issuer, or the cause of refusal
 * (RFC 5280 clause 6.3.3 (f) and (g)): the issuer or a CA above it, whose path the caller has validated, or
 * another certificate of that name with cRLSign whose own path leads to the same anchor and is unrevoked.
 */
export function crlSigner({ value: crl, provedAt }: Sourced<Crl>, inquiry: Inquiry): EvidenceSigner | RefusedEvidence['cause'] {
  const { question, issuers } = inquiry;
  const named = [...issuers, ...(question.pool ?? [])].filter(({ subject }) => subject.comparable === crl.issuer.comparable);
  let cause: RefusedEvidence['cause'] = 'not-authorised';
  const tried = new Set<string>();
  for (const candidate of named) {
    if (tried.has(candidate.sha256) || tried.size >= MAX_CANDIDATES) continue;
    tried.add(candidate.sha256);
    if (candidate.keyUsage !== null && !candidate.keyUsage.has(KEY_USAGE.cRLSign)) continue;
    const above = issuersAbove(candidate, issuers);
    const key = workingKey([candidate, ...(above ?? issuers)]);
    if (key === null || verifyStructure(crl, key).status !== 'valid') {
      if (cause === 'not-authorised') cause = 'signature';
      continue;
    }
    if (structureWeakness(crl, key, question) !== null) return 'weak-algorithm';
    if (above !== null) {
      if (wasInForce(candidate, crl.thisUpdate, provedAt, inquiry, true)) return { certificate: candidate, key };
      cause = 'signer-not-valid';
      continue;
    }
    if (isTrustedSigner(candidate, 'crl-signature', crl.thisUpdate, provedAt, inquiry)) return { certificate: candidate, key };
    cause = 'signer-not-valid';
  }
  return cause;
}

/** Certificates of one name that are tried as signers of one list. */
const MAX_CANDIDATES = 20;

/**
 * Issuers above a CA of the validated path; null where the candidate is not of that path. Another certificate
 * for the same name and key is not: anybody can write one, with any validity period.
 */
function issuersAbove(candidate: Certificate, issuers: readonly Certificate[]): readonly Certificate[] | null {
  const index = issuers.findIndex((issuer) => issuer.sha256 === candidate.sha256);
  return index < 0 ? null : issuers.slice(index + 1);
}

/**
 * Whether the signer was valid when the evidence was made and is still, or the evidence is proved to have
 * existed while it was: an expired key proves nothing about when it was used (EN 319 102-1 clause 5.6.2.2).
 *
 * @param isIssuer a CA may have renewed its certificate for the same key since it signed.
 */
export function wasInForce(
  signer: Certificate,
  madeAt: number,
  provedAt: number | null | undefined,
  { question }: Inquiry,
  isIssuer = false,
): boolean {
  const began = isIssuer || signer.notBefore <= madeAt;
  return began && madeAt <= signer.notAfter && isValidAt(signer, shownAt(madeAt, provedAt, question));
}

/** Instant at which the evidence is shown to have existed: the proved one, else that of validation. */
function shownAt(madeAt: number, provedAt: number | null | undefined, { now, signersJudgedAt = now }: RevocationQuestion): number {
  // Nothing can be proved to have existed before it was made; such a proof is of something else.
  const isProof = provedAt !== null && provedAt !== undefined && provedAt >= madeAt;
  return isProof ? Math.min(provedAt, signersJudgedAt) : signersJudgedAt;
}

/** Whether a separate signer's path leads to the anchor of the certificate in question and stands unrevoked. */
export function isTrustedSigner(
  signer: Certificate,
  use: 'crl-signature' | 'ocsp-response',
  madeAt: number,
  provedAt: number | null | undefined,
  inquiry: Inquiry,
): boolean {
  const { question, issuers } = inquiry;
  const { issuer, pool = [], weakness, admitsDsa = false } = question;
  if (!wasInForce(signer, madeAt, provedAt, inquiry)) return false;
  const anchor = issuers.at(-1) ?? issuer;
  const verdict = validatePath({
    end: signer,
    use,
    pool: [...issuers, ...pool],
    anchors: [anchor],
    unreadableTrustFiles: [],
    validationTime: shownAt(madeAt, provedAt, question),
    ...(weakness === undefined ? {} : { weakness }),
    admitsDsa,
    prefers: (path) => inquiry.isPathUnrevoked(path, Math.max(question.judgedAt, madeAt)),
  });
  if (!verdict.trusted || verdict.findings.length > 0) return false;
  return inquiry.isPathUnrevoked(verdict.path, Math.max(question.judgedAt, madeAt));
}

/** Whether the key signed the structure with strong algorithms. */
export function isSoundlySigned(structure: SignedStructure, key: PublicKeyInfo, { question }: Inquiry): boolean {
  return verifyStructure(structure, key).status === 'valid' && structureWeakness(structure, key, question) === null;
}

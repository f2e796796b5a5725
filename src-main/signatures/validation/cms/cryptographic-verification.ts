import { digestByOid, isComputable } from '../../algorithms/digests.ts';
import { resolveSignatureAlgorithm, verifySignatureValue, withOid } from '../../algorithms/verify.ts';
import { attempt } from '../../asn1/attempt.ts';
import { Fields } from '../../asn1/fields.ts';
import { childrenOf, isUniversal, readSingle, TAG } from '../../asn1/tlv.ts';
import { oidOf } from '../../asn1/values.ts';
import { ATTRIBUTE, CMS } from '../../formats/cms/oids.ts';
import { singleValue } from '../../formats/cms/signer-info.ts';
import { contentFits } from './detached-content.ts';
import { failed, indeterminate, unsupportedAlgorithm } from '../findings.ts';
import type { ResolvedAlgorithm } from '../../algorithms/verify.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import type { SignerInfo } from '../../formats/cms/signer-info.ts';
import type { SignedContent } from '../signed-content.ts';
import type { DetachedContent } from './detached-content.ts';
import type { Finding } from '../findings.ts';
import type { CryptographicResult, StrengthFact } from '../subject.ts';

/**
 * Format checking of one SignerInfo (EN 319 102-1 clause 5.2.2; RFC 5652 clauses 5.3 and 11): the attributes
 * that bind the signature to its content must be there once, with one value, and fit.
 *
 * @param contentType of the signed content; null for a counter-signature, which has none (RFC 5652 clause 11.4).
 */
export function checkFormat(signer: SignerInfo, contentType: string | null): Finding[] {
  const malformed = (detail: string): Finding[] => [failed('FORMAT_FAILURE', 'verdict.formatFailure', { detail })];
  if (signer.signedAttributes === null) {
    return contentType === null || contentType === CMS.data ? [] : malformed('signedAttrs');
  }
  const type = singleValue(signer.signedAttributes, ATTRIBUTE.contentType);
  if (contentType !== null && (typeof type === 'string' || !isUniversal(type, TAG.oid) || oidOf(type) !== contentType)) {
    return malformed('contentType');
  }
  const digest = singleValue(signer.signedAttributes, ATTRIBUTE.messageDigest);
  if (typeof digest === 'string' || !isUniversal(digest, TAG.octetString)) return malformed('messageDigest');
  for (const oid of [ATTRIBUTE.signingTime, ATTRIBUTE.algorithmProtection]) {
    if (singleValue(signer.signedAttributes, oid) === 'ambiguous') return malformed(oid);
  }
  return checkAlgorithmProtection(signer) ? [] : malformed('CMSAlgorithmProtection');
}

/** RFC 6211: where the signer protected the algorithm identifiers, they must be the ones in use. */
function checkAlgorithmProtection(signer: SignerInfo): boolean {
  const value = singleValue(signer.signedAttributes ?? [], ATTRIBUTE.algorithmProtection);
  if (typeof value === 'string') return true;
  const fields = Fields.ofSequence(value, 'CMSAlgorithmProtection');
  const digest = oidOf(Fields.ofSequence(fields.any(), 'digestAlgorithm').any());
  const signature = fields.optionalContext(1);
  if (signature === null) return false;
  const [signatureOid] = childrenOf(signature);
  return (
    digest === signer.digestAlgorithm.oid &&
    signatureOid !== undefined &&
    oidOf(signatureOid) === signer.signatureAlgorithm.oid
  );
}

export function algorithmOf(signer: SignerInfo): ResolvedAlgorithm {
  return resolveSignatureAlgorithm(signer.signatureAlgorithm, digestByOid(signer.digestAlgorithm.oid));
}

/** Cryptographic verification (EN 319 102-1 clause 5.2.7): the content's hash, then the signature value. */
export function verifyCryptographically(
  signer: SignerInfo,
  certificate: Certificate | null,
  resolved: DetachedContent,
): CryptographicResult {
  const algorithm = algorithmOf(signer);
  const findings: Finding[] = [];
  const strengths: StrengthFact[] = [{ digest: digestByOid(signer.digestAlgorithm.oid), method: null, keyBits: null }];
  const content = resolved.kind === 'found' ? resolved.content : null;
  let dataIntact: boolean | null = null;
  let signatureIntact: boolean | null = null;
  let ambiguous = false;

  if (resolved.kind === 'not-found') findings.push(indeterminate('SIGNED_DATA_NOT_FOUND', 'verdict.dataNotFound'));
  const digest = digestByOid(signer.digestAlgorithm.oid);
  if (signer.signedAttributes !== null) {
    // Candidates that fit no signer speak against this one only where its own hash could be computed.
    const computable = isComputable(digest);
    dataIntact = content !== null ? contentFits(signer, content) : resolved.kind === 'none-fits' && computable ? false : null;
    if (dataIntact === false) findings.push(failed('HASH_FAILURE', 'verdict.hashMismatch'));
  } else if (content !== null && resemblesSignedAttributes(content)) {
    // A signature over signed attributes, stripped of them, would verify over their encoding as "content".
    ambiguous = true;
    findings.push(indeterminate('SIG_CONSTRAINTS_FAILURE', 'verdict.formatFailure', { detail: 'signedAttrs' }));
  }

  const message = signer.signedAttributesDer ?? content?.bytes() ?? null;
  if (message === null && content !== null) findings.push(indeterminate(null, 'verdict.tooLarge', { limit: 'signedAttrs' }));
  if (certificate !== null && message !== null && resolved.kind !== 'not-found') {
    const check = verifySignatureValue(algorithm, certificate.publicKey, message, signer.signatureValue);
    if (check.status === 'unsupported') {
      findings.push(unsupportedAlgorithm(check.algorithm));
    } else {
      signatureIntact = check.status === 'valid';
      if (!signatureIntact) findings.push(failed('SIG_CRYPTO_FAILURE', 'verdict.signatureMismatch'));
      strengths.push({ digest: algorithm.digest, method: algorithm.method, keyBits: check.keyBits });
    }
  } else if (algorithm.method === null) {
    findings.push(unsupportedAlgorithm(withOid(algorithm.name, algorithm.oid)));
  } else if (resolved.kind === 'none-fits' && signer.signedAttributes === null) {
    // Without signed attributes, none of several documents fits where the signature verifies over none.
    findings.push(failed('SIG_CRYPTO_FAILURE', 'verdict.signatureMismatch'));
  }
  if (signer.signedAttributes === null && signatureIntact === true && !ambiguous) dataIntact = true;
  const named = findings.some(({ reason }) => reason.key === 'verdict.unsupportedAlgorithm');
  if (!isComputable(digest) && !named) findings.push(unsupportedAlgorithm(withOid(digest.name, digest.oid)));
  // What cannot be computed explains the other gaps, so it is said first.
  const order = ({ reason }: Finding): number => (reason.key === 'verdict.unsupportedAlgorithm' ? 0 : 1);
  findings.sort((left, right) => order(left) - order(right));
  const dataFound = content !== null || resolved.kind === 'none-fits';
  return { algorithm, dataFound, dataIntact, signatureIntact, findings, strengths };
}

/** Whether bytes read as DER of a SET with a message-digest attribute. */
function resemblesSignedAttributes(content: SignedContent): boolean {
  const bytes = content.pieces?.length === 1 ? content.pieces[0] : undefined;
  if (bytes === undefined || bytes[0] !== 0x31 || bytes.length > 0x100000) return false;
  const resembles = attempt(() =>
    childrenOf(readSingle(bytes)).some((item) => {
      const type = Fields.ofSequence(item, 'Attribute').any();
      return isUniversal(type, TAG.oid) && oidOf(type) === ATTRIBUTE.messageDigest;
    }),
  );
  return resembles === true;
}

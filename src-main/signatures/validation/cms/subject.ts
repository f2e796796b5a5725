import { attempt } from '../../asn1/attempt.ts';
import { Fields } from '../../asn1/fields.ts';
import { isUniversal, TAG } from '../../asn1/tlv.ts';
import { oidOf, timeOf } from '../../asn1/values.ts';
import { ATTRIBUTE } from '../../formats/cms/oids.ts';
import { attributeValues, parseSignerInfo, singleValue } from '../../formats/cms/signer-info.ts';
import { MAX_COUNTER_SIGNATURE_DEPTH, MAX_COUNTER_SIGNATURES } from '../../limits.ts';
import { failed, indeterminate } from '../findings.ts';
import { SignedContent } from '../signed-content.ts';
import { checkFormat, verifyCryptographically } from './cryptographic-verification.ts';
import { identifySigningCertificate } from './signing-certificate.ts';
import { cmsTimestamps, hasSingle, uncheckedTimestamps } from './timestamps.ts';
import type { CertificateUse } from '../../path-validation/path-question.ts';
import type { SignedData } from '../../formats/cms/signed-data.ts';
import type { SignerInfo } from '../../formats/cms/signer-info.ts';
import type { Finding } from '../findings.ts';
import type { LevelFacts, SignatureSubject } from '../subject.ts';
import type { DetachedContent } from './detached-content.ts';
import type { CmsEvidence } from './embedded-evidence.ts';
import type { SignatureFormat } from '#shared/domain/signature-report.ts';

/** What one SignerInfo stands in: its content and the material that came with it. */
export interface SignerScope {
  /** Null for a counter-signature, whose content is a signature value. */
  readonly contentType: string | null;
  readonly content: DetachedContent;
  readonly evidence: CmsEvidence;
  readonly signedData: SignedData | null;
  readonly use: CertificateUse;
  readonly formats: { readonly ades: SignatureFormat; readonly plain: SignatureFormat };
  /** Counter-signatures that may still be read; every level of one signature spends from it. */
  readonly counters?: { left: number };
}

export const CMS_FORMATS = { ades: 'CAdES', plain: 'CMS' } as const;

/** @param id place of the signature in its file, e.g. "2" or "1.1". */
export function cmsSubject(signer: SignerInfo, scope: SignerScope, id: string, depth = 0): SignatureSubject {
  const { content, evidence, signedData } = scope;
  const found = content.kind === 'found' ? content.content : null;
  const unchecked = uncheckedTimestamps(signer);
  const budget = scope.counters ?? { left: MAX_COUNTER_SIGNATURES };
  const counters = counterSigners(signer, depth, budget);
  return {
    id,
    kind: depth === 0 ? 'signature' : 'counter-signature',
    formats: scope.formats,
    use: scope.use,
    embedded: evidence,
    formatFindings: attempt(() => checkFormat(signer, scope.contentType)) ?? malformed('signedAttrs'),
    coverageFindings:
      unchecked + counters.unread === 0
        ? []
        : [indeterminate(null, 'verdict.tooLarge', { limit: `${unchecked + counters.unread}` })],
    identify: (candidates) => identifySigningCertificate(signer, candidates),
    verify: (certificate) => verifyCryptographically(signer, certificate, content),
    timestamps: cmsTimestamps(signer, { signedData, content: found, evidence }),
    claimedSigningTime: claimedSigningTime(signer),
    signaturePolicy: signaturePolicy(signer),
    isWholeDocument: false,
    signedObjects: [],
    changesAfter: [],
    levels: levelFacts(signer, scope),
    counterSignatures: counters.signers.map((counter, index) =>
      cmsSubject(counter, counterScope(signer, { ...scope, counters: budget }), `${id}.${index + 1}`, depth + 1),
    ),
  };
}

function malformed(detail: string): Finding[] {
  return [failed('FORMAT_FAILURE', 'verdict.formatFailure', { detail })];
}

/** Counter-signatures (RFC 5652 clause 11.4) that can be read; the others, those nested too deep and too many are counted. */
function counterSigners(signer: SignerInfo, depth: number, budget: { left: number }): { signers: SignerInfo[]; unread: number } {
  const values = attributeValues(signer.unsignedAttributes, ATTRIBUTE.counterSignature);
  if (depth >= MAX_COUNTER_SIGNATURE_DEPTH) return { signers: [], unread: values.length };
  const signers = values.slice(0, budget.left).flatMap((value) => attempt(() => parseSignerInfo(value)) ?? []);
  budget.left -= Math.min(values.length, budget.left);
  return { signers, unread: values.length - signers.length };
}

function counterScope(signer: SignerInfo, scope: SignerScope): SignerScope {
  const content = SignedContent.ofBytes(signer.signatureValue);
  return { ...scope, contentType: null, signedData: null, content: { kind: 'found', content } };
}

/** The signing time that the signer states (RFC 5652 clause 11.3), milliseconds; null where none can be read. */
function claimedSigningTime(signer: SignerInfo): number | null {
  const value = singleValue(signer.signedAttributes ?? [], ATTRIBUTE.signingTime);
  return typeof value === 'string' ? null : attempt(() => timeOf(value));
}

/** OID of signature-policy-identifier (EN 319 122-1 clause 5.2.9.1); null where none, or the implied one. */
function signaturePolicy(signer: SignerInfo): string | null {
  const value = singleValue(signer.signedAttributes ?? [], ATTRIBUTE.signaturePolicy);
  if (typeof value === 'string' || !isUniversal(value, TAG.sequence)) return null;
  return attempt(() => oidOf(Fields.ofSequence(value, 'SignaturePolicyId').any()));
}

/** An evidence record on one signer is over the whole CMS (RFC 5276). */
function hasEvidenceRecord({ unsignedAttributes }: SignerInfo): boolean {
  const records: readonly string[] = [ATTRIBUTE.evidenceRecord, ATTRIBUTE.externalEvidenceRecord];
  return unsignedAttributes.some(({ oid }) => records.includes(oid));
}

function levelFacts(signer: SignerInfo, { contentType, evidence, signedData }: SignerScope): LevelFacts {
  const has = (oid: string): boolean => signer.unsignedAttributes.some((attribute) => attribute.oid === oid);
  const { signedAttributes } = signer;
  return {
    hasSigningTime: hasSingle(signedAttributes, ATTRIBUTE.signingTime),
    hasSignaturePolicy: hasSingle(signedAttributes, ATTRIBUTE.signaturePolicy),
    propertiesConform: true,
    conformsToBaseline:
      hasSingle(signedAttributes, ATTRIBUTE.messageDigest) &&
      (contentType === null || hasSingle(signedAttributes, ATTRIBUTE.contentType)) &&
      (signedData === null || signedData.certificates !== null),
    hasCertificateReferences: has(ATTRIBUTE.certificateReferences),
    hasRevocationReferences: has(ATTRIBUTE.revocationReferences),
    hasCertificateValues: has(ATTRIBUTE.certificateValues) || evidence.certificates.length > 1,
    hasRevocationValues: evidence.crls.length + evidence.ocspResponses.length > 0,
    isIso32000: false,
    hasEvidenceRecord: (signedData?.signerInfos ?? [signer]).some(hasEvidenceRecord),
  };
}

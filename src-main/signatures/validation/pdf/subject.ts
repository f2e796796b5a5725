import { digestByName, digestByOid, equalBytes } from '../../algorithms/digests.ts';
import { ATTRIBUTE } from '../../formats/cms/oids.ts';
import { embeddedEvidence } from '../cms/embedded-evidence.ts';
import { messageDigestOf } from '../cms/detached-content.ts';
import { hasSingle } from '../cms/timestamps.ts';
import { cmsSubject } from '../cms/subject.ts';
import { joinEvidence, objectsOf } from '../evidence-bag.ts';
import { failed, indeterminate, informing } from '../findings.ts';
import { SignedContent } from '../signed-content.ts';
import { documentTimestamp } from './document-timestamp.ts';
import type { SignedData } from '../../formats/cms/signed-data.ts';
import type { SignerInfo } from '../../formats/cms/signer-info.ts';
import type { PdfChange, PdfSignature, PdfSignatureProblemKind } from '../../formats/pdf/index.ts';
import type { Finding } from '../findings.ts';
import type { CryptographicResult, SignatureSubject } from '../subject.ts';
import type { SecurityStore } from './security-store.ts';
import type { DocumentChange } from '#shared/domain/signature-evidence.ts';

export interface PdfSigner {
  readonly signature: PdfSignature;
  readonly signedData: SignedData;
  readonly signer: SignerInfo;
  /** Document timestamps of the file. */
  readonly stamps: readonly PdfSignature[];
  readonly store: SecurityStore;
}

const PADES = { ades: 'PAdES', plain: 'PDF' } as const;
const ISO_32000 = { ades: 'PDF', plain: 'PDF' } as const;
const SHA1_OF_DOCUMENT = 'adbe.pkcs7.sha1';

/** One signer of a signature in a PDF. */
export function pdfSubject(pdf: PdfSigner, id: string): SignatureSubject {
  const { signature, signedData, signer, stamps, store } = pdf;
  const evidence = embeddedEvidence(signedData);
  const document = SignedContent.ofPieces(signature.covered.chunks);
  const inner = signedData.content === null ? null : SignedContent.ofBytes(signedData.content);
  const isEtsi = signature.subFilter === 'ETSI.CAdES.detached' && inner === null;
  const subject = cmsSubject(
    signer,
    {
      contentType: signedData.contentType,
      content: { kind: 'found', content: inner ?? document },
      evidence,
      signedData,
      use: 'document-signature',
      formats: isEtsi ? PADES : ISO_32000,
    },
    id,
  );
  const own = subject.timestamps;
  const after = stamps.filter((stamp) => stamp.revision.endOffset > signature.revision.endOffset);
  const later = after.map((stamp) => withSignatureEvidence(documentTimestamp(stamp, after, own, store), evidence));
  return {
    ...subject,
    embedded: joinEvidence(evidence, store.evidence),
    coverageFindings: [...subject.coverageFindings, ...problemFindings(signature), ...changeFindings(signature.changesAfter)],
    verify: (certificate) => withDocument(subject.verify(certificate), pdf, document, inner),
    timestamps: [...own, ...later],
    claimedSigningTime: claimedTime(signature) ?? subject.claimedSigningTime,
    changesAfter: signature.changesAfter.map(changeOf),
    levels: {
      ...subject.levels,
      isIso32000: signature.subFilter === 'adbe.pkcs7.detached' && inner === null,
      hasSigningTime: signature.dictionary.signingTime !== null,
      conformsToBaseline:
        subject.levels.conformsToBaseline && isEtsi && !hasSingle(signer.signedAttributes, ATTRIBUTE.signingTime),
      hasCertificateValues: store.evidence.certificates.length > 0,
      hasRevocationValues: store.evidence.crls.length + store.evidence.ocspResponses.length > 0,
    },
  };
}

/** A document timestamp after the signature covers it with all that came inside it. */
function withSignatureEvidence(
  stamp: ReturnType<typeof documentTimestamp>,
  evidence: ReturnType<typeof embeddedEvidence>,
): ReturnType<typeof documentTimestamp> {
  const { covers } = stamp;
  return { ...stamp, covers: { ...covers, signature: true, evidence: [...covers.evidence, ...objectsOf(evidence)] } };
}

function claimedTime({ dictionary }: PdfSignature): number | null {
  return dictionary.signingTime === null ? null : Date.parse(dictionary.signingTime);
}

/** Problems that concern how the form shows the signature, not which bytes it is over. */
const ABOUT_FORM: ReadonlySet<PdfSignatureProblemKind> = new Set([
  'not-in-form',
  'removed-from-form',
  'revision-unreadable',
  'dictionary-shared',
]);

function problemFindings({ problems }: PdfSignature): Finding[] {
  return problems.map(({ kind, detail }) => {
    const params = { detail: detail === '' ? kind : `${kind}: ${detail}` };
    return ABOUT_FORM.has(kind)
      ? indeterminate('SIG_CONSTRAINTS_FAILURE', 'verdict.byteRange', params)
      : failed('FORMAT_FAILURE', 'verdict.byteRange', params);
  });
}

/** Later revisions that the signature does not permit take its meaning away; those that it permits are told. */
function changeFindings(changes: readonly PdfChange[]): Finding[] {
  const kinds = (allowed: boolean): string => [...new Set(changes.filter((change) => change.allowed === allowed).map(({ kind }) => kind))].join(', ');
  const refused = kinds(false);
  const permitted = kinds(true);
  return [
    ...(refused === '' ? [] : [indeterminate('SIG_CONSTRAINTS_FAILURE', 'verdict.changedAfterSigning', { changes: refused })]),
    ...(permitted === '' ? [] : [informing('verdict.changedAfterSigningAllowed', { changes: permitted })]),
  ];
}

function changeOf({ kind, revision, allowed, reason, key, objectNumber, fieldName, page }: PdfChange): DocumentChange {
  const where = [
    page === null ? null : `page ${page}`,
    fieldName,
    key,
    objectNumber === null ? null : `object ${objectNumber}`,
  ].filter((part) => part !== null);
  return { kind, revision, allowed, detail: where.length === 0 ? reason : `${reason} (${where.join(', ')})` };
}

/** The CMS is over the document itself, or (ISO 32000-1, adbe.pkcs7.sha1) over its SHA-1; anything else is refused. */
function withDocument(
  result: CryptographicResult,
  { signature, signer }: PdfSigner,
  document: SignedContent,
  inner: SignedContent | null,
): CryptographicResult {
  const rangeIsSound = signature.problems.every(({ kind }) => ABOUT_FORM.has(kind));
  const documentIntact = rangeIsSound && result.dataIntact !== false;
  if (inner === null) return documentIntact ? result : { ...result, dataIntact: false };
  const sha1 = digestByName('SHA-1');
  if (signature.subFilter === SHA1_OF_DOCUMENT) {
    const strengths = [...result.strengths, { digest: sha1, method: null, keyBits: null }];
    const expected = document.digest(sha1);
    const fits = expected !== null && equalBytes(expected, inner.bytes() ?? new Uint8Array());
    if (fits && rangeIsSound) return { ...result, strengths };
    return { ...result, strengths, dataIntact: false, findings: [...result.findings, failed('HASH_FAILURE', 'verdict.hashMismatch')] };
  }
  // A content inside where the document should be: the signature is over that, not over the PDF.
  const stated = messageDigestOf(signer);
  const actual = document.digest(digestByOid(signer.digestAlgorithm.oid));
  const overDocument = stated !== null && actual !== null && equalBytes(stated, actual);
  return {
    ...result,
    dataIntact: overDocument && rangeIsSound,
    signatureIntact: false,
    findings: [...result.findings, failed('FORMAT_FAILURE', 'verdict.formatFailure', { detail: 'eContent' })],
  };
}

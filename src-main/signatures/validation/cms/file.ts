import { digestByOid } from '../../algorithms/digests.ts';
import { verifySignatureValue } from '../../algorithms/verify.ts';
import { algorithmOf } from './cryptographic-verification.ts';
import { contentFits, resolveDetachedContent } from './detached-content.ts';
import { embeddedEvidence } from './embedded-evidence.ts';
import { identifySigningCertificate } from './signing-certificate.ts';
import { SignedContent } from '../signed-content.ts';
import { CMS_FORMATS, cmsSubject } from './subject.ts';
import type { DigestAlgorithm } from '../../algorithms/digests.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import type { SignedData } from '../../formats/cms/signed-data.ts';
import type { SignerInfo } from '../../formats/cms/signer-info.ts';
import type { FileSubject, SignatureSubject } from '../subject.ts';
import type { DetachedContent } from './detached-content.ts';

export interface CmsFile extends FileSubject {
  readonly signatures: readonly SignatureSubject[];
  readonly attached: boolean;
  /** What was signed; null where it was not found. */
  readonly content: SignedContent | null;
}

/** Hashes that the signers of a CMS ask for of its content. */
export function contentDigests({ signerInfos }: SignedData): DigestAlgorithm[] {
  return signerInfos.map((signer) => digestByOid(signer.digestAlgorithm.oid));
}

/**
 * The signatures of a SignedData.
 * @param candidates documents that a detached signature may cover.
 * @param pool further certificates among which a signer may be found.
 */
export function cmsFile(
  signedData: SignedData,
  candidates: readonly SignedContent[],
  pool: readonly Certificate[],
  firstId = 1,
): CmsFile {
  const evidence = embeddedEvidence(signedData);
  const attached = signedData.content !== null;
  const content: DetachedContent =
    signedData.content === null
      ? findContent(signedData, candidates, [...evidence.certificates, ...pool])
      : { kind: 'found', content: SignedContent.ofBytes(signedData.content) };
  const { contentType } = signedData;
  const scope = { contentType, content, evidence, signedData, use: 'document-signature', formats: CMS_FORMATS } as const;
  return {
    attached,
    content: content.kind === 'found' ? content.content : null,
    signatures: signedData.signerInfos.map((signer, index) => cmsSubject(signer, scope, String(firstId + index))),
    documentTimestamps: [],
    embedded: evidence,
    unsignedFiles: [],
  };
}

function findContent(
  { signerInfos }: SignedData,
  candidates: readonly SignedContent[],
  pool: readonly Certificate[],
): DetachedContent {
  return resolveDetachedContent(signerInfos, candidates, (signer, candidate) =>
    signer.signedAttributes === null ? signatureFits(signer, candidate, pool) : contentFits(signer, candidate),
  );
}

/** Without signed attributes only the signature itself tells which document it covers. */
function signatureFits(signer: SignerInfo, candidate: SignedContent, pool: readonly Certificate[]): boolean | null {
  const { certificate } = identifySigningCertificate(signer, pool);
  const bytes = candidate.bytes();
  if (certificate === null || bytes === null) return null;
  const check = verifySignatureValue(algorithmOf(signer), certificate.publicKey, bytes, signer.signatureValue);
  return check.status === 'unsupported' ? null : check.status === 'valid';
}

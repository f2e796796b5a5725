import { verifySignatureValue } from '../algorithms/verify.ts';
import { Asn1Error } from '../asn1/tlv.ts';
import { algorithmOf } from './cryptographic-verification.ts';
import { contentFits, resolveDetachedContent, SignedContent } from './content.ts';
import { embeddedEvidence } from './embedded-evidence.ts';
import { failed } from './findings.ts';
import { unreadSignature } from './unread-signature.ts';
import { identifySigningCertificate } from './signing-certificate.ts';
import { validateSignature } from './signature.ts';
import type { SignedData } from '../formats/cms/signed-data.ts';
import type { SignerInfo } from '../formats/cms/signer-info.ts';
import type { EvidenceFile } from '../validator.ts';
import type { SignerScope } from './assess.ts';
import type { DetachedContent } from './content.ts';
import type { ValidationContext } from './context.ts';
import type { EmbeddedEvidence } from './embedded-evidence.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';

type CmsReport = Pick<ValidationReport, 'container' | 'content' | 'signatures'>;

/** Validates every signer of a SignedData, each by itself. */
export function validateSignedData(
  signedData: SignedData,
  detachedContents: readonly EvidenceFile[],
  context: ValidationContext,
): CmsReport {
  const embedded = embeddedEvidence(signedData);
  const attached = signedData.content !== null;
  const content = contentOf(signedData, detachedContents, embedded, context);
  const scope: SignerScope = {
    ...embedded,
    contentType: signedData.contentType,
    content,
    use: 'document-signature',
  };
  const outside = !attached && content.kind === 'found' ? content.content : null;
  return {
    container: attached ? 'cms-attached' : 'cms-detached',
    content: outside === null ? null : { fileName: outside.fileName ?? '', sha256: outside.sha256() },
    signatures: signedData.signerInfos.map((signer) => validateSigner(signer, scope, context)),
  };
}

/** One signer that cannot be read must not take the others' verdicts away. */
function validateSigner(signer: SignerInfo, scope: SignerScope, context: ValidationContext): SignatureReport {
  try {
    return validateSignature(signer, scope, context);
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    return unreadSignature('CMS', failed('FORMAT_FAILURE', 'verdict.formatFailure', { detail: error.message }));
  }
}

function contentOf(
  { content, signerInfos }: SignedData,
  candidates: readonly EvidenceFile[],
  embedded: EmbeddedEvidence,
  context: ValidationContext,
): DetachedContent {
  if (content !== null) return { kind: 'found', content: new SignedContent(content, null) };
  const pool = [...embedded.certificates, ...context.pool];
  return resolveDetachedContent(signerInfos, candidates, (signer, candidate) =>
    signer.signedAttributes === null ? signatureFits(signer, candidate, pool) : contentFits(signer, candidate),
  );
}

/** Without signed attributes only the signature itself tells which document it covers. */
function signatureFits(
  signer: SignerInfo,
  candidate: SignedContent,
  pool: EmbeddedEvidence['certificates'],
): boolean | null {
  const { certificate } = identifySigningCertificate(signer, pool);
  if (certificate === null) return null;
  const { publicKey } = certificate;
  const check = verifySignatureValue(algorithmOf(signer), publicKey, candidate.bytes, signer.signatureValue);
  return check.status === 'unsupported' ? null : check.status === 'valid';
}

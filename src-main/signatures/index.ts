/**
 * The signature room: bytes in, evidence and verdict out. It knows no store, no desk and no network.
 *
 * This file is the interface that callers keep.
 */
export type {
  EvidenceFile,
  ObtainedEvidence,
  SignatureValidator,
  StreamedFile,
  ValidationInput,
  ValidationOptions,
} from './validator.ts';
export { createSignatureValidator } from './engine.ts';
export type { ValidationPolicy } from './policy/validation-policy.ts';
export { DEFAULT_POLICY } from './policy/default-policy.ts';
export { extractAttachedContent } from './formats/attached-content.ts';
export type { AttachedContent } from './formats/attached-content.ts';
export { describeEvidence } from './describe-evidence.ts';
export type { EvidenceKind } from './describe-evidence.ts';
export { parseCertificate } from './certificates/certificate.ts';
export type { Certificate } from './certificates/certificate.ts';
export { readCertificates } from './certificates/load.ts';
export { buildOcspRequest } from './revocation/ocsp-request.ts';
export { parseOcspNonce } from './revocation/ocsp.ts';
export { preservationManifest } from './preservation/manifest.ts';
export type { HashedFile } from './preservation/manifest.ts';
export { evidenceNames } from './preservation/package.ts';
export type { PreservationPackage } from './preservation/package.ts';
export { evidenceTree } from './preservation/evidence-tree.ts';
export type { EvidenceTree } from './preservation/evidence-tree.ts';
export { digestForNewEvidence } from './preservation/evidence-digest.ts';
export type { EvidenceDigest } from './preservation/evidence-digest.ts';
export { describeToken } from './preservation/describe-token.ts';
export type { TokenFacts } from './preservation/describe-token.ts';
export { verifiableUntil } from './preservation/verifiable-until.ts';
export type { Verifiability } from './preservation/verifiable-until.ts';
export { buildTimestampRequest, timestampNonce, tokenOfResponse } from './preservation/timestamp-protocol.ts';
export { revocationSources } from './revocation/revocation-sources.ts';
export { createCades, messageToSign } from './creation/cades.ts';
export type { CadesRequest, DetachedInput } from './creation/cades.ts';
export { addSigner, digestsToAdd } from './creation/add-signer.ts';
export type { AddSignerRequest, SignedInput } from './creation/add-signer.ts';
export { signingAlgorithmFor } from './creation/signing-algorithm.ts';
export type { SigningAlgorithmOptions } from './creation/signing-algorithm.ts';
export type { SigningAlgorithm, SigningKey } from './creation/signing-key.ts';
export { timestampRequestFor, withSignatureTimestamp } from './creation/signature-timestamp.ts';
export { ASIC_SIGNATURE_NAME, asicContainer, asicManifestOf, asicTimestampRequest, createAsicE, withAsicTimestamp } from './creation/asic.ts';
export type { AsicRequest } from './creation/asic.ts';
export type { AsicFile } from './creation/asic-manifest.ts';
export { createPadesContents, embedPadesContents, padesTimestampRequest, withPadesTimestamp } from './creation/pades.ts';
export type { PadesRequest } from './creation/pades.ts';
export { SignatureCreationError } from './creation/errors.ts';
export type { CreationFault } from './creation/errors.ts';
export { summaryOf } from './certificates/summary.ts';
export { describeOffer, keyOffers, keyProblemOf } from './creation/key-offer.ts';
export type { KeyOffer, KeyProblem } from './creation/key-offer.ts';
export { signingKeyOf } from './creation/opened-key.ts';
export { digestByName, streamDigest } from './algorithms/digests.ts';
export type { DigestAlgorithm } from './algorithms/digests.ts';
export { KeyContainerError, openKeyContainer } from './key-containers/container.ts';
export type { KeyContainer } from './key-containers/container.ts';
export { ZipArchive } from './formats/zip/archive.ts';
export { ZipFormatError } from './formats/zip/errors.ts';
export { LimitExceededError } from './limits.ts';
export { parseXml } from './formats/xml/reading/parse.ts';
export { XmlFormatError } from './formats/xml/errors.ts';

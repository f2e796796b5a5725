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
export { buildOcspRequest } from './revocation/ocsp-request.ts';
export { parseOcspNonce } from './revocation/ocsp.ts';
export { preservationManifest } from './preservation/manifest.ts';
export type { PreservationPackage } from './preservation/package.ts';
export { buildTimestampRequest, tokenOfResponse } from './preservation/timestamp-protocol.ts';
export { revocationSources } from './revocation/revocation-sources.ts';

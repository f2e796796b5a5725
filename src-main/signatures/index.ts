/**
 * The signature room: bytes in, evidence and verdict out. It knows no store and no desk.
 *
 * This file is the interface that callers keep; what lies behind it grows format by format.
 */
export type { SignatureValidator, ValidationInput, ValidationOptions, EvidenceFile } from './validator.ts';
export { createSignatureValidator } from './engine.ts';
export { extractAttachedContent } from './formats/attached-content.ts';
export type { AttachedContent } from './formats/attached-content.ts';
export { describeEvidence } from './describe-evidence.ts';
export type { EvidenceKind } from './describe-evidence.ts';

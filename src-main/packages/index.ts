/**
 * Packages that are handed over: bytes in, records and findings out. This room knows no store and no desk.
 *
 * This file is the interface that callers keep.
 */
export { inspectPackage, type InspectedPackage } from './inspect-package.ts';
export { makePackage, type PackageRequest, type PackageResult } from './make-package.ts';
export { packedDocuments, type PackedDocuments } from './packed-documents.ts';
export { safeName } from './paths.ts';
export { PackageRefused } from './refusal.ts';
export { FileDiffers } from './tar/tar-writer.ts';
export type { CaseRecord, DocumentRecord, PackagePart, PackagePlan, PackageRecord, PlannedCase, RecordFile } from './records/records.ts';

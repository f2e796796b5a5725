import type { EvidenceFile } from '../validator.ts';

/** Separate evidence for a file: a manifest, what proves it to be old, and the pieces that the manifest lists. */
export interface PreservationPackage {
  readonly manifest: EvidenceFile;
  /** EvidenceRecord (RFC 4998) over the manifest, or a bare time-stamp token; their ASN.1 tells them apart. */
  readonly record: EvidenceFile;
  /** Certificates, lists and answers (DER), under the names that the manifest uses. */
  readonly pieces: readonly EvidenceFile[];
}

/** Names of the files of a package (EN 319 162-1 clause A.1). @param number from 1 on: one for each renewal. */
export function evidenceNames(number: number): { readonly manifest: string; readonly record: string } {
  const mark = String(number).padStart(3, '0');
  return { manifest: `META-INF/ASiCEvidenceRecordManifest${mark}.xml`, record: `META-INF/evidencerecord${mark}.ers` };
}

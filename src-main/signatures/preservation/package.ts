import type { EvidenceFile } from '../validator.ts';

/** Separate evidence for a file: a manifest, the token over it, and the pieces that the manifest lists. */
export interface PreservationPackage {
  readonly manifest: EvidenceFile;
  readonly token: EvidenceFile;
  /** Certificates, lists and answers (DER), under the names that the manifest uses. */
  readonly pieces: readonly EvidenceFile[];
}

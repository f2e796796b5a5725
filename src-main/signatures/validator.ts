import type { PreservationPackage } from './preservation/package.ts';
import type { ValidationPolicy } from './policy/validation-policy.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';

/** One file with its name, as it was received or as an administrator supplied it. */
export interface EvidenceFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** A file too large to hold in memory: it is only hashed, in one pass. */
export interface StreamedFile {
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  /** Reads the file from its beginning; may be called once for each check. */
  stream(): AsyncIterable<Uint8Array>;
}

export interface ValidationInput extends EvidenceFile {
  /** Documents that a detached signature may cover; the engine finds the one whose hash fits. */
  readonly detachedContents?: readonly (EvidenceFile | StreamedFile)[];
  /** Evidence kept beside the file, the oldest package first. */
  readonly preserved?: readonly PreservationPackage[];
}

/** Revocation data with where and when the office obtained it. */
export interface ObtainedEvidence extends EvidenceFile {
  /** ISO 8601, UTC; absent for files that an administrator handed in. */
  readonly obtainedAt?: string;
}

export interface ValidationOptions {
  /** Instant of the check (ISO 8601, UTC). */
  readonly now: string;
  /** Instant for which certificates are judged; `now` where absent. */
  readonly at?: string;
  /** Certificates (DER or PEM, one or several a file) that the office trusts as anchors. */
  readonly trustAnchors: readonly EvidenceFile[];
  /** Trust lists (ETSI TS 119 612 XML); one counts only if a trusted certificate signed it. */
  readonly trustLists?: readonly EvidenceFile[];
  /** Further certificates that may complete a chain. They are not trusted by being here. */
  readonly intermediates?: readonly EvidenceFile[];
  readonly crls?: readonly ObtainedEvidence[];
  readonly ocspResponses?: readonly ObtainedEvidence[];
  /** Levels of constraints and strength of algorithms; the engine's own where absent. */
  readonly policy?: ValidationPolicy;
}

/**
 * Validates every signature of a file.
 *
 * Never throws for what the bytes hold: a damaged or unknown file gives a report that says so.
 */
export interface SignatureValidator {
  validate(input: ValidationInput, options: ValidationOptions): Promise<ValidationReport>;
}

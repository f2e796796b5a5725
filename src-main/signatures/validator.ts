import type { ValidationReport } from '#shared/domain/signature-report.ts';

/** One file with its name, as it was received or as an administrator supplied it. */
export interface EvidenceFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface ValidationInput extends EvidenceFile {
  /** Documents that a detached signature may cover; the engine finds the one whose hash fits. */
  readonly detachedContents?: readonly EvidenceFile[];
}

export interface ValidationOptions {
  /** Instant of the check (ISO 8601, UTC). */
  readonly now: string;
  /** Instant for which certificates are judged; `now` where absent. */
  readonly at?: string;
  /** Certificates (DER or PEM, one or several a file) that the office trusts as anchors. */
  readonly trustAnchors: readonly EvidenceFile[];
  /** Further certificates that may complete a chain. They are not trusted by being here. */
  readonly intermediates?: readonly EvidenceFile[];
  readonly crls?: readonly EvidenceFile[];
  readonly ocspResponses?: readonly EvidenceFile[];
}

/**
 * Validates every signature of a file.
 *
 * Never throws for what the bytes hold: a damaged or unknown file gives a report that says so.
 */
export interface SignatureValidator {
  validate(input: ValidationInput, options: ValidationOptions): Promise<ValidationReport>;
}

import type { SignatureAnswer } from './acknowledgement.ts';
import { isBoundAsSigned, isOver } from './bound-files.ts';
import { isCertificateOf } from './certificate-of-person.ts';
import type { DocumentFile } from './registration-card.ts';
import type { ValidationReport } from './signature-report.ts';

/** The signature that a person names as his acknowledgement, and what it must be of. */
export interface NamedSignature {
  /** File of the signature, or the signed file itself. */
  readonly sha256: string;
  /** Files of the document that may be signed. */
  readonly documentFiles: readonly string[];
  /** All files of that document, with the annexes that a container may bind. */
  readonly files: readonly Pick<DocumentFile, 'sha256' | 'fileName' | 'role'>[];
  /** Name of the person as the office writes it. */
  readonly personName: string;
}

/**
 * Whether a signature acknowledges a document for a person (ACK-02): checked and passed, qualified, of a person of
 * that name, over a file of that document and over its annexes where a container binds them. Qualified is what the check says is so, never the certificate's own claim
 * (SIGN-04). What could not be determined is no answer yet, and never a good one.
 *
 * @param reports newest check of the document; empty: there was none
 */
export function acknowledgementSignature(reports: readonly ValidationReport[], { sha256, documentFiles, files, personName }: NamedSignature): SignatureAnswer {
  const report = reports.find((one) => one.sha256 === sha256);
  if (report === undefined || report.signatures.length === 0) return 'missing';
  const over = report.signatures.filter((signature) => documentFiles.some((file) => isOver(report, signature, file)) && isBoundAsSigned(report, signature, files));
  if (over.length === 0) return 'ofOtherDocument';
  const his = over.filter((signature) => isCertificateOf(signature, personName));
  if (his.length === 0) return 'notHis';
  const passed = his.filter(({ indication }) => indication === 'TOTAL-PASSED');
  if (passed.some(({ legalLevel }) => legalLevel === 'qualified')) return 'good';
  if (passed.length > 0) return 'notQualified';
  return his.some(({ indication }) => indication === 'INDETERMINATE') ? 'notDetermined' : 'failed';
}

import { Asn1Error } from '../asn1/tlv.ts';
import { failed } from './findings.ts';
import { ProofsOfExistence } from './proofs-of-existence.ts';
import { validateWithCounterSignatures } from './signature.ts';
import { validateTimestamps } from './timestamps.ts';
import { unreadSignature } from './unread-signature.ts';
import type { ValidationContext } from './context.ts';
import type { FileSubject, SignatureSubject, UnreadSubject } from './subject.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';

export type FileReport = Pick<ValidationReport, 'signatures' | 'documentTimestamps' | 'unsignedFiles'>;

/** The verdicts over everything that a file holds, each signature by itself. */
export function reportOf(file: FileSubject, context: ValidationContext): FileReport {
  const stamped = validateTimestamps(file.documentTimestamps, file.embedded, context, new ProofsOfExistence());
  return {
    signatures: file.signatures.flatMap((subject) => judge(subject, context)),
    documentTimestamps: stamped.results.flatMap(({ evidence }) => evidence ?? []),
    unsignedFiles: file.unsignedFiles,
  };
}

/** One signature that cannot be read must not take the others' verdicts away. */
function judge(subject: SignatureSubject | UnreadSubject, context: ValidationContext): SignatureReport[] {
  if (subject.kind === 'unread') return [unreadSignature(subject.format, subject.finding, subject.id)];
  try {
    return validateWithCounterSignatures(subject, context);
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    const finding = failed('FORMAT_FAILURE', 'verdict.formatFailure', { detail: error.message });
    return [unreadSignature(subject.formats.plain, finding, subject.id)];
  }
}

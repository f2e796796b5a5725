import { attempt } from '../../asn1/attempt.ts';
import { toDefiniteLength } from '../../asn1/definite-length.ts';
import { readPdfSignatures } from '../../formats/pdf/index.ts';
import { parseSignedData } from '../../formats/cms/signed-data.ts';
import { LimitExceededError, MAX_DOCUMENT_TIMESTAMPS } from '../../limits.ts';
import { joinEvidence } from '../evidence-bag.ts';
import { failed, indeterminate } from '../findings.ts';
import { documentTimestamp } from './document-timestamp.ts';
import { securityStore } from './security-store.ts';
import { pdfSubject } from './subject.ts';
import type { SignedData } from '../../formats/cms/signed-data.ts';
import type { PdfSignature } from '../../formats/pdf/index.ts';
import type { FileSubject, SignatureSubject, UnreadSubject } from '../subject.ts';
import type { SecurityStore } from './security-store.ts';

/**
 * The signatures of a PDF, in the order in which they were made.
 * @throws PdfFormatError, LimitExceededError
 */
export function pdfFile(bytes: Uint8Array, firstId = 1): FileSubject {
  const document = readPdfSignatures(bytes);
  const store = securityStore(document.dss);
  const stamps = document.signatures.filter(({ kind }) => kind === 'document-timestamp');
  if (stamps.length > MAX_DOCUMENT_TIMESTAMPS) throw new LimitExceededError(`${MAX_DOCUMENT_TIMESTAMPS} document timestamps`);
  const signatures = document.signatures.filter(({ kind }) => kind === 'signature');
  // Those that cover a signature are told with it.
  const loose = stamps.filter((stamp) => signatures.every(({ revision }) => revision.endOffset >= stamp.revision.endOffset));
  let next = firstId;
  const subjects = signatures.flatMap((signature): (SignatureSubject | UnreadSubject)[] => {
    const made = subjectsOf(signature, stamps, store, next);
    next += made.length;
    return made;
  });
  const unlisted = document.unreadableMarks.length === 0 ? [] : [unreadMarks(document.unreadableMarks, next)];
  return {
    signatures: [...subjects, ...unlisted],
    documentTimestamps: loose.map((stamp) => documentTimestamp(stamp, loose, [], store)),
    embedded: joinEvidence(store.evidence, ...subjects.flatMap((one) => (one.kind === 'unread' ? [] : [one.embedded]))),
    unsignedFiles: [],
  };
}

function subjectsOf(
  signature: PdfSignature,
  stamps: readonly PdfSignature[],
  store: SecurityStore,
  firstId: number,
): (SignatureSubject | UnreadSubject)[] {
  const signedData = signature.contents.length === 0 ? null : attempt(() => signedDataOf(signature.contents));
  if (signedData === null || signedData.signerInfos.length === 0) return [unread(signature, String(firstId))];
  return signedData.signerInfos.map((signer, index) =>
    pdfSubject({ signature, signedData, signer, stamps, store }, String(firstId + index)),
  );
}

function signedDataOf(contents: Uint8Array): SignedData | null {
  const parsed = parseSignedData(toDefiniteLength(contents).bytes);
  return parsed.kind === 'signed-data' ? parsed.signedData : null;
}

/** The old form with a bare RSA value is named as what it is: not judged, and not damaged. */
function unread({ subFilter, problems }: PdfSignature, id: string): UnreadSubject {
  const detail = [...problems.map(({ kind }) => kind), subFilter ?? ''].join(', ');
  const finding =
    subFilter === 'adbe.x509.rsa_sha1'
      ? indeterminate(null, 'verdict.unsupportedFormat', { format: subFilter })
      : failed('FORMAT_FAILURE', 'verdict.formatFailure', { detail });
  return { kind: 'unread', id, format: 'PDF', finding };
}

/** Marks of signatures that belong to nothing readable: there may be one that is not listed. */
function unreadMarks(places: readonly number[], id: number): UnreadSubject {
  const detail = `ByteRange: ${places.slice(0, 10).join(', ')}`;
  return { kind: 'unread', id: String(id), format: 'PDF', finding: indeterminate('FORMAT_FAILURE', 'verdict.formatFailure', { detail }) };
}

import type { HandwrittenBlock, ProtocolRow, SimpleBlock } from '../pdf/index.ts';
import type { SentenceId, SignatureMarkKind } from '../rule-packs/index.ts';
import type { DocumentWords } from './document-words.ts';

/** Whose signature was recorded; position and organisation as they were then. */
interface RecordedSigner {
  readonly name: string;
  readonly position: string | null;
  readonly organization: string | null;
}

/** What somebody signed with in the system, without a certificate (SIGN-10, SIGN-12); a password confirmation is no signature (A.3 X1). */
export interface SimpleRecord {
  readonly kind: Extract<SignatureMarkKind, 'simple-signature' | 'password-confirmation'>;
  readonly signer: RecordedSigner;
  /** ISO 8601, UTC. */
  readonly signedAt: string;
  readonly means: 'password' | 'one-time-code';
  /** SHA-256 of the document as it was then. */
  readonly sha256: string;
  /** Agreement by which it counts as a signature (SIGN-15). */
  readonly agreement: string | null;
}

/** A signature by hand on paper, as somebody recorded it (SIGN-14). */
export interface HandwrittenRecord {
  readonly kind: Extract<SignatureMarkKind, 'handwritten-signature'>;
  readonly signer: RecordedSigner;
  readonly recordedBy: string;
  /** ISO 8601, UTC. */
  readonly recordedAt: string;
}

export type RecordedSignature = SimpleRecord | HandwrittenRecord;

/** The moment by which a record stands in the order of signing. */
export function momentOf(record: RecordedSignature): string {
  return record.kind === 'handwritten-signature' ? record.recordedAt : record.signedAt;
}

/** The visible mark about a recorded signature: what was recorded, and never a certificate or a verdict. */
export function recordedBlock(record: RecordedSignature, words: DocumentWords, sentence: (id: SentenceId) => string): SimpleBlock | HandwrittenBlock {
  const row = (key: Parameters<DocumentWords['text']>[0], value: string): ProtocolRow => ({ label: words.text(key), value });
  const { signer } = record;
  const frame = { title: sentence(`signature-mark.${record.kind}`), order: null, code: null };
  const whose = {
    signer: row('protocol.label.signer', signer.name),
    details: words.rows([
      ['protocol.label.position', signer.position],
      ['protocol.label.organization', signer.organization],
    ]),
  };
  switch (record.kind) {
    case 'simple-signature':
    case 'password-confirmation':
      return {
        ...frame,
        regime: 'simple',
        note: sentence('signature-mark.record-note'),
        evidence: {
          ...whose,
          time: row('protocol.label.signedAt', words.instant(record.signedAt)),
          means: row('protocol.label.signingMeans', words.text(`protocol.signingMeans.${record.means}`)),
          documentHash: row('protocol.label.documentHash', record.sha256),
          agreement: record.agreement === null ? null : row('protocol.label.agreement', record.agreement),
        },
      };
    case 'handwritten-signature':
      return {
        ...frame,
        regime: 'handwritten',
        note: sentence('signature-mark.handwritten-note'),
        record: {
          ...whose,
          original: row('protocol.label.original', words.text('protocol.value.handwrittenOriginal')),
          recordedBy: row('protocol.label.recordedBy', record.recordedBy),
          recordedAt: row('protocol.label.recordedAt', words.instant(record.recordedAt)),
        },
      };
  }
}

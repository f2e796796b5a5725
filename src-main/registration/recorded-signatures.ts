import type { Language } from '#shared/domain/languages.ts';
import type { LocalNames } from '#shared/domain/routes/template.ts';
import type { SignatureBreak } from '#shared/domain/simple-signature.ts';
import type { HandwrittenBlock, ProtocolRow, SimpleBlock } from '../pdf/index.ts';
import type { SentenceId, SignatureMarkKind } from '../rule-packs/index.ts';
import type { DocumentWords } from './document-words.ts';

/** Whose signature was recorded; position and organisation as they were then. */
interface RecordedSigner {
  readonly name: string;
  readonly position: string | null;
  readonly organization: string | null;
}

/** The step of a route that was taken by it (SIGN-14). */
export interface RecordedStep {
  readonly names: LocalNames;
  /** In whose stead it was taken; null: the person himself. */
  readonly onBehalfOf: string | null;
}

/** What the record of a simple signature says and how it was found (VER-12). */
export interface SimpleEvidence {
  /** Hash of the record, lower-case hex. */
  readonly hash: string;
  /** What the person saw and agreed to, exactly. */
  readonly words: { readonly language: Language; readonly text: string };
  readonly files: readonly { readonly fileName: string; readonly sha256: string }[];
  /** Number of the consent to HR e-document flow; null: none is demanded. */
  readonly consent: string | null;
  /** Why it does not count by what is known now, a key below `simpleSignature.reason.`; null: it counts. */
  readonly problem: string | null;
  /** What is wrong with the record itself. */
  readonly own: readonly SignatureBreak[];
  /** What is wrong with others of its chain. */
  readonly others: readonly SignatureBreak[];
  /** Files that were not at this desk, so that their bytes were not looked at. */
  readonly elsewhere: readonly string[];
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
  /** Whether that is what the document holds now: what signed something else stands on no mark of it. */
  readonly isOfDocument?: boolean | undefined;
  /** Agreement by which it counts as a signature (SIGN-15). */
  readonly agreement: string | null;
  /** Absent where none was kept. */
  readonly evidence?: SimpleEvidence | undefined;
  readonly step?: RecordedStep | undefined;
}

/** A signature by hand on paper, as somebody recorded it (SIGN-14). */
export interface HandwrittenRecord {
  readonly kind: Extract<SignatureMarkKind, 'handwritten-signature'>;
  readonly signer: RecordedSigner;
  readonly recordedBy: string;
  /** ISO 8601, UTC. */
  readonly recordedAt: string;
  /** SHA-256 of the content that was signed; absent where it is not known. */
  readonly sha256?: string | undefined;
  readonly isOfDocument?: boolean | undefined;
  /** Scan of the sheet that was signed. */
  readonly scan?: { readonly fileName: string; readonly sha256: string } | undefined;
  readonly step?: RecordedStep | undefined;
}

export type RecordedSignature = SimpleRecord | HandwrittenRecord;

/** The moment by which a record stands in the order of signing. */
export function momentOf(record: RecordedSignature): string {
  return record.kind === 'handwritten-signature' ? record.recordedAt : record.signedAt;
}

/** Whether a mark may show it: it signed what is copied, its record is whole, and it counts by what is known now. */
export function standsOnCopies(record: RecordedSignature): boolean {
  if (record.isOfDocument === false) return false;
  if (record.kind === 'handwritten-signature') return true;
  const { evidence } = record;
  return evidence === undefined || (evidence.problem === null && evidence.own.length === 0);
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
      ...stepRows(record, words),
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

/** Which step of a route was taken by it, and in whose stead. */
export function stepRows({ step }: RecordedSignature, { language }: DocumentWords): Parameters<DocumentWords['rows']>[0] {
  if (step === undefined) return [];
  return [
    ['protocol.label.routeStep', step.names[language] ?? Object.values(step.names)[0] ?? null],
    ['protocol.label.onBehalfOf', step.onBehalfOf],
  ];
}

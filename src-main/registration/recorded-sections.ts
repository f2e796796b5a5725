import type { SignatureBreak } from '#shared/domain/simple-signature.ts';
import { isMessageKey } from '#shared/i18n/translate.ts';
import type { ProtocolSection } from '../pdf/index.ts';
import type { SentenceId } from '../rule-packs/index.ts';
import type { DocumentWords } from './document-words.ts';
import { type HandwrittenRecord, type RecordedSignature, type SimpleEvidence, type SimpleRecord, stepRows } from './recorded-signatures.ts';

type Sentence = (id: SentenceId) => string;

/**
 * What the protocol says of a signature that was recorded (VER-06, SIGN-10, SIGN-14): all of its record, called by the
 * country's word for its kind and never as one with a certificate (A.3 X1), and whether its chain is whole (VER-12).
 */
export function recordedSection(record: RecordedSignature, words: DocumentWords, sentence: Sentence): ProtocolSection {
  const heading = `${sentence(`signature-mark.${record.kind}`)}: ${record.signer.name}`;
  return record.kind === 'handwritten-signature' ? handwrittenSection(record, heading, words) : simpleSection(record, heading, words);
}

function simpleSection(record: SimpleRecord, heading: string, words: DocumentWords): ProtocolSection {
  const { evidence } = record;
  const hash = evidence === undefined ? record.sha256 : null;
  return {
    heading,
    ...stateOf(record, words),
    rows: words.rows([
      ...signerRows(record, words),
      ['protocol.label.signedAt', words.instant(record.signedAt)],
      ['protocol.label.signingMeans', words.text(`protocol.signingMeans.${record.means}`)],
      ['protocol.label.documentHash', hash],
      ['protocol.label.signedFiles', evidence === undefined ? null : filesText(evidence.files)],
      ['protocol.label.agreedWords', evidence === undefined ? null : evidence.words.text],
      ['protocol.label.agreement', record.agreement],
      ['protocol.label.consent', evidence?.consent ?? null],
      ['protocol.label.recordHash', evidence?.hash ?? null],
      ['protocol.label.recordChain', evidence === undefined ? words.text('protocol.value.noRecord') : chainText(evidence, words)],
      ['protocol.label.notLookedAt', evidence?.elsewhere.join('\n') ?? null],
    ]),
  };
}

function handwrittenSection(record: HandwrittenRecord, heading: string, words: DocumentWords): ProtocolSection {
  return {
    heading,
    ...stateOf(record, words),
    rows: words.rows([
      ...signerRows(record, words),
      ['protocol.label.original', words.text('protocol.value.handwrittenOriginal')],
      ['protocol.label.scan', record.scan === undefined ? null : filesText([record.scan])],
      ['protocol.label.documentHash', record.sha256 ?? null],
      ['protocol.label.recordedBy', record.recordedBy],
      ['protocol.label.recordedAt', words.instant(record.recordedAt)],
    ]),
  };
}

function signerRows(record: RecordedSignature, words: DocumentWords): Parameters<DocumentWords['rows']>[0] {
  return [
    ['protocol.label.position', record.signer.position],
    ['protocol.label.organization', record.signer.organization],
    ...stepRows(record, words),
  ];
}

function filesText(files: SimpleEvidence['files']): string {
  return files.map(({ fileName, sha256 }) => `${fileName} · SHA-256 ${sha256}`).join('\n');
}

/** A record is no check of a certificate, so it has no verdict of one; that it is broken is told as loudly. */
function stateOf(record: RecordedSignature, words: DocumentWords): Pick<ProtocolSection, 'verdict' | 'verdictText'> {
  const evidence = record.kind === 'handwritten-signature' ? undefined : record.evidence;
  if (evidence !== undefined && evidence.own.length > 0) return { verdict: 'failed', verdictText: words.text('simpleSignature.broken', { reason: breaksText(evidence.own, words) }) };
  if (evidence !== undefined && evidence.problem !== null) return { verdict: 'undetermined', verdictText: words.text('simpleSignature.doesNotCount', { reason: problemText(evidence.problem, words) }) };
  if (record.isOfDocument === false) return { verdict: 'undetermined', verdictText: words.text('protocol.otherContent') };
  if (evidence === undefined) return { verdict: null, verdictText: null };
  return evidence.others.length > 0 ? { verdict: 'undetermined', verdictText: words.text('simpleSignature.otherBroken', { reason: breaksText(evidence.others, words) }) } : { verdict: null, verdictText: words.text('simpleSignature.intact') };
}

function chainText({ own, others, elsewhere }: SimpleEvidence, words: DocumentWords): string {
  const found = [
    ...(own.length === 0 ? [] : [words.text('simpleSignature.broken', { reason: breaksText(own, words) })]),
    ...(others.length === 0 ? [] : [words.text('simpleSignature.otherBroken', { reason: breaksText(others, words) })]),
  ];
  if (found.length > 0) return found.join('\n');
  // Nothing is said of a file that is not here.
  return words.text(elsewhere.length === 0 ? 'protocol.value.chainWhole' : 'simpleSignature.intact');
}

function breaksText(breaks: readonly SignatureBreak[], words: DocumentWords): string {
  return breaks.map((problem) => words.text(`simpleSignature.break.${problem}`)).join('; ');
}

function problemText(problem: string, words: DocumentWords): string {
  const key = `simpleSignature.reason.${problem}`;
  // A reason of a newer desk.
  return words.text(isMessageKey(key) ? key : 'simpleSignature.reason.other');
}

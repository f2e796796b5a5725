/**
 * Simple signatures as evidence (KSTU R1-5.3.4, R1-5.4.1, R1-5.4.4; SIGN-12, SIGN-15, VER-12). A password leaves no trace
 * on a file, so what binds person, file and moment is a record; records of a desk hang together by their hashes, so that
 * one that is removed, changed or put elsewhere is told.
 */

import type { Language } from './languages.ts';

/** For what the password was given: a document by itself, an acknowledgement of it, a step of a route. */
export const SIMPLE_SIGNATURE_PURPOSES = ['document', 'acknowledgement', 'route-step'] as const;
export type SimpleSignaturePurpose = (typeof SIMPLE_SIGNATURE_PURPOSES)[number];

/** Chain of a desk's records within one stream: a desk to which a stream is not granted misses all of a chain or nothing. */
export interface SignatureChain {
  readonly desk: string;
  readonly epoch: number;
  readonly stream: string;
}

export interface SimpleSignatureRecord {
  readonly signatureId: string;
  readonly chain: SignatureChain;
  /** From 1 on. */
  readonly number: number;
  /** Hash of the record before it in its chain; null: it is the first. */
  readonly former: string | null;
  readonly documentId: string;
  readonly kindId: string;
  readonly hrDocument: boolean;
  readonly files: readonly { readonly sha256: string; readonly fileName: string }[];
  readonly personId: string;
  readonly personName: string;
  readonly position: string;
  readonly accountId: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
  /** Day of the instant in the office's zone. */
  readonly day: string;
  readonly purpose: SimpleSignaturePurpose;
  /** List or step of the purpose; null: the document itself. */
  readonly purposeId: string | null;
  readonly mark: 'simple-signature' | 'password-confirmation';
  readonly agreementId: string | null;
  readonly consentId: string | null;
  readonly identityCheckId: string | null;
  /** What the person saw and agreed to, exactly. */
  readonly words: { readonly language: Language; readonly text: string };
}

export interface StoredSimpleSignature {
  readonly record: SimpleSignatureRecord;
  readonly hash: string;
}

/** What of a record its hash covers: all of it, in one order, whatever order a store gives back its fields in. */
export function canonicalText(record: SimpleSignatureRecord): string {
  const { chain, words } = record;
  return JSON.stringify([
    'chancery-simple-signature-1',
    record.signatureId,
    [chain.desk, chain.epoch, chain.stream, record.number],
    record.former,
    [record.documentId, record.kindId, record.hrDocument],
    record.files.map(({ sha256, fileName }) => [sha256, fileName]),
    [record.personId, record.personName, record.position, record.accountId],
    [record.at, record.day],
    [record.purpose, record.purposeId, record.mark],
    [record.agreementId, record.consentId, record.identityCheckId],
    [words.language, words.text],
  ]);
}

/**
 * What is wrong with a record: it is not what its hash covers, the one before it is not there or not the one that it
 * names, another stands in its place, log and table tell different things of it, or its file is not the one that was signed.
 */
export const SIGNATURE_BREAKS = ['changed', 'formerMissing', 'formerOther', 'doubled', 'removed', 'notInLog', 'fileChanged'] as const;
export type SignatureBreak = (typeof SIGNATURE_BREAKS)[number];

export interface FoundBreak {
  readonly signatureId: string;
  readonly problem: SignatureBreak;
}

/**
 * What is wrong with one chain; empty: it is whole. That its last records were removed no chain can tell by itself: the log does.
 *
 * @param sha256 SHA-256 of a text in UTF-8, in lower-case hex
 */
export function chainBreaks(records: readonly StoredSimpleSignature[], sha256: (text: string) => string): FoundBreak[] {
  const found: FoundBreak[] = [];
  let before: StoredSimpleSignature | null = null;
  for (const stored of records.toSorted((one, other) => one.record.number - other.record.number || (one.hash < other.hash ? -1 : 1))) {
    const { signatureId, number, former } = stored.record;
    const tell = (problem: SignatureBreak): void => void found.push({ signatureId, problem });
    if (sha256(canonicalText(stored.record)) !== stored.hash) tell('changed');
    if (before !== null && before.record.number === number) tell('doubled');
    else if (number !== (before?.record.number ?? 0) + 1) tell('formerMissing');
    else if (former !== (before?.hash ?? null)) tell('formerOther');
    before = stored;
  }
  return found;
}

/** What table and log do not tell alike: each is kept where the other is not, or under another hash. */
export function logBreaks(table: readonly StoredSimpleSignature[], log: readonly StoredSimpleSignature[]): FoundBreak[] {
  const inTable = new Map(table.map(({ record, hash }) => [record.signatureId, hash]));
  const inLog = new Map(log.map(({ record, hash }) => [record.signatureId, hash]));
  return [
    ...[...inLog].filter(([signatureId]) => !inTable.has(signatureId)).map(([signatureId]): FoundBreak => ({ signatureId, problem: 'removed' })),
    ...[...inTable].filter(([signatureId, hash]) => inLog.get(signatureId) !== hash).map(([signatureId]): FoundBreak => ({ signatureId, problem: 'notInLog' })),
  ];
}

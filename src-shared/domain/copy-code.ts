import type { Verdict } from './signature-indications.ts';

/** What the QR code on a copy or on the label of a paper says. */
export interface CopyCode {
  /** Null: the copy was made of a file that was not registered. */
  readonly documentId: string | null;
  /** Beginning of the SHA-256 of the original, lower-case hexadecimal; null on labels. */
  readonly hash: string | null;
  /** What the copy says of the signatures; null where it does not. */
  readonly verdict: Verdict | null;
}

/** Digits of the hash that the code carries: enough to tell files apart, short enough to survive a scan of the paper. */
export const COPY_CODE_HASH_LENGTH = 20;
const NOT_REGISTERED = 'unregistered';
const LETTERS: Readonly<Record<Verdict, string>> = { passed: 'p', failed: 'f', undetermined: 'u', unsigned: 'n' };
const FORM = /^ch([12]):([0-9a-f-]{36}|unregistered)(?::([0-9a-f]{16,64})(?::([pfun]))?)?$/;

/** The code of a copy (C.4): document, hash of the original and what is printed about its signatures. */
export function writeCopyCode({ documentId, sha256, verdict }: { readonly documentId: string | null; readonly sha256: string; readonly verdict: Verdict | null }): string {
  const start = `${verdict === null ? 'CH1' : 'CH2'}:${documentId ?? NOT_REGISTERED}:${sha256.slice(0, COPY_CODE_HASH_LENGTH)}`;
  return verdict === null ? start : `${start}:${LETTERS[verdict].toUpperCase()}`;
}

/** Reads a code as a scanner gives it, which types it like a keyboard: also where the layout is a Cyrillic one. Null: it is none. */
export function readCopyCode(text: string): CopyCode | null {
  const typed = text.trim().toLowerCase();
  const parts = [typed, ...LAYOUTS.map((layout) => Array.from(typed, (letter) => layout.get(letter) ?? letter).join(''))].map((candidate) => FORM.exec(candidate)).find((found) => found !== null);
  if (parts === undefined) return null;
  const [, version, documentId = '', hash = null, letter = null] = parts;
  const verdict = (Object.keys(LETTERS) as Verdict[]).find((known) => LETTERS[known] === letter) ?? null;
  if (version === '2' && verdict === null) return null;
  return { documentId: documentId === NOT_REGISTERED ? null : documentId, hash, verdict };
}

/** What a copy and the desk's own records say of the same document. */
export interface CopyComparison {
  readonly hash: 'agrees' | 'differs' | 'not-stated';
  readonly verdict: 'agrees' | 'differs' | 'not-stated';
  /** The document's number was taken out of use. */
  readonly isVoid: boolean;
  /** Whether nothing disagrees; a label, which states nothing, agrees. */
  readonly agrees: boolean;
}

/** Compares a code with the document that it names. `sha256` null: the document has no file here. */
export function compareCopy(code: CopyCode, document: { readonly sha256: string | null; readonly verdict: Verdict | null; readonly isVoid: boolean }): CopyComparison {
  const hash = code.hash === null ? 'not-stated' : document.sha256?.startsWith(code.hash) === true ? 'agrees' : 'differs';
  const verdict = code.verdict === null ? 'not-stated' : code.verdict === document.verdict ? 'agrees' : 'differs';
  return { hash, verdict, isVoid: document.isVoid, agrees: hash !== 'differs' && verdict !== 'differs' && !document.isVoid };
}

/** Keys of Latin letters in Cyrillic layouts, as far as a code has them. */
const CYRILLIC: Readonly<Record<string, string>> = { с: 'c', р: 'h', ж: ':', ф: 'a', и: 'b', в: 'd', у: 'e', а: 'f', з: 'p', г: 'u', т: 'n', п: 'g', ш: 'i', ы: 's', к: 'r', е: 't' };
const UKRAINIAN: Readonly<Record<string, string>> = { ...CYRILLIC, і: 's' };
/** The row of digits of the Kazakh layout bears letters. */
const KAZAKH: Readonly<Record<string, string>> = { ...CYRILLIC, '"': '1', ә: '2', і: '3', ң: '4', ғ: '5', ',': '6', '.': '7', ү: '8', ұ: '9', қ: '0', ө: '-' };
const LAYOUTS: readonly ReadonlyMap<string, string>[] = [UKRAINIAN, KAZAKH].map((keys) => new Map(Object.entries(keys)));

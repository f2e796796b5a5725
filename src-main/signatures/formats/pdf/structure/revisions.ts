import { LimitExceededError } from '../../../limits.ts';
import { MAX_REVISIONS } from '../budget.ts';
import { asBuffer, isWhite, onlyWhite } from '../syntax/characters.ts';
import { readStartxref } from './xref-chain.ts';
import type { PdfView } from './view.ts';

const STARTXREF = Buffer.from('startxref', 'latin1');
const EOF = '%%EOF';
/** Bytes of white space behind an end of file that still belong to it. */
const MAX_BLANK = 4096;

/**
 * Ends of the revisions of a file, ascending; the last one is the end of the file.
 *
 * An end is a `startxref … %%EOF` whose number leads into the chain of the document. One inside a stream leads
 * elsewhere, and that of a linearized beginning leads nowhere (number 0).
 *
 * @param signedEnds ends of signed ranges: each of them closed a revision when it was signed.
 */
export function revisionEnds(view: PdfView, signedEnds: readonly number[]): number[] {
  const { bytes } = view.file;
  const base = view.chain?.base ?? 0;
  const known = new Set(view.chain?.sections.map(({ offset }) => offset));
  const ends = new Set<number>(signedEnds.filter((end) => end > 0 && end <= bytes.length));
  const buffer = asBuffer(bytes);
  for (let at = buffer.indexOf(STARTXREF); at >= 0; at = buffer.indexOf(STARTXREF, at + STARTXREF.length)) {
    view.file.budget.spend(64);
    const found = readStartxref(bytes, at, bytes.length);
    const leads = found !== null && known.has(found.target + base) && found.target + base < at;
    const end = found !== null && leads ? endOfFileMark(bytes, found.end) : null;
    if (end !== null && ![...ends].some((other) => sameEnd(bytes, end, other))) ends.add(end);
    if (ends.size > MAX_REVISIONS) throw new LimitExceededError(`${MAX_REVISIONS} revisions`);
  }
  if (![...ends].some((end) => sameEnd(bytes, end, bytes.length))) ends.add(bytes.length);
  return [...ends].toSorted((left, right) => left - right);
}

/** Place behind `%%EOF` and its end of line; null where that mark does not follow. */
function endOfFileMark(bytes: Uint8Array, start: number): number | null {
  let at = start;
  while (isWhite(bytes[at])) at += 1;
  if (!asBuffer(bytes.subarray(at, at + EOF.length)).equals(Buffer.from(EOF, 'latin1'))) return null;
  at += EOF.length;
  if (bytes[at] === 13) at += 1;
  if (bytes[at] === 10) at += 1;
  return at;
}

/** Whether nothing but a little white space lies between the two ends. */
export function sameEnd(bytes: Uint8Array, left: number, right: number): boolean {
  const [low, high] = left < right ? [left, right] : [right, left];
  return high - low <= MAX_BLANK && onlyWhite(bytes, low, high);
}

/** Whether the bytes before `end` close with `%%EOF` and white space, as every revision does. */
export function endsRevision(bytes: Uint8Array, end: number): boolean {
  let at = end;
  while (at > end - MAX_BLANK && isWhite(bytes[at - 1])) at -= 1;
  return asBuffer(bytes.subarray(Math.max(0, at - EOF.length), at)).equals(Buffer.from(EOF, 'latin1'));
}

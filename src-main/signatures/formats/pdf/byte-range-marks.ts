import { LimitExceededError } from '../../limits.ts';
import { MAX_SIGNATURES } from './budget.ts';
import { asBuffer } from './syntax/characters.ts';

const CHUNK = 1 << 20;
const OVERLAP = 64;
const MAX_MARKS = 10 * MAX_SIGNATURES;
const SIGNATURE_TYPE = Buffer.from('/Sig', 'latin1');
/** A name may write any letter as #xx (ISO 32000-2 clause 7.3.5); a signature must not hide behind that. */
const BYTE_RANGE = new RegExp(`/${[...'ByteRange'].map(letterOrHex).join('')}(?![A-Za-z0-9#])`, 'g');

function letterOrHex(letter: string): string {
  const hex = letter.charCodeAt(0).toString(16);
  return `(?:${letter}|#${hex}|#${hex.toUpperCase()})`;
}

/**
 * Places of `/ByteRange` keys, wherever they stand in the file.
 * @throws LimitExceededError
 */
export function byteRangeMarks(bytes: Uint8Array): number[] {
  const marks = new Set<number>();
  for (let start = 0; start < bytes.length; start += CHUNK) {
    const text = asBuffer(bytes.subarray(start, Math.min(bytes.length, start + CHUNK + OVERLAP))).toString('latin1');
    for (const match of text.matchAll(BYTE_RANGE)) marks.add(start + match.index);
    if (marks.size > MAX_MARKS) throw new LimitExceededError(`${MAX_MARKS} marks of signatures`);
  }
  return [...marks].toSorted((left, right) => left - right);
}

/** Whether the file names a signature field or dictionary; one without `/ByteRange` is a forgery of its own kind. */
export function mentionsSignatures(bytes: Uint8Array): boolean {
  return asBuffer(bytes).includes(SIGNATURE_TYPE);
}

/** PDF signatures, as far as seeing that they are there: nothing here parses the document. */

const CHUNK = 1 << 20;
const OVERLAP = 64;
const MAX_REPORTED = 100;

export function looksLikePdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).includes('%PDF-');
}

/** A name may write any letter as #xx (ISO 32000-1 clause 7.3.5); a hidden signature must not pass as "unsigned". */
const BYTE_RANGE = new RegExp(`/${[...'ByteRange'].map(letterOrHex).join('')}(?![A-Za-z0-9#])`, 'g');

function letterOrHex(letter: string): string {
  const hex = letter.charCodeAt(0).toString(16);
  return `(?:${letter}|#${hex}|#${hex.toUpperCase()})`;
}

/** Number of /ByteRange entries, each the mark of a signature dictionary; counting stops at 100. */
export function countByteRanges(bytes: Uint8Array): number {
  const offsets = new Set<number>();
  for (let start = 0; start < bytes.length && offsets.size < MAX_REPORTED; start += CHUNK) {
    const end = Math.min(bytes.length, start + CHUNK + OVERLAP);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
    for (const match of text.matchAll(BYTE_RANGE)) offsets.add(start + match.index);
  }
  return Math.min(offsets.size, MAX_REPORTED);
}

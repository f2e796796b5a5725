import { LimitExceededError, MAX_TEXT_BYTES } from '../limits.ts';

export interface PemBlock {
  readonly label: string;
  readonly bytes: Uint8Array;
}

/** White space is taken out first: allowing it here would make a refusal quadratic in its length. */
const BASE64_TEXT = /^[A-Za-z0-9+/]+={0,2}$/;
const BOM = [0xef, 0xbb, 0xbf];

/** Text of the bytes without a byte order mark. @throws LimitExceededError where it is too long to be held. */
export function armourText(bytes: Uint8Array): string {
  if (bytes.length > MAX_TEXT_BYTES) throw new LimitExceededError(`${MAX_TEXT_BYTES} bytes`);
  const start = BOM.every((byte, index) => bytes[index] === byte) ? BOM.length : 0;
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, bytes.length - start).toString('latin1');
}

export function looksLikePem(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).includes('-----BEGIN ');
}

/** Whether a text holds nothing but encapsulated blocks and white space: what stands beside them is of no signature. */
export function isOnlyPem(text: string): boolean {
  const begin = /\s*-----BEGIN ([A-Z0-9 #]{1,64})-----/y;
  let at = 0;
  for (let match = begin.exec(text); match !== null; match = begin.exec(text)) {
    const mark = `-----END ${match[1] ?? ''}-----`;
    const end = text.indexOf(mark, begin.lastIndex);
    if (end < 0) return false;
    at = end + mark.length;
    begin.lastIndex = at;
  }
  return text.slice(at).trim() === '';
}

/** The encapsulated boundaries of a text (RFC 7468); blocks whose body is not base64 are left out. */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  const begin = /-----BEGIN ([A-Z0-9 #]{1,64})-----/g;
  for (let match = begin.exec(text); match !== null; match = begin.exec(text)) {
    const label = match[1] ?? '';
    const end = text.indexOf(`-----END ${label}-----`, begin.lastIndex);
    if (end < 0) break;
    const bytes = decodeBase64(text.slice(begin.lastIndex, end));
    if (bytes !== null) blocks.push({ label, bytes });
    begin.lastIndex = end;
  }
  return blocks;
}

/** Bytes of a text that is base64 and white space only; null for anything else. */
export function decodeBase64(text: string): Uint8Array | null {
  const dense = text.replaceAll(/\s+/g, '');
  return BASE64_TEXT.test(dense) ? Buffer.from(dense, 'base64') : null;
}

import { hexValue } from './characters.ts';
import type { PdfString } from './objects.ts';

const ESCAPES: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 };

/** Bytes of a string token. */
export function stringBytes(token: PdfString): Uint8Array {
  return token.hex ? hexBytes(token) : literalBytes(token);
}

/** A missing last digit counts as zero; what is no digit is skipped, as all readers do (clause 7.3.4.3). */
function hexBytes({ source, start, end }: PdfString): Uint8Array {
  const out = new Uint8Array((end - start) >> 1);
  let length = 0;
  let high = -1;
  for (let at = start + 1; at < end - 1; at += 1) {
    const value = hexValue(source[at]);
    if (value < 0) continue;
    if (high < 0) {
      high = value;
    } else {
      out[length] = high * 16 + value;
      length += 1;
      high = -1;
    }
  }
  if (high >= 0) {
    out[length] = high * 16;
    length += 1;
  }
  return out.subarray(0, length);
}

function literalBytes({ source, start, end }: PdfString): Uint8Array {
  const out: number[] = [];
  for (let at = start + 1; at < end - 1; at += 1) {
    const byte = source[at] ?? 0;
    if (byte === 0x0d) {
      if (source[at + 1] === 0x0a) at += 1;
      out.push(0x0a);
    } else if (byte === 0x5c) {
      at = unescape(source, at + 1, out);
    } else {
      out.push(byte);
    }
  }
  return Uint8Array.from(out);
}

/** Resolves the escape whose letter stands at `at`; gives the place of its last byte. */
function unescape(source: Uint8Array, at: number, out: number[]): number {
  const byte = source[at] ?? 0;
  const plain = ESCAPES[byte];
  if (plain !== undefined) {
    out.push(plain);
    return at;
  }
  if (byte === 0x0d) return source[at + 1] === 0x0a ? at + 1 : at;
  if (byte === 0x0a) return at;
  if (byte < 0x30 || byte > 0x37) {
    out.push(byte);
    return at;
  }
  let value = 0;
  let last = at;
  for (let index = at; index < at + 3; index += 1) {
    const digit = source[index] ?? 0;
    if (digit < 0x30 || digit > 0x37) break;
    value = value * 8 + digit - 0x30;
    last = index;
  }
  out.push(value & 0xff);
  return last;
}

/** PDFDocEncoding where it differs from Latin-1 (clause D.3), by code. */
const DOC_ENCODING: ReadonlyMap<number, string> = new Map([
  ...[...'˘ˇˆ˙˝˛˚˜'].map((character, index) => [0x18 + index, character] as const),
  ...[...'•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž'].map((character, index) => [0x80 + index, character] as const),
  [0xa0, '€'],
]);

/** Text string (clause 7.9.2.2): UTF-16 or UTF-8 by its mark, else PDFDocEncoding. */
export function textString(token: PdfString): string {
  const bytes = Buffer.from(stringBytes(token));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(2, 2 + ((bytes.length - 2) & ~1));
    return even.swap16().toString('utf16le');
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3).toString('utf8');
  return Array.from(bytes, (byte) => DOC_ENCODING.get(byte) ?? String.fromCharCode(byte)).join('');
}

const DATE = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Z+-])(?:(\d\d)'?(?:(\d\d)'?)?)?)?/;

/** Date (clause 7.9.4) as ISO 8601 in UTC; null where it is none. A date without a zone is read as UTC. */
export function dateOf(text: string): string | null {
  const match = DATE.exec(text.trim());
  if (match === null) return null;
  const part = (index: number, fallback: number): number => Number(match[index] ?? fallback);
  const [year, month, day] = [part(1, 0), part(2, 1), part(3, 1)];
  const date = new Date(Date.UTC(year, month - 1, day, part(4, 0), part(5, 0), part(6, 0)));
  if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const offset = (part(8, 0) * 60 + part(9, 0)) * (match[7] === '-' ? -1 : match[7] === '+' ? 1 : 0);
  return new Date(date.getTime() - offset * 60_000).toISOString();
}

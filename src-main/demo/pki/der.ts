/**
 * DER, written piece by piece. What is signed is embedded as the very bytes that were signed. The validator's
 * reader shares no code with this writer, so a mistake in one is not mirrored by the other.
 */

type Bytes = Uint8Array;

function element(identifier: number, pieces: readonly Bytes[]): Bytes {
  const content = Buffer.concat(pieces);
  const hex = content.length.toString(16);
  const size = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const length = content.length < 0x80 ? size : Buffer.concat([Uint8Array.of(0x80 | size.length), size]);
  return Buffer.concat([Uint8Array.of(identifier), length, content]);
}

export const sequence = (...items: readonly Bytes[]): Bytes => element(0x30, items);
/** SET OF: elements in the order of their encodings (X.690 clause 11.6). */
export const setOf = (...items: readonly Bytes[]): Bytes => element(0x31, items.toSorted(Buffer.compare));
export const explicit = (tag: number, ...items: readonly Bytes[]): Bytes => element(0xa0 | tag, items);
export const implicit = (tag: number, content: Bytes): Bytes => element(0x80 | tag, [content]);
export const octets = (content: Bytes): Bytes => element(0x04, [content]);
export const bits = (content: Bytes, unused = 0): Bytes => element(0x03, [Uint8Array.of(unused), content]);
export const boolean = (value: boolean): Bytes => element(0x01, [Uint8Array.of(value ? 0xff : 0)]);
export const nothing = (): Bytes => element(0x05, []);
export const enumerated = (value: number): Bytes => element(0x0a, [Uint8Array.of(value)]);
export const utf8 = (text: string): Bytes => element(0x0c, [Buffer.from(text, 'utf8')]);
export const printable = (text: string): Bytes => element(0x13, [Buffer.from(text, 'latin1')]);

/** Non-negative INTEGER from its bytes, or from a number below 2^31. */
export function integer(value: number | Bytes): Bytes {
  const bytes = typeof value === 'number' ? Buffer.from([value >> 24, value >> 16, value >> 8, value]) : value;
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const short = bytes.subarray(start);
  return element(0x02, (short[0] ?? 0) > 0x7f ? [Uint8Array.of(0), short] : [short]);
}

export function oid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, [first * 40 + second, ...rest].map(base128));
}

function base128(arc: number): Bytes {
  const septets = [arc % 128];
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) septets.unshift(0x80 | (left % 128));
  return Uint8Array.from(septets);
}

const digits = (time: Date): string => time.toISOString().replaceAll(/[-:T]|\.\d+/g, '');

export const generalizedTime = (time: Date): Bytes => element(0x18, [Buffer.from(digits(time), 'latin1')]);

/** UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280 clause 4.1.2.5). */
export function time(instant: Date): Bytes {
  if (instant.getUTCFullYear() >= 2050) return generalizedTime(instant);
  return element(0x17, [Buffer.from(digits(instant).slice(2), 'latin1')]);
}

/** The element with the tag of SET, SEQUENCE or another in its place (IMPLICIT tagging of constructed types). */
export function retag(identifier: number, item: Bytes): Bytes {
  return Buffer.concat([Uint8Array.of(identifier), item.subarray(1)]);
}

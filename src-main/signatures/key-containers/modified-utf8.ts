import { KeyContainerError } from './errors.ts';

/**
 * Text in Java's modified UTF-8 (java.io.DataInput): each unit of UTF-16 by itself in one to three bytes, so a
 * surrogate pair takes six, and U+0000 takes two.
 *
 * @throws KeyContainerError `damaged` for bytes that are none.
 */
export function decodeModifiedUtf8(bytes: Uint8Array): string {
  const units: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first >> 5 === 0b110 ? 2 : first >> 4 === 0b1110 ? 3 : 0;
    let unit = length === 1 ? first : first & (length === 2 ? 0x1f : 0x0f);
    for (let index = 1; index < length; index += 1) {
      const next = bytes[at + index] ?? 0;
      if (next >> 6 !== 0b10) throw new KeyContainerError('damaged', 'malformed text');
      unit = (unit << 6) | (next & 0x3f);
    }
    if (length === 0) throw new KeyContainerError('damaged', 'malformed text');
    units.push(unit);
    at += length;
  }
  return units.map((unit) => String.fromCharCode(unit)).join('');
}

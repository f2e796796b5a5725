/** Character classes (ISO 32000-2 clause 7.2.3). */

const WHITE = 1;
const DELIMITER = 2;

const CLASS = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) CLASS[code] = WHITE;
for (const character of '()<>[]{}/%') CLASS[character.charCodeAt(0)] = DELIMITER;

export function isWhite(byte: number | undefined): boolean {
  return byte !== undefined && CLASS[byte] === WHITE;
}

/** Neither white space nor delimiter. */
export function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && CLASS[byte] === 0;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** Value of a hexadecimal digit; -1 for anything else. */
export function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** Whether nothing but white space lies between the two places. */
export function onlyWhite(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (!isWhite(bytes[at])) return false;
  return true;
}

/** The same memory as a Buffer, for its fast searches. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

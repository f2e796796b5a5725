import { encodeLength } from './der.ts';

/** One element with definite length from an identifier octet and the parts of its content. */
export function element(identifier: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Uint8Array.of(identifier), encodeLength(length), ...parts]);
}

/** Content bytes of an OBJECT IDENTIFIER given in dots (X.690 clause 8.19). */
export function oidContent(oid: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number);
  return Uint8Array.from([first * 40 + second, ...rest].flatMap(base128));
}

function base128(arc: number): number[] {
  const bytes = [arc % 128];
  for (let high = Math.floor(arc / 128); high > 0; high = Math.floor(high / 128)) bytes.unshift(0x80 | (high % 128));
  return bytes;
}

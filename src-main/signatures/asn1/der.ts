import { Asn1Error, childrenOf, contentOf, isUniversal, TAG } from './tlv.ts';
import { octetsOf } from './values.ts';
import type { Tlv } from './tlv.ts';

/** Definite length in the shortest form (X.690 clause 10.1). */
export function encodeLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.of(0x80 | bytes.length, ...bytes);
}

function encode(identifier: number, pieces: readonly Uint8Array[]): Uint8Array {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return Buffer.concat([Uint8Array.of(identifier), encodeLength(length), ...pieces]);
}

/** DER of an element that may have come as BER. @throws Asn1Error for tag numbers above 30, which CMS does not use. */
export function encodeDer(tlv: Tlv): Uint8Array {
  if (tlv.tagNumber >= 0x1f) throw new Asn1Error(`tag number ${tlv.tagNumber} has no place here`);
  const base = (tlv.tagClass << 6) | tlv.tagNumber;
  if (!tlv.constructed) return encode(base, [contentOf(tlv)]);
  if (isUniversal(tlv, TAG.octetString)) return encode(base, [octetsOf(tlv)]);
  const children = childrenOf(tlv).map(encodeDer);
  return encode(base | 0x20, isUniversal(tlv, TAG.set) ? children.sort(compareEncodings) : children);
}

/** DER of SET OF: elements in the ascending order of their encodings (X.690 clause 11.6). */
export function encodeSetOf(elements: readonly Tlv[]): Uint8Array {
  return encode(0x31, elements.map(encodeDer).sort(compareEncodings));
}

function compareEncodings(left: Uint8Array, right: Uint8Array): number {
  return Buffer.compare(left, right);
}

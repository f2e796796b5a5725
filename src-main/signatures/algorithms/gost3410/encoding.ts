import type { GostCurve, GostPoint } from './curves.ts';

/**
 * How r and s lie in a signature value.
 *
 * - `kz`: r‖s, each little-endian (Kazakhstan; no public document says so, the samples of the national test
 *   authority do);
 * - `rfc9215`: s‖r, each big-endian (RFC 9215 clause 2).
 */
export type GostValueEncoding = 'kz' | 'rfc9215';

export interface GostValue {
  readonly r: bigint;
  readonly s: bigint;
}

/** Unsigned number of bytes, the least significant one first. */
export function littleEndian(bytes: Uint8Array): bigint {
  return bigEndian(bytes.toReversed());
}

function bigEndian(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function bigEndianBytes(value: bigint, length: number): Uint8Array {
  return Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');
}

/** @param length in bytes; the value fits. */
export function littleEndianBytes(value: bigint, length: number): Uint8Array {
  return bigEndianBytes(value, length).toReversed();
}

/** Null for a value of another length than the curve's. */
export function decodeValue({ bits }: GostCurve, encoding: GostValueEncoding, value: Uint8Array): GostValue | null {
  const width = bits / 8;
  if (value.length !== width * 2) return null;
  const [first, second] = [value.subarray(0, width), value.subarray(width)];
  return encoding === 'kz'
    ? { r: littleEndian(first), s: littleEndian(second) }
    : { s: bigEndian(first), r: bigEndian(second) };
}

export function encodeValue({ bits }: GostCurve, encoding: GostValueEncoding, { r, s }: GostValue): Uint8Array {
  const width = bits / 8;
  return encoding === 'kz'
    ? Buffer.concat([littleEndianBytes(r, width), littleEndianBytes(s, width)])
    : Buffer.concat([bigEndianBytes(s, width), bigEndianBytes(r, width)]);
}

/**
 * The point x‖y, each little-endian (RFC 9215 clause 4.3; Kazakh keys alike).
 *
 * Null for another length, a coordinate outside the field, a point off the curve or outside the subgroup of
 * prime order: with such a key a forger could know values that verify.
 */
export function decodePoint({ bits, Point }: GostCurve, bytes: Uint8Array): GostPoint | null {
  const width = bits / 8;
  if (bytes.length !== width * 2) return null;
  const [x, y] = [littleEndian(bytes.subarray(0, width)), littleEndian(bytes.subarray(width))];
  if (x >= Point.Fp.ORDER || y >= Point.Fp.ORDER) return null;
  try {
    const point = Point.fromAffine({ x, y });
    point.assertValidity();
    return point;
  } catch (error) {
    // The library throws where the equation does not hold or the subgroup is another.
    if (error instanceof Error) return null;
    throw error;
  }
}

export function encodePoint({ bits }: GostCurve, point: GostPoint): Uint8Array {
  const { x, y } = point.toAffine();
  return Buffer.concat([littleEndianBytes(x, bits / 8), littleEndianBytes(y, bits / 8)]);
}

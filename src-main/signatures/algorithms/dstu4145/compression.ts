import { isOnCurve } from './point.ts';
import { isInSubgroup } from './multiplication.ts';
import type { DstuCurve, DstuPoint } from './curves.ts';

/**
 * The point as Ukrainian certificates carry it (DSTU 4145-2002 clause 6.9): x, the least significant byte first,
 * with its lowest bit replaced by the trace of y/x. The base point of explicit parameters is written alike.
 */
export function compressPoint({ field }: DstuCurve, { x, y }: DstuPoint): Uint8Array {
  const quotient = field.zero();
  field.invert(quotient, x);
  field.multiply(quotient, quotient, y);
  const bytes = field.encode(x);
  bytes[0] = ((bytes[0] ?? 0) & 0xfe) | field.trace(quotient);
  return bytes;
}

/**
 * The point of a compressed form (clause 6.10).
 *
 * Null for another length, bits above the field, an x that no point of the curve has, infinity, and a point
 * outside the subgroup of prime order: with such a key a forger could know values that verify.
 */
export function decompressPoint(curve: DstuCurve, bytes: Uint8Array): DstuPoint | null {
  const { field, a, b } = curve;
  const x = field.decode(bytes);
  // All zeros stand for the point of order two.
  if (x === null || field.isZero(x)) return null;
  const trace = (x[0] ?? 0) & 1;
  x[0] = (x[0] ?? 0) & ~1;
  // Tr(x) = Tr(a) for every point of the subgroup, and Tr(1) = 1: that brings the lowest bit back.
  if (field.trace(x) !== a) x[0] = (x[0] ?? 0) | 1;
  // (0, √b), the point of order two.
  if (field.isZero(x)) return null;
  // (y/x)^2 + y/x = x + a + b/x^2
  const right = field.zero();
  field.invert(right, x);
  field.square(right, right);
  field.multiply(right, right, b);
  field.add(right, right, x);
  right[0] = (right[0] ?? 0) ^ a;
  if (field.trace(right) !== 0) return null;
  const quotient = field.halfTrace(right);
  if (field.trace(quotient) !== trace) quotient[0] = (quotient[0] ?? 0) ^ 1;
  const y = field.zero();
  field.multiply(y, quotient, x);
  const point = { x, y };
  return isOnCurve(curve, point) && isInSubgroup(curve, point) ? point : null;
}

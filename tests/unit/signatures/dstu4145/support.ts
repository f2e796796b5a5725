import { randomBytes } from 'node:crypto';

import { DSTU_CURVE_OIDS, dstuCurveByOid } from '../../../../src-main/signatures/algorithms/dstu4145/curves.ts';
import { littleEndian, littleEndianBytes } from '../../../../src-main/signatures/algorithms/gost3410/encoding.ts';
import type { DstuCurve } from '../../../../src-main/signatures/algorithms/dstu4145/curves.ts';
import type { BinaryField, Element } from '../../../../src-main/signatures/algorithms/dstu4145/field.ts';

/** The value, of which the test knows that it is there. */
export function required<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('a value that the test needs is missing');
  return value;
}

/** Title, curve and OID of the ten named curves. */
export const CURVES = DSTU_CURVE_OIDS.map((oid) => {
  const curve = required(dstuCurveByOid(oid));
  return [`m = ${curve.m}`, curve, oid] as const;
});

export function numberOf(field: BinaryField, element: Element): bigint {
  return littleEndian(field.encode(element));
}

export function elementOf(field: BinaryField, value: bigint): Element {
  return required(field.decode(littleEndianBytes(value, field.bytes)));
}

/** A secret of the curve, little-endian. */
export function newSecret({ order, scalarBytes }: DstuCurve): Uint8Array {
  const value = (littleEndian(randomBytes(scalarBytes + 8)) % (order - 1n)) + 1n;
  return littleEndianBytes(value, scalarBytes);
}

/** r‖s as a signature value has them. */
export function valueOf({ scalarBytes }: DstuCurve, { r, s }: { readonly r: bigint; readonly s: bigint }): Uint8Array {
  return Uint8Array.from([...littleEndianBytes(r, scalarBytes), ...littleEndianBytes(s, scalarBytes)]);
}

export function partsOf({ scalarBytes }: DstuCurve, value: Uint8Array): { readonly r: bigint; readonly s: bigint } {
  return { r: littleEndian(value.subarray(0, scalarBytes)), s: littleEndian(value.subarray(scalarBytes)) };
}

export function reversed(bytes: Uint8Array): Uint8Array {
  return bytes.toReversed();
}

/** A copy with one bit changed. */
export function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >>> 3] = (copy[bit >>> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

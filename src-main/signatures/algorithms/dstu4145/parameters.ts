import { explicit, Fields } from '../../asn1/fields.ts';
import { Asn1Error, isUniversal, TAG } from '../../asn1/tlv.ts';
import { integerHexOf, octetsOf, oidOf, smallIntegerOf } from '../../asn1/values.ts';
import { equalBytes } from '../digests.ts';
import { UKRAINIAN_SBOX } from '../gost28147/sboxes.ts';
import { compressPoint } from './compression.ts';
import { dstuCurveByDegree, dstuCurveByOid } from './curves.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import type { DstuCurve } from './curves.ts';

/** How numbers of the field lie in an OCTET STRING: by the OID of the key's algorithm. */
export type DstuByteOrder = 'little-endian' | 'big-endian';

export interface DstuParameters {
  readonly curve: DstuCurve;
  /** The S-box of GOST 34.311 and GOST 28147 ("dovgostrokovyi klyuchovyi element"), packed; null: the usual one. */
  readonly dke: Uint8Array | null;
}

/** Two entries of four bits in a byte. */
const DKE_LENGTH = 64;

/** The S-box that is used where a key names none (order 1236/5/453). */
const DEFAULT_DKE = Uint8Array.from({ length: DKE_LENGTH }, (_none, at) => ((UKRAINIAN_SBOX.nibbles[2 * at] ?? 0) << 4) | (UKRAINIAN_SBOX.nibbles[2 * at + 1] ?? 0));

export function isDefaultDke(dke: Uint8Array): boolean {
  return equalBytes(dke, DEFAULT_DKE);
}

/** Bytes as the least significant first. */
export function fromByteOrder(order: DstuByteOrder, bytes: Uint8Array): Uint8Array {
  return order === 'little-endian' ? bytes : bytes.toReversed();
}

/**
 * DSTU4145Params of a key (order 1236/5/453): the OID of a curve or its numbers, then at most an S-box.
 * Null for a curve that is none of the ten.
 *
 * @throws Asn1Error where the parameters are malformed.
 */
export function dstuParametersOf(parameters: Tlv, order: DstuByteOrder): DstuParameters | null {
  const fields = Fields.ofSequence(parameters, 'DSTU4145Params');
  const named = fields.optional(TAG.oid);
  const curve = named === null ? explicitCurve(fields.any(), order) : dstuCurveByOid(oidOf(named));
  const dkeField = fields.optional(TAG.octetString);
  const dke = dkeField === null ? null : octetsOf(dkeField);
  fields.finish();
  if (dke !== null && dke.length !== DKE_LENGTH) throw new Asn1Error('DSTU4145Params: an S-box of another length');
  return curve === null ? null : { curve, dke };
}

/** ECBinary: a curve whose every number, base point and order too, is that of a named one. A forger would choose the base point. */
function explicitCurve(tlv: Tlv, order: DstuByteOrder): DstuCurve | null {
  const fields = Fields.ofSequence(tlv, 'ECBinary');
  const version = fields.optionalContext(0);
  if (version !== null && smallIntegerOf(explicit(version, 'version')) !== 0) throw new Asn1Error('ECBinary: unknown version');
  const { m, exponents } = binaryField(fields.take(TAG.sequence));
  const a = smallIntegerOf(fields.take(TAG.integer));
  const b = octetsOf(fields.take(TAG.octetString));
  const n = integerHexOf(fields.take(TAG.integer));
  const base = octetsOf(fields.take(TAG.octetString));
  fields.finish();
  const curve = dstuCurveByDegree(m);
  const equal =
    curve !== null &&
    exponents.toSorted((left, right) => right - left).join(' ') === curve.exponents.join(' ') &&
    a === curve.a &&
    equalBytes(fromByteOrder(order, b), curve.field.encode(curve.b)) &&
    /^[0-9a-f]+$/.test(n) &&
    BigInt(`0x${n}`) === curve.order &&
    equalBytes(fromByteOrder(order, base), compressPoint(curve, curve.base));
  return equal ? curve : null;
}

/** BinaryField in a polynomial basis: one middle exponent, or a SEQUENCE of three. */
function binaryField(tlv: Tlv): { readonly m: number; readonly exponents: readonly number[] } {
  const fields = Fields.ofSequence(tlv, 'BinaryField');
  const m = smallIntegerOf(fields.take(TAG.integer));
  const member = fields.any();
  fields.finish();
  if (!isUniversal(member, TAG.sequence)) return { m, exponents: [smallIntegerOf(member)] };
  const three = Fields.ofSequence(member, 'Pentanomial');
  const exponents = [three.any(), three.any(), three.any()].map(smallIntegerOf);
  three.finish();
  return { m, exponents };
}

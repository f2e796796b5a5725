import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bits, explicit, integer, octets, oid, sequence } from '../../../../src-main/demo/pki/der.ts';
import { compressPoint } from '../../../../src-main/signatures/algorithms/dstu4145/compression.ts';
import { dstuParametersOf, isDefaultDke } from '../../../../src-main/signatures/algorithms/dstu4145/parameters.ts';
import { dstuKeyOf } from '../../../../src-main/signatures/algorithms/dstu4145/public-key.ts';
import { derivePublicPoint } from '../../../../src-main/signatures/algorithms/dstu4145/signature.ts';
import { algorithmIdentifierOf } from '../../../../src-main/signatures/algorithms/identifier.ts';
import { Asn1Error, readSingle } from '../../../../src-main/signatures/asn1/tlv.ts';
import { CURVES, flipped, newSecret } from './support.ts';
import type { DstuCurve } from '../../../../src-main/signatures/algorithms/dstu4145/curves.ts';

const KEY_OID = '1.2.804.2.1.1.1.1.3.1.1';
const big = (value: bigint): Uint8Array => {
  const digits = value.toString(16);
  return integer(Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex'));
};

interface Change {
  readonly m?: number;
  readonly exponents?: readonly number[];
  readonly a?: number;
  readonly b?: Uint8Array;
  readonly order?: bigint;
  readonly base?: Uint8Array;
}

/** ECBinary with the numbers of a curve, some of them changed. */
function binary(curve: DstuCurve, change: Change = {}): Uint8Array {
  const { m = curve.m, exponents = curve.exponents, a = curve.a, b = curve.field.encode(curve.b), order = curve.order, base = compressPoint(curve, curve.base) } = change;
  const ascending = exponents.toSorted((left, right) => left - right);
  const [only] = ascending;
  const member = ascending.length === 1 ? integer(only ?? 0) : sequence(...ascending.map((exponent) => integer(exponent)));
  return sequence(sequence(integer(m), member), integer(a), octets(b), big(order), octets(base));
}

const read = (...parts: readonly Uint8Array[]) => dstuParametersOf(readSingle(sequence(...parts)), 'little-endian');

describe.each(CURVES)('parameters of keys, %s', (_name, curve, curveOid) => {
  it('the curve is found by its OID and by all of its numbers', () => {
    expect(read(oid(curveOid))?.curve).toBe(curve);
    expect(read(binary(curve))?.curve).toBe(curve);
  });

  it('one number that differs makes it no curve: a forger would choose the base point', () => {
    const changes: readonly Change[] = [
      { m: curve.m + 2 },
      { exponents: curve.exponents.map((exponent, at) => (at === 0 ? exponent + 1 : exponent)) },
      { a: 1 - curve.a },
      { b: flipped(curve.field.encode(curve.b), 5) },
      { b: curve.field.encode(curve.b).subarray(1) },
      { order: curve.order + 2n },
      { base: flipped(compressPoint(curve, curve.base), 0) },
      { base: compressPoint(curve, derivePublicPoint(curve, newSecret(curve))) },
    ];
    for (const change of changes) {
      expect(read(binary(curve, change)), JSON.stringify(Object.keys(change))).toBeNull();
    }
  });

  it('a key is read by its identifier, its curve and its point', () => {
    const point = compressPoint(curve, derivePublicPoint(curve, newSecret(curve)));
    const identifier = (keyOid: string, ...parameters: readonly Uint8Array[]) => algorithmIdentifierOf(readSingle(sequence(oid(keyOid), ...parameters)));
    expect(dstuKeyOf(identifier(KEY_OID, sequence(oid(curveOid))), octets(point))?.curve).toBe(curve);
    expect(dstuKeyOf(identifier('1.2.804.2.1.1.1.1.3.1.1.1.1', sequence(oid(curveOid))), octets(point.toReversed()))?.curve).toBe(curve);
    expect(dstuKeyOf(identifier(KEY_OID), octets(point))).toBeNull();
    expect(dstuKeyOf(identifier('1.2.840.10045.2.1', sequence(oid(curveOid))), octets(point))).toBeNull();
    expect(() => dstuKeyOf(identifier(KEY_OID, sequence(oid(curveOid))), point)).toThrow(Asn1Error);
    expect(() => dstuKeyOf(identifier(KEY_OID, sequence(oid(curveOid))), bits(point))).toThrow(Asn1Error);
  });
});

describe('the S-box of a key', () => {
  const [, , curveOid] = CURVES[6] ?? [];
  const named = oid(curveOid ?? '');

  it('is there, or the usual one; of another length it is an error', () => {
    expect(read(named)?.dke).toBeNull();
    const dke = new Uint8Array(64).fill(0x12);
    expect(read(named, octets(dke))?.dke).toEqual(Buffer.from(dke));
    expect(isDefaultDke(dke)).toBe(false);
    expect(() => read(named, octets(dke.subarray(1)))).toThrow(Asn1Error);
    expect(() => read(named, octets(dke), integer(1))).toThrow(Asn1Error);
  });
});

describe('hostile parameters', () => {
  const [, curve] = CURVES[6] ?? [];
  it('any change of any byte is another answer or a typed error, never a crash', () => {
    if (curve === undefined) throw new Error('no curve');
    const good = sequence(explicit(0, integer(0)), binary(curve));
    const plain = sequence(binary(curve));
    for (const der of [good, plain]) {
      fc.assert(
        fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
          const changed = Uint8Array.from(der);
          changed[at] = (changed[at] ?? 0) ^ mask;
          try {
            // The same curve only where the change left every number as it was.
            const answer = dstuParametersOf(readSingle(changed), 'little-endian');
            expect(answer === null || answer.curve === curve).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(Asn1Error);
          }
        }),
        { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
      );
    }
  });
});

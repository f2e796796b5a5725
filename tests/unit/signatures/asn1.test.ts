import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import * as write from '../../../src-main/demo/pki/der.ts';
import { toDefiniteLength } from '../../../src-main/signatures/asn1/definite-length.ts';
import { encodeDer, encodeSetOf } from '../../../src-main/signatures/asn1/der.ts';
import { Asn1Error, childrenOf, readSingle, readTlv } from '../../../src-main/signatures/asn1/tlv.ts';
import { integerHexOf, namedBitsOf, oidOf, smallIntegerOf, textOf, timeOf } from '../../../src-main/signatures/asn1/values.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('values', () => {
  it.each([
    ['1.2.840.113549.1.1.11', '06 09 2a 86 48 86 f7 0d 01 01 0b'],
    ['2.999.3', '06 03 88 37 03'],
    ['0.4.0.1862.1.1', '06 06 04 00 8e 46 01 01'],
  ])('OBJECT IDENTIFIER %s', (dotted, bytes) => {
    expect(oidOf(readSingle(hex(bytes)))).toBe(dotted);
  });

  it.each([
    ['1.2.840.113549 cut off', '06 05 2a 86 48 86 f7'],
    ['empty', '06 00'],
  ])('OBJECT IDENTIFIER %s is refused', (_title, bytes) => {
    expect(() => oidOf(readSingle(hex(bytes)))).toThrow(Asn1Error);
  });

  it('INTEGER keeps apart -1 and 255', () => {
    expect(integerHexOf(readSingle(hex('02 02 00 ff')))).toBe('ff');
    expect(integerHexOf(readSingle(hex('02 01 ff')))).toBe('-ff');
    expect(() => smallIntegerOf(readSingle(hex('02 01 ff')))).toThrow(Asn1Error);
  });

  it('times of both types, and only real ones', () => {
    const utc = (text: string) => timeOf(readSingle(Buffer.concat([hex('17 0d'), Buffer.from(text)])));
    expect(new Date(utc('491231235959Z')).getUTCFullYear()).toBe(2049);
    expect(new Date(utc('500101000000Z')).getUTCFullYear()).toBe(1950);
    for (const odd of ['260230000000Z', '261301000000Z', '260101250000Z', '26010100000+Z']) {
      expect(() => utc(odd)).toThrow(Asn1Error);
    }
    const fraction = Buffer.concat([hex('18 13'), Buffer.from('20260310090000.250Z')]);
    expect(timeOf(readSingle(fraction))).toBe(Date.parse('2026-03-10T09:00:00.250Z'));
  });

  it('named bits and texts', () => {
    expect([...namedBitsOf(readSingle(hex('03 02 05 a0')))]).toEqual([0, 2]);
    expect(textOf(readSingle(hex('1e 04 04d8 04a2')))).toBe('ӘҢ');
    expect(textOf(readSingle(write.utf8('Ґөң')))).toBe('Ґөң');
    expect(textOf(readSingle(hex('02 01 05')))).toBeNull();
  });
});

describe('lengths', () => {
  it('an element longer than its holder is refused', () => {
    expect(() => readSingle(hex('30 05 02 01'))).toThrow(Asn1Error);
    expect(() => childrenOf(readSingle(hex('30 03 02 05 01')))).toThrow(Asn1Error);
    expect(() => readTlv(hex('30 89 01 00 00 00 00 00 00 00 00'))).toThrow(Asn1Error);
    expect(() => readSingle(hex('02 01 05 00'))).toThrow(Asn1Error);
  });

  it('indefinite lengths become definite, also where both take the same room', () => {
    const inner = Buffer.alloc(300, 7);
    const streamed = Buffer.concat([hex('30 80 24 80 04 82 01 2c'), inner, hex('00 00 00 00')]);
    const { bytes, trailing } = toDefiniteLength(streamed);
    expect(trailing).toHaveLength(0);
    expect(Buffer.from(encodeDer(readSingle(bytes))).equals(write.sequence(write.octets(inner)))).toBe(true);
    const [octets] = childrenOf(readSingle(bytes));
    expect(octets?.tagNumber).toBe(4);
  });

  it('definite input comes back as the same memory', () => {
    const der = write.sequence(write.integer(5), write.setOf(write.octets(hex('3080'))));
    expect(toDefiniteLength(der).bytes.buffer).toBe(der.buffer);
  });

  it('a stray end of contents is refused', () => {
    expect(() => toDefiniteLength(hex('30 04 00 00 02 00'))).toThrow(Asn1Error);
    expect(() => toDefiniteLength(hex('30 80 02 01 05'))).toThrow(Asn1Error);
  });

  it('any tree written by one side is read and written back by the other', () => {
    const leaf = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => write.octets(bytes)),
      fc.nat().map((number) => write.integer(number)),
      fc.string().map((characters) => write.utf8(characters)),
    );
    const { tree } = fc.letrec<{ tree: Uint8Array }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        leaf,
        fc.array(tie('tree'), { maxLength: 4 }).map((items) => write.sequence(...items)),
        fc.array(tie('tree'), { maxLength: 4 }).map((items) => write.setOf(...items)),
      ),
    }));
    fc.assert(
      fc.property(tree, (der) => {
        expect(Buffer.from(encodeDer(readSingle(toDefiniteLength(der).bytes))).equals(der)).toBe(true);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('SET OF is put into DER order whatever the order it came in', () => {
    const items = [write.octets(hex('02')), write.octets(hex('01')), write.integer(1), write.octets(hex('01 02'))];
    const read = items.map((item) => readSingle(item));
    expect(Buffer.from(encodeSetOf(read)).equals(write.setOf(...items.toReversed()))).toBe(true);
  });
});

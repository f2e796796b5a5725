import { deflateSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { Budget } from '../../../src-main/signatures/formats/pdf/budget.ts';
import { PdfFormatError } from '../../../src-main/signatures/formats/pdf/errors.ts';
import { decodeStream } from '../../../src-main/signatures/formats/pdf/structure/filters.ts';
import { PdfFile } from '../../../src-main/signatures/formats/pdf/structure/file.ts';
import { PdfView } from '../../../src-main/signatures/formats/pdf/structure/view.ts';
import { dictionaryOf, isStream, isString } from '../../../src-main/signatures/formats/pdf/syntax/objects.ts';
import { Parser } from '../../../src-main/signatures/formats/pdf/syntax/parser.ts';
import { dateOf, stringBytes, textString } from '../../../src-main/signatures/formats/pdf/syntax/strings.ts';
import { PdfFixture } from '../../support/signed-pdf.ts';
import type { PdfObject, PdfStream } from '../../../src-main/signatures/formats/pdf/syntax/objects.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const parse = (text: string): PdfObject => new Parser(latin1(text), 0, text.length).parse();

/** Values as plain JavaScript, for comparison. */
function plain(value: PdfObject): unknown {
  if (value === null || typeof value !== 'object') return value;
  switch (value.kind) {
    case 'array':
      return value.items.map(plain);
    case 'dictionary':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry)]));
    case 'stream':
      return { stream: plain(value.dictionary) };
    case 'string':
      return Buffer.from(stringBytes(value)).toString('latin1');
    case 'name':
      return `/${value.name}`;
    case 'reference':
      return `${value.number} ${value.generation} R`;
    case 'oddity':
      return { odd: value.text };
  }
}

describe('objects', () => {
  it.each([
    ['12', 12],
    ['-0.5', -0.5],
    ['+.25', 0.25],
    ['4.', 4],
    ['true', true],
    ['null', null],
    ['/Name#20with#2Fsigns', '/Name with/signs'],
    ['/A;Name_With-Various***Characters?', '/A;Name_With-Various***Characters?'],
    ['(a (nested) string\\)\\n\\101\\7\\\r\nend)', 'a (nested) string)\nA\u0007end'],
    ['<48 65\n6C6C 6>', 'Hell`'],
    ['[1 R 3 0 R 4]', [1, { odd: 'R' }, '3 0 R', 4]],
    ['[1 0 R/Next(x)<41>]', ['1 0 R', '/Next', 'x', 'A']],
    ['<</A 1/B[/C<</D null>>]%comment >>\n/E(()())>>', { A: 1, B: ['/C', { D: null }], E: '()()' }],
    ['1.2.3', { odd: '1.2.3' }],
    ['--5', { odd: '--5' }],
  ])('%s', (text, expected) => {
    expect(plain(parse(text))).toEqual(expected);
  });

  it.each(['', '<<', '<</A>>', '[1 2', '(open', '<41', 'endobj', ')', '<< (no) 1 >>'])('%j is none', (text) => {
    expect(() => parse(text)).toThrow(PdfFormatError);
  });

  it('a key written twice is noticed', () => {
    expect(dictionaryOf(parse('<< /A 1 /#41 2 >>'))?.repeatedKeys).toEqual(['A']);
  });
});

describe('text strings and dates', () => {
  it.each([
    ['(plain)', 'plain'],
    ['<FEFF0416>', 'Ж'],
    ['<FFFE1604>', 'Ж'],
    ['<EFBBBFD096>', 'Ж'],
    ['(\\200\\240\\227)', '•€Š'],
  ])('%s', (text, expected) => {
    const value = parse(text);
    expect(isString(value) && textString(value)).toBe(expected);
  });

  it.each([
    ["D:20260310120000+06'00'", '2026-03-10T06:00:00.000Z'],
    ["D:20260310120000-0130", '2026-03-10T13:30:00.000Z'],
    ['D:20260310120000Z', '2026-03-10T12:00:00.000Z'],
    ['20260310', '2026-03-10T00:00:00.000Z'],
    ['D:2026', '2026-01-01T00:00:00.000Z'],
    ['D:20260231', null],
    ['D:00000310', null],
    ['yesterday', null],
  ])('%s', (text, expected) => {
    expect(dateOf(text)).toBe(expected);
  });
});

describe('filters', () => {
  function decode(dictionary: string, data: Buffer): string {
    const parsed = dictionaryOf(parse(dictionary));
    if (parsed === null) throw new Error('no dictionary');
    const stream: PdfStream = { kind: 'stream', dictionary: parsed, source: data, dataStart: 0, dataEnd: data.length };
    return Buffer.from(decodeStream(stream, (value) => value, new Budget())).toString('latin1');
  }

  it.each([
    ['none', '<< >>', latin1('as it is'), 'as it is'],
    ['Flate', '<< /Filter /FlateDecode >>', deflateSync('packed'), 'packed'],
    ['Flate, cut off', '<< /Filter /Fl >>', deflateSync('packed '.repeat(40)).subarray(0, -4), 'packed '.repeat(40)],
    ['hexadecimal', '<< /Filter /ASCIIHexDecode >>', latin1('48 65 6C 6C 6F 2>'), 'Hello '],
    ['base 85', '<< /Filter [/ASCII85Decode] >>', latin1('87cURD_*#4DfTZ)z~>'), 'Hello, World\0\0\0\0'],
    ['two of them', '<< /Filter [/AHx /Fl] >>', latin1(`${deflateSync('both').toString('hex')}>`), 'both'],
    ['PNG predictors', '<< /Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 3 >> >>', deflateSync(Buffer.from([0, 97, 98, 99, 1, 97, 1, 1, 2, 1, 1, 1, 3, 50, 50, 50, 4, 1, 1, 1])), pngExpectation()],
    ['TIFF predictor', '<< /Filter /FlateDecode /DecodeParms << /Predictor 2 /Columns 3 >> >>', deflateSync(Buffer.from([97, 1, 1, 100, 1, 1])), 'abcdef'],
  ])('%s', (_title, dictionary, data, expected) => {
    expect(decode(dictionary, data)).toBe(expected);
  });

  /** The rows above, worked out by the definition of each filter type (PNG specification clause 9.2). */
  function pngExpectation(): string {
    const none = [97, 98, 99];
    const sub = [97, 98, 99];
    const up = sub.map((byte) => byte + 1);
    const average: number[] = [];
    for (const [index, above] of up.entries()) average.push((50 + (((average[index - 1] ?? 0) + above) >> 1)) & 0xff);
    const paeth: number[] = [];
    for (const [index, above] of average.entries()) {
      const [left, corner] = [paeth[index - 1] ?? 0, average[index - 1] ?? 0];
      const estimate = left + above - corner;
      const nearest = [left, above, corner].toSorted((a, b) => Math.abs(estimate - a) - Math.abs(estimate - b))[0] ?? 0;
      paeth.push((nearest + 1) & 0xff);
    }
    return Buffer.from([...none, ...sub, ...up, ...average, ...paeth]).toString('latin1');
  }

  it.each([
    ['<< /Filter /DCTDecode >>', 'x'],
    ['<< /Filter /FlateDecode >>', 'not packed'],
    ['<< /Filter [/AHx /AHx /AHx /AHx /AHx] >>', '3e'],
    ['<< /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 99999999999 >> >>', deflateSync('x').toString('latin1')],
  ])('%s is refused', (dictionary, data) => {
    expect(() => decode(dictionary, latin1(data))).toThrow(PdfFormatError);
  });
});

describe('the document before a place', () => {
  const open = (bytes: Buffer, limit = bytes.length): PdfView => PdfView.open(new PdfFile(bytes), limit);
  const producer = (view: PdfView): unknown => plain(view.resolve(view.trailer.entries.get('Info') ?? null));

  it('is what it was when it ended there', () => {
    const one = PdfFixture.create({ xref: 'stream', compress: true });
    const two = one.update({ 7: '<< /Producer (later) >>' });
    expect(producer(open(two.bytes, one.bytes.length))).toMatchObject({ Producer: 'tests' });
    expect(producer(open(two.bytes))).toEqual({ Producer: 'later' });
    expect(open(two.bytes, one.bytes.length - 20).rebuilt).toBe(true);
  });

  it('bytes before the header may count or not', () => {
    const { bytes } = PdfFixture.create();
    const view = open(Buffer.concat([latin1('MIME: x\r\n\r\n'), bytes]));
    expect(view.rebuilt).toBe(false);
    expect(producer(view)).toMatchObject({ Producer: 'tests' });
  });

  it('a table and the stream that it names are one section; what both place is marked', () => {
    const base = PdfFixture.create();
    const stream = base.update({ 7: '<< /Producer (hidden) >>', 8: base.source(8) }, { xref: 'stream' });
    const streamOffset = stream.startxref;
    const clean = stream.append(`xref\n7 1\n0000000000 00000 f \ntrailer\n<< /Root 1 0 R /Info 7 0 R /XRefStm ${streamOffset} /Prev ${base.startxref} >>\nstartxref\n${stream.bytes.length}\n%%EOF\n`);
    expect(producer(open(clean.bytes))).toEqual({ Producer: 'hidden' });
    expect(open(clean.bytes).chain?.sections[0]?.repeated).toEqual([]);
    const first = base.bytes.indexOf('7 0 obj');
    const twofold = stream.append(`xref\n7 1\n${String(first).padStart(10, '0')} 00000 n \ntrailer\n<< /Root 1 0 R /Info 7 0 R /XRefStm ${streamOffset} /Prev ${base.startxref} >>\nstartxref\n${stream.bytes.length}\n%%EOF\n`);
    expect(producer(open(twofold.bytes))).toMatchObject({ Producer: 'tests' });
    expect(open(twofold.bytes).chain?.sections[0]?.repeated).toEqual([7]);
  });

  it('a free object is null; one that the table misses is found and marked', () => {
    const base = PdfFixture.create();
    expect(open(base.update({}, { free: [7] }).bytes).load(7)).toBeNull();
    const misplaced = open(base.update({}, { places: { 7: 3 } }).bytes);
    expect(plain(misplaced.load(7)?.value ?? null)).toMatchObject({ Producer: 'tests' });
    expect([...misplaced.misplaced]).toEqual([7]);
  });

  it('a stream with a wrong length ends where its end stands', () => {
    const { bytes } = PdfFixture.create({ objects: { 4: '<< /Length 3 >>\nstream\n0 0 m 1 1 l S\nendstream' } });
    const value = open(bytes).load(4)?.value;
    expect(isStream(value) ? Buffer.from(value.source.subarray(value.dataStart, value.dataEnd)).toString() : '').toBe('0 0 m 1 1 l S');
  });
});

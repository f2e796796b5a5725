import { deflateSync } from 'node:zlib';
import { degrees, PDFDocument, PDFName, PDFNumber, rgb, type PDFPage } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareSignatureField, type ChosenPlace, type SignatureFieldRequest } from '../../../src-main/pdf/index.ts';
import { isInstalled } from '../../support/signature-judges.ts';
import { PdfFixture } from '../../support/signed-pdf.ts';
import { addedInk, coveredInk, judgesPresent, render, structureComplaints, textOf } from './rendering.ts';
import { block, KAZAKH_NAME, letter, SPECIAL_LETTERS, stampedFile, stampedRequest } from './samples.ts';
import { correlation, fieldRequest, inkProfile, makeOpensslKey, pdfsig, signingBlock, signWithOpenssl, type OpensslKey } from './signature-field-support.ts';

const present = judgesPresent && isInstalled('pdfsig') && isInstalled('openssl');
let key: OpensslKey;
let original: Uint8Array;

beforeAll(async () => {
  if (present) key = makeOpensslKey();
  original = await letter('ru', 1);
});

async function changed(bytes: Uint8Array, change: (page: PDFPage) => void, options: { useObjectStreams?: boolean } = {}): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  document.getPages().forEach(change);
  return document.save(options);
}

async function sign(source: Uint8Array, change: Partial<SignatureFieldRequest> = {}) {
  const prepared = await prepareSignatureField(await fieldRequest({ source, ...change }));
  return { prepared, signed: signWithOpenssl(prepared, key) };
}

/** A page that is inked from edge to edge. */
async function fullPage(): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const page = document.addPage([595, 842]);
  for (let y = 0; y < 842; y += 10) page.drawLine({ start: { x: 0, y }, end: { x: 595, y }, color: rgb(0, 0, 0) });
  return document.save({ useObjectStreams: false });
}

/** A hybrid file (ISO 32000-1, 7.5.8.4): the newest section's table is empty, and a stream beside it names objects. */
function hybrid(): Uint8Array {
  const base = PdfFixture.create();
  const number = base.nextNumber;
  const hidden = base.bytes.length;
  const row = (type: number, second: number, third: number) => [type, second >> 24, (second >> 16) & 255, (second >> 8) & 255, second & 255, third];
  const note = Buffer.from(`${number} 0 obj\n<< /Hidden true >>\nendobj\n`, 'latin1');
  const place = hidden + note.length;
  const data = deflateSync(Buffer.from([...row(1, hidden, 0), ...row(1, place, 0)]));
  const head = Buffer.from(`${number + 1} 0 obj\n<< /Type /XRef /Size ${number + 2} /W [1 4 1] /Index [${number} 2] /Root 1 0 R /Filter /FlateDecode /Length ${data.length} >>\nstream\n`, 'latin1');
  const stream = Buffer.concat([head, data, Buffer.from('\nendstream\nendobj\n', 'latin1')]);
  const table = place + stream.length;
  const end = `xref\n0 0\ntrailer\n<< /Size ${number + 2} /Root 1 0 R /Info 7 0 R /Prev ${base.startxref} /XRefStm ${place} >>\nstartxref\n${table}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([base.bytes, note, stream, Buffer.from(end, 'latin1')]));
}

describe.skipIf(!present)('a signature by OpenSSL in the prepared field', () => {
  it.for<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ['a cross-reference table', () => changed(original, () => undefined, { useObjectStreams: false })],
    ['a cross-reference stream', () => changed(original, () => undefined, { useObjectStreams: true })],
    ['a hybrid cross-reference', hybrid],
    ['an update of a hybrid file that names its stream again', () => {
      const bytes = hybrid();
      const text = Buffer.from(bytes).toString('latin1');
      const [, size = '', stream = ''] = /\/Size (\d+) [^>]*\/XRefStm (\d+)/.exec(text) ?? [];
      const previous = text.lastIndexOf('xref\n0 0');
      const table = bytes.length;
      return new Uint8Array(Buffer.concat([bytes, Buffer.from(`xref\n0 0\ntrailer\n<< /Size ${size} /Root 1 0 R /Prev ${previous} /XRefStm ${stream} >>\nstartxref\n${table}\n%%EOF\n`, 'latin1')]));
    }],
    ['a table named one line end too early', () => {
      const bytes = Buffer.from(PdfFixture.create().bytes);
      const table = bytes.lastIndexOf('xref\n0 ');
      const at = bytes.lastIndexOf('startxref\n') + 'startxref\n'.length;
      bytes.write(String(table - 1).padEnd(String(table).length), at, 'latin1');
      return new Uint8Array(bytes);
    }],
    ['a form, fields and annotations', () => new Uint8Array(PdfFixture.create({ xref: 'stream', compress: true }).bytes)],
  ])('is valid over the total document, with %s', async ([, make]) => {
    const source = await make();
    const { prepared, signed } = await sign(source);
    expect(Buffer.compare(signed.subarray(0, source.length), source)).toBe(0);
    expect(pdfsig(signed)).toEqual([{ field: prepared.fieldName, valid: true, whole: true }]);
    // What qpdf finds odd in the source it finds odd here.
    expect(structureComplaints(signed) === '').toBe(structureComplaints(source) === '');
    expect(prepared.placedOn).toBe('page');
  });

  it('is no longer valid once a signed byte is another', async () => {
    const { signed } = await sign(original);
    const at = Buffer.from(signed).indexOf('/Rect');
    expect(pdfsig(signed.with(at + 1, 0x58))[0]?.valid).not.toBe(true);
  });

  it('stands beside an earlier one, and both are valid', async () => {
    const first = await sign(original, { fieldName: 'Approval' });
    const second = await sign(first.signed, { fieldName: 'Approval', block: block('passed') });
    expect(Buffer.compare(second.signed.subarray(0, first.signed.length), first.signed)).toBe(0);
    expect(pdfsig(second.signed)).toEqual([
      { field: 'Approval', valid: true, whole: false },
      { field: 'Approval2', valid: true, whole: true },
    ]);
    const [before, after] = [render(first.signed, 72)[0], render(second.signed, 72)[0]];
    expect(before && after && coveredInk(before, after)).toBe(0);
    expect(structureComplaints(second.signed)).toBe('');
  });

  it('[SIGN-09] may be invisible, and then the page looks as before', async () => {
    const { prepared, signed } = await sign(original, { block: null });
    expect(prepared).toMatchObject({ placedOn: 'none', page: 1, doubts: [] });
    expect(pdfsig(signed)).toEqual([{ field: 'Signature1', valid: true, whole: true }]);
    const [before, after] = [render(original, 50)[0], render(signed, 50)[0]];
    expect(before && after && addedInk(before, after)).toBeNull();
  });
});

describe.skipIf(!present)('the block as appearance of the field', () => {
  interface Turn {
    /** The judge leaves the user unit out of account. */
    readonly unit?: number;
    readonly place?: ChosenPlace;
  }
  let upright: readonly number[];
  beforeAll(async () => {
    // The same block as it is drawn into the content of a stamped copy.
    const copy = await stampedFile(await stampedRequest({ source: { kind: 'pdf', bytes: original }, stamp: null, blocks: [block('passed')] }));
    upright = inkProfile(original, copy.bytes);
  });

  const upper: ChosenPlace = { page: 1, box: { left: 30, bottom: 560, right: 291, top: 820 } };
  const turns: readonly [string, (page: PDFPage) => void, Turn?][] = [
    ['upright', () => undefined],
    ['turned by 90°', (page) => page.setRotation(degrees(90))],
    ['turned by 180°', (page) => page.setRotation(degrees(180)), { place: upper }],
    ['turned by 270°', (page) => page.setRotation(degrees(270))],
    ['with an offset crop box, turned by 270°', (page) => {
      page.setMediaBox(-50, -20, 700, 900);
      page.setCropBox(20, 60, 540, 700);
      page.setRotation(degrees(270));
    }],
    ['with a user unit of 1.5', (page) => page.node.set(PDFName.of('UserUnit'), PDFNumber.of(1.5)), { unit: 1.5 }],
    ['with its rotation inherited', (page) => page.node.Parent()?.set(PDFName.of('Rotate'), PDFNumber.of(90))],
    // Nothing is drawn into the page's own content, so its state does not matter.
    ['of A6', (page) => {
      page.node.delete(PDFName.of('Contents'));
      page.setSize(298, 420);
    }],
  ];

  it.for(turns)('stands upright inside a page %s and covers no ink', async ([, turn, { unit = 1, place } = {}]) => {
    const bytes = await changed(original, turn);
    const { prepared, signed } = await sign(bytes, { block: block('passed'), ...(place === undefined ? {} : { place }) });
    expect(prepared).toMatchObject({ placedOn: 'page', page: 1, doubts: [] });
    const [[before], [after]] = [render(bytes, 72), render(signed, 72)];
    if (before === undefined || after === undefined) throw new Error('not rendered');
    expect(coveredInk(before, after)).toBe(0);
    const added = addedInk(before, after);
    if (added === null) throw new Error('nothing was added');
    expect(Math.min(added.left, added.top)).toBeGreaterThan(15);
    expect(added.right).toBeLessThan(after.width - 15);
    expect(added.bottom).toBeLessThan(after.height - 15);
    // 92 mm at 72 dpi; on A6 what the edges leave.
    const width = (added.right - added.left) * unit;
    expect(Math.abs(width - (after.width > 298 ? 260 : 249))).toBeLessThanOrEqual(2);
    expect(textOf(signed, '-layout')).toContain('Їжакевич-Ґонтаренко');
    // Turned or mirrored, its lines and margins would lie elsewhere than on a page that is not turned at all.
    const likeness = correlation(inkProfile(bytes, signed), upright);
    // On A6 its lines break elsewhere.
    if (after.width > 298) expect(likeness).toBeGreaterThan(0.9);
    expect(pdfsig(signed)).toEqual([{ field: 'Signature1', valid: true, whole: true }]);
  });

  it('shows every letter of the languages of the desk', async () => {
    const subset = await prepareSignatureField(await fieldRequest({ source: original, block: { ...signingBlock(), rows: [{ label: '', value: SPECIAL_LETTERS }] } }));
    expect(textOf(subset.bytes).replaceAll(/\s/g, '')).toContain(SPECIAL_LETTERS);
    const dropped = await prepareSignatureField(await fieldRequest({ source: original, block: { ...signingBlock(), rows: [{ label: '', value: ' '.repeat(SPECIAL_LETTERS.length) }] } }));
    const [withLetters, without] = [render(subset.bytes, 150)[0], render(dropped.bytes, 150)[0]];
    const ink = withLetters && without && addedInk(without, withLetters);
    expect(ink?.count).toBeGreaterThan(SPECIAL_LETTERS.length * 20);
  });

  it('goes to a sheet where the page has no room', async () => {
    const { prepared, signed } = await sign(await fullPage());
    expect(prepared).toMatchObject({ placedOn: 'sheet', page: 2, doubts: ['no free space for the block'] });
    expect((await PDFDocument.load(signed)).getPageCount()).toBe(2);
    expect(textOf(signed, '-f', '2')).toContain(KAZAKH_NAME.slice(0, 20));
    expect(pdfsig(signed)).toEqual([{ field: 'Signature1', valid: true, whole: true }]);
    expect(structureComplaints(signed)).toBe('');
  });

  it('is left out where the page has no room and signatures forbid a sheet', async () => {
    const first = await sign(await fullPage(), { block: null });
    const second = await sign(first.signed);
    expect(second.prepared).toMatchObject({ placedOn: 'none', page: 1, doubts: ['no free space for the block'] });
    expect((await PDFDocument.load(second.signed)).getPageCount()).toBe(1);
    expect(pdfsig(second.signed).map(({ valid }) => valid)).toEqual([true, true]);
  });

  it('fills a chosen box from its upper left corner, smaller where it must be, and says what it covers', async () => {
    const box = { left: 300, bottom: 20, right: 480, top: 190 };
    const { prepared, signed } = await sign(original, { place: { page: 1, box } });
    expect(prepared).toMatchObject({ placedOn: 'page', page: 1, doubts: [] });
    const [before, after] = [render(original, 72)[0], render(signed, 72)[0]];
    const added = before && after && addedInk(before, after);
    expect(added?.left).toBeGreaterThanOrEqual(299);
    expect(added?.right).toBeLessThanOrEqual(481);
    expect(Math.abs((added?.top ?? 0) - (842 - 190))).toBeLessThanOrEqual(2);
    const over = await prepareSignatureField(await fieldRequest({ source: signed, place: { page: 1, box } }));
    expect(over.doubts).toEqual(['the chosen place covers another annotation']);
  });
});

describe('large files', () => {
  it('cost what is added and one copy', { timeout: 60_000 }, async () => {
    const document = await PDFDocument.load(original, { updateMetadata: false });
    for (let number = 0; number < 100; number += 1) document.context.register(document.context.stream(new Uint8Array(1 << 20).fill(65 + (number % 26))));
    const source = await document.save({ useObjectStreams: false });
    const request = await fieldRequest({ source, place: { page: 1, box: { left: 30, bottom: 30, right: 300, top: 260 } } });
    const before = process.memoryUsage().arrayBuffers;
    const prepared = await prepareSignatureField(request);
    expect(prepared.bytes.length - source.length).toBeLessThan(120_000);
    expect(prepared.bytes.buffer.byteLength).toBe(prepared.bytes.length);
    // The result, and less than a tenth of it beside.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(source.length * 1.1);
  });
});

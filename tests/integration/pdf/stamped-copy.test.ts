import { degrees, PDFDocument, PDFName, PDFNumber, type PDFPage } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { addedInk, coveredInk, judgesPresent, render, structureComplaints, textOf } from './rendering.ts';
import { block, letter, stampedFile, stampedRequest } from './samples.ts';

const shortLetter = () => letter('ru', 1);

async function changed(bytes: Uint8Array, change: (page: PDFPage) => void, options: { useObjectStreams?: boolean } = {}): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  document.getPages().forEach(change);
  return document.save(options);
}

const pdf = (bytes: Uint8Array) => ({ source: { kind: 'pdf', bytes } as const });

describe('stamped copy', () => {
  let original: Uint8Array;
  beforeAll(async () => {
    original = await shortLetter();
  });

  it.for([false, true])('begins with the original, byte for byte (object streams: %s)', async (useObjectStreams) => {
    const bytes = await changed(original, () => undefined, { useObjectStreams });
    const copy = await stampedFile(await stampedRequest(pdf(bytes)));
    expect(copy.method).toBe('incremental');
    expect(copy.bytes.length).toBeGreaterThan(bytes.length);
    expect(Buffer.compare(copy.bytes.subarray(0, bytes.length), bytes)).toBe(0);
    expect((await PDFDocument.load(copy.bytes)).getPageCount()).toBe(1 + copy.appendedSheets);
    expect(judgesPresent ? structureComplaints(copy.bytes) : '').toBe('');
  });

  it('is the same for the same request, and another for another', async () => {
    const request = await stampedRequest(pdf(original));
    const [one, two] = [await stampedFile(request), await stampedFile({ ...request })];
    expect(Buffer.compare(one.bytes, two.bytes)).toBe(0);
    const other = await stampedFile({ ...request, createdAt: '2026-03-17T00:00:00.000Z' });
    expect(Buffer.compare(one.bytes, other.bytes)).not.toBe(0);
  });

  it.skipIf(!judgesPresent)('[NUM-01] shows the registration index and date on the document', async () => {
    const copy = await stampedFile(await stampedRequest({ ...pdf(original), blocks: [] }));
    expect(copy.stampOn).toBe('page');
    expect(textOf(copy.bytes, '-l', '1')).toContain('865/03-8');
    expect(textOf(copy.bytes, '-l', '1')).toContain('16.03.2026');
  });

  it('[SIGN-09] is made without stamp and block as well, and then shows the original alone', async () => {
    const copy = await stampedFile(await stampedRequest({ ...pdf(original), stamp: null, blocks: [] }));
    expect(copy.appendedSheets).toBe(0);
    expect(copy.stampOn).toBeNull();
    if (!judgesPresent) return;
    const [before, after] = [render(original, 50)[0], render(copy.bytes, 50)[0]];
    expect(before && after && addedInk(before, after)).toBeNull();
  });

  const turns: readonly [string, (page: PDFPage) => void][] = [
    ['upright', () => undefined],
    ['turned by 90°', (page) => page.setRotation(degrees(90))],
    ['turned by 180°', (page) => page.setRotation(degrees(180))],
    ['turned by 270°', (page) => page.setRotation(degrees(270))],
    ['with an offset crop box, turned by 270°', (page) => {
      page.setMediaBox(-50, -20, 700, 900);
      page.setCropBox(20, 60, 540, 700);
      page.setRotation(degrees(270));
    }],
    ['with a user unit of 1.5', (page) => page.node.set(PDFName.of('UserUnit'), PDFNumber.of(1.5))],
    ['with its rotation inherited', (page) => page.node.Parent()?.set(PDFName.of('Rotate'), PDFNumber.of(90))],
  ];
  it.skipIf(!judgesPresent).for(turns)('stands upright inside a page %s and covers no ink', async ([, turn]) => {
    const bytes = await changed(original, turn);
    const copy = await stampedFile(await stampedRequest({ ...pdf(bytes), blocks: [block('passed')] }));
    const pages = 1 + copy.appendedSheets;
    const [before] = render(bytes, 72);
    const pictures = render(copy.bytes, 72, { first: 1, last: pages });
    const [after] = pictures;
    if (before === undefined || after === undefined) throw new Error('not rendered');
    expect(coveredInk(before, after)).toBe(0);
    const added = addedInk(before, after);
    expect(added).not.toBeNull();
    if (added === null) return;
    expect(Math.min(added.left, added.top)).toBeGreaterThan(15);
    expect(added.right).toBeLessThan(after.width - 15);
    expect(added.bottom).toBeLessThan(after.height - 15);
    // Words come out of the text extractor in reading direction only where they stand upright as seen.
    const words = textOf(copy.bytes, '-layout');
    expect(words).toContain('865/03-8');
    expect(words).toContain('Їжакевич-Ґонтаренко');
  });

  it.skipIf(!judgesPresent).for([
    ['a changed transformation that is never restored', '0.5 0 0 0.5 300 300 cm', ''],
    ['restores without a save, and a changed transformation after them', '', 'Q Q 2 0 0 2 50 50 cm q'],
    ['open text and marked content', '', 'BT /Nowhere BMC'],
  ] as const)('is not moved by a page with %s', async ([, before, after]) => {
    const document = await PDFDocument.load(original, { updateMetadata: false });
    const [page] = document.getPages();
    if (page === undefined) throw new Error('no page');
    const { context } = document;
    const contents = page.node.get(PDFName.of('Contents'));
    if (contents === undefined) throw new Error('no contents');
    const wrapped = context.obj([context.register(context.stream(`${before}\n`)), contents, context.register(context.stream(`\n${after}\n`))]);
    page.node.set(PDFName.of('Contents'), wrapped);
    const bytes = await document.save({ useObjectStreams: false });
    const request = await stampedRequest({ ...pdf(bytes), blocks: [] });
    const copy = await stampedFile(request);
    expect(copy.stampOn).toBe('page');
    const [without, withStamp] = [render(bytes, 72)[0], render(copy.bytes, 72)[0]];
    const added = without && withStamp && addedInk(without, withStamp);
    // 72 mm wide, at 72 dpi.
    expect(added && added.right - added.left).toBeGreaterThan(200);
    expect(added && added.right - added.left).toBeLessThan(209);
    expect(structureComplaints(copy.bytes)).toBe('');
  });

  it.skipIf(!judgesPresent)('puts every block that finds no room on a sheet, in signing order', async () => {
    const blocks = [1, 2, 3, 4, 5, 6].map((index) => ({ ...block(index === 2 ? 'failed' : index === 3 ? 'undetermined' : 'passed', index), rows: [{ label: 'Порядок', value: `Підписант-${index}` }, ...block('passed', index).rows] }));
    const copy = await stampedFile(await stampedRequest({ ...pdf(await letter('kk', 6)), blocks }));
    const order = [...textOf(copy.bytes).matchAll(/Підписант-(\d)/g)].map((match) => match[1]);
    expect(order).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(copy.appendedSheets).toBeGreaterThan(0);
  });

  it('takes nothing from a signature of the original: an encrypted or damaged file is written anew and says so', async () => {
    const broken = original.slice();
    const at = Buffer.from(broken).lastIndexOf('startxref');
    broken.set(Buffer.from('startxref\n7      '), at);
    const copy = await stampedFile(await stampedRequest(pdf(broken)));
    expect(copy.method).toBe('full-save');
    expect((await PDFDocument.load(copy.bytes)).getPageCount()).toBe(1 + copy.appendedSheets);
  });
});

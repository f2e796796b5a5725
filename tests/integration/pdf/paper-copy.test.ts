import { degrees, PDFDocument, PDFName } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { describePdf, makePaperCopy } from '../../../src-main/pdf/index.ts';
import { judgesPresent, render, structureComplaints, textOf } from './rendering.ts';
import { block, HASH, KAZAKH_NAME, letter, paperRequest, signatureList, protocol, UKRAINIAN_NAME } from './samples.ts';

const squeezed = (text: string) => text.replaceAll(/\s+/g, '');

describe.skipIf(!judgesPresent)('paper copy', () => {
  it('[PAP-03] is one file with the document, the list of signatures and the protocol', async () => {
    const copy = await makePaperCopy(await paperRequest({ source: { kind: 'pdf', bytes: await letter('uk', 6) } }));
    const document = await PDFDocument.load(copy.bytes);
    expect(document.getPageCount()).toBe(copy.pages);
    const text = squeezed(textOf(copy.bytes));
    const places = ['Проприйманняелектроннихдокументів', 'Қолтаңбалартізімі', 'Протоколперевіркипідпису'].map((words) => text.indexOf(words));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(structureComplaints(copy.bytes)).toBe('');
  });

  it('[PAP-01] shows the signatures of every signer with full names and serial numbers', async () => {
    const blocks = [block('passed', 1), block('failed', 2), block('undetermined', 3)];
    const copy = await makePaperCopy(await paperRequest({ signatures: signatureList('Перелік підписів', blocks), protocol: protocol([]) }));
    const text = squeezed(textOf(copy.bytes));
    for (const value of [UKRAINIAN_NAME, KAZAKH_NAME, ...blocks.map((one) => one.verdictText)]) expect(text).toContain(squeezed(value));
    expect(text.split('5e984d526f82f38f040000008d3c2a00f1b7c400').length - 1).toBe(3);
  });

  it('carries copy mark, document id and page number on every page', async () => {
    const copy = await makePaperCopy(await paperRequest());
    for (let page = 1; page <= copy.pages; page += 1) {
      const text = squeezed(textOf(copy.bytes, '-f', String(page), '-l', String(page)));
      expect(text).toContain('Копіяелектронногодокумента');
      expect(text).toContain('0192f0c4-7a3e-7bbb-8ccc-0123456789ab');
      expect(text).toContain(`Сторінка${page}з${copy.pages}`);
    }
  });

  it('loses nothing of values that are longer than a sheet', async () => {
    const value = Array.from({ length: 120 }, () => HASH).join('');
    const rows = [{ label: 'Дані', value }];
    const request = await paperRequest({ protocol: { ...protocol([]), sections: [{ heading: 'Додаток', verdict: null, verdictText: null, rows }] } });
    const long = { ...block('passed'), rows: Array.from({ length: 90 }, (_unused, index) => ({ label: `Рядок ${index}`, value: KAZAKH_NAME })) };
    const copy = await makePaperCopy({ ...request, signatures: signatureList('Перелік', [long]) });
    const text = squeezed(textOf(copy.bytes));
    expect(text.split(HASH.slice(8, 24)).length - 1).toBeGreaterThan(100);
    for (const { label } of long.rows) expect(text).toContain(squeezed(label));
    expect(structureComplaints(copy.bytes)).toBe('');
  });

  it('keeps the page of the original upright and complete, in landscape where it is wide', async () => {
    const source = await PDFDocument.load(await letter('ky', 2));
    source.getPages().forEach((page) => page.setRotation(degrees(90)));
    const bytes = await source.save();
    const copy = await makePaperCopy(await paperRequest({ source: { kind: 'pdf', bytes }, stamp: null }));
    const [page] = render(copy.bytes, 40);
    expect(page && page.width > page.height).toBe(true);
    const { text } = await describePdf(bytes, { textLimit: 100_000 });
    const words = (from: string) => from.match(/\p{L}{4,}/gu) ?? [];
    const copied = new Set(words(textOf(copy.bytes, '-l', '1', '-raw')));
    const missing = words(text).filter((word) => !copied.has(word));
    expect(words(text).length).toBeGreaterThan(40);
    expect(missing.length / words(text).length).toBeLessThan(0.2);
  });

  it('keeps the colours of the original, which its page takes from the state it starts in', async () => {
    const source = await PDFDocument.create();
    const page = source.addPage([400, 300]);
    // A filled rectangle without a colour of its own: black by definition.
    page.node.set(PDFName.of('Contents'), source.context.register(source.context.stream('50 50 300 200 re f')));
    const copy = await makePaperCopy(await paperRequest({ source: { kind: 'pdf', bytes: await source.save() } }));
    const [picture] = render(copy.bytes, 36);
    if (picture === undefined) throw new Error('not rendered');
    let black = 0;
    for (let y = 0; y < picture.height; y += 1) for (let x = 0; x < picture.width; x += 1) if (picture.at(x, y) === 0) black += 1;
    expect(black).toBeGreaterThan(140 * 90);
  });

  it('shows what the fields of a form show', async () => {
    const source = await PDFDocument.create();
    const page = source.addPage([400, 300]);
    const field = source.getForm().createTextField('amount');
    field.setText('4815162342');
    field.addToPage(page, { x: 50, y: 100, width: 200, height: 30 });
    const copy = await makePaperCopy(await paperRequest({ source: { kind: 'pdf', bytes: await source.save() } }));
    expect(textOf(copy.bytes, '-l', '1')).toContain('4815162342');
  });

  it('is the same for the same request', async () => {
    const request = await paperRequest();
    const [one, two] = [await makePaperCopy(request), await makePaperCopy(request)];
    expect(Buffer.compare(one.bytes, two.bytes)).toBe(0);
  });

  it('gives the verdicts different shapes that stay apart without colour', async () => {
    // One block to a sheet: beside its seal all of the strip is the same on each.
    const shapes = await Promise.all(
      (['passed', 'failed', 'undetermined'] as const).map(async (verdict) => {
        const one = { ...block('passed'), verdict };
        const copy = await makePaperCopy(await paperRequest({ source: { kind: 'other', title: 'x', lines: [] }, signatures: signatureList('x', [one]), protocol: protocol([]) }));
        const picture = render(copy.bytes, 100, { first: 2, last: 2 })[0];
        if (picture === undefined) throw new Error('not rendered');
        const points: boolean[] = [];
        for (let y = 60; y < 420; y += 1) for (let x = 88; x < 116; x += 1) points.push(picture.at(x, y) < 128);
        return points;
      }),
    );
    const differing = (a: number, b: number) => (shapes[a] ?? []).filter((dark, index) => dark !== shapes[b]?.[index]).length;
    for (const [a, b] of [[0, 1], [0, 2], [1, 2]] as const) expect(differing(a, b)).toBeGreaterThan(150);
  });
});

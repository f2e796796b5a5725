import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { PDFContext } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type FontFiles, loadFonts, makeTablePdf, type TablePdfRequest, type TableRow } from '../../../src-main/pdf/index.ts';
import { openTypefaces, type Typefaces } from '../../../src-main/pdf/drawing/typeface.ts';
import { columnWidths } from '../../../src-main/pdf/tables/columns.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let fonts: FontFiles;
let faces: Typefaces;
beforeAll(async () => {
  fonts = await loadFonts(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));
  faces = await openTypefaces(PDFContext.create(), fonts);
});

const COLUMNS = [
  { title: 'Індекс справи', share: 1, whole: true },
  { title: 'Заголовок справи', share: 5 },
  { title: 'Примітка', share: 2 },
] as const;

function request(rows: readonly TableRow[], changes: Partial<TablePdfRequest> = {}): TablePdfRequest {
  return {
    fonts, title: 'Номенклатура', language: 'uk', createdAt: '2026-03-02T00:00:00.000Z', corner: ['ЗАТВЕРДЖУЮ'], titleLines: [{ text: 'НОМЕНКЛАТУРА СПРАВ', look: 'title', align: 'centre' }],
    parts: [{ heading: '', numbered: true, columns: COLUMNS, rows }], footLines: [{ text: 'Схвалено', look: 'plain', align: 'left' }], signatures: [{ position: 'Керівник', name: '' }], pageOf: '{page} з {pages}', ...changes,
  };
}

const row = (index: string, title: string, note = ''): TableRow => ({ kind: 'row', cells: [index, title, note] });

/** Text of each page, as pdftotext reads it. */
async function pagesOf(made: TablePdfRequest): Promise<string[]> {
  const { bytes, pages } = await makeTablePdf(made);
  const file = path.join(temporaryFolder(), 'table.pdf');
  writeFileSync(file, bytes);
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  const found = text.split('\f').slice(0, -1);
  expect(found).toHaveLength(pages);
  return found;
}

describe('a printed table', () => {
  it('repeats its head on every sheet, numbers the sheets and loses no row', async () => {
    const rows = Array.from({ length: 120 }, (_unused, at) => row(`02-${String(at + 1).padStart(3, '0')}`, `Справа ${at + 1} — Әліпби, Ңүө, Ґєї`));
    const pages = await pagesOf(request(rows));
    expect(pages.length).toBeGreaterThan(3);
    for (const [at, page] of pages.entries()) {
      expect(page.includes('Заголовок справи')).toBe(/02-\d{3}/.test(page));
      expect(page).toMatch(new RegExp(`${at + 1} ?з ?${pages.length}\\s`));
    }
    expect(pages.join('').match(/02-\d{3}/g)).toEqual(rows.map((one) => (one.kind === 'row' ? one.cells[0] : '')));
    expect(pages.join('')).toContain('Әліпби, Ңүө, Ґєї');
    expect(pages.at(-1)).toMatch(/Схвалено[^]*Керівник/);
    expect(pages.slice(0, -1).join('')).not.toContain('Схвалено');
  });

  it('keeps an index whole, breaks long words anywhere and parts only a row that is longer than a sheet', async () => {
    const long = 'дуже довгий заголовок справи '.repeat(300).trim();
    const pages = await pagesOf(request([row('02-10-345', 'х'.repeat(700)), row('02-11', long), row('02-12', 'остання')]));
    const text = pages.join('\n');
    expect(text).toContain('02-10-345');
    expect(text.match(/х/g)?.filter(Boolean).length).toBeGreaterThanOrEqual(700);
    expect(text.match(/дуже/g)).toHaveLength(300);
    expect(pages.at(-1)).toContain('остання');
  });

  it('never leaves a heading of a section alone at the foot of a sheet', async () => {
    for (let before = 14; before < 30; before += 1) {
      const rows = [...Array.from({ length: before }, (_unused, at) => row(`01-${at + 10}`, 'Справа')), { kind: 'section', text: 'РОЗДІЛ' } as const, row('02-99', 'Перша справа')];
      const withHeading = (await pagesOf(request(rows))).find((page) => page.includes('РОЗДІЛ'));
      expect(withHeading).toContain('02-99');
    }
  });

  it('columns fill the width exactly, whatever their words', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'Әґ їw-. 09'), maxLength: 300 });
    fc.assert(
      fc.property(fc.array(fc.record({ title: cell, share: fc.integer({ min: 1, max: 9 }), whole: fc.boolean() }), { minLength: 1, maxLength: 4 }), fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 5 }), (columns, cells) => {
        const widths = columnWidths({ heading: '', numbered: false, columns, rows: cells.map((one) => ({ kind: 'row', cells: one })) }, faces, 700);
        expect(widths.reduce((sum, one) => sum + one, 0)).toBeCloseTo(700, 3);
        for (const width of widths) expect(width).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });

  it('the same request gives the same bytes, and an empty table a sheet', async () => {
    const [one, two] = [await makeTablePdf(request([row('1', 'а')])), await makeTablePdf(request([row('1', 'а')]))];
    expect(Buffer.from(one.bytes).equals(Buffer.from(two.bytes))).toBe(true);
    expect((await pagesOf(request([])))[0]).toContain('НОМЕНКЛАТУРА СПРАВ');
  });

  it('draws nothing outside its margins and lines where its columns end', async () => {
    const { bytes } = await makeTablePdf(request(Array.from({ length: 60 }, (_unused, at) => row(`02-${at + 10}`, 'W'.repeat(at * 7), 'Ж'.repeat(at)))));
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'table.pdf'), bytes);
    execFileSync('pdftoppm', ['-r', '72', '-gray', path.join(folder, 'table.pdf'), path.join(folder, 'page')]);
    const picture = readFileSync(path.join(folder, 'page-1.pgm'));
    const head = /^P5\s(\d+)\s(\d+)\s255\s/.exec(picture.subarray(0, 40).toString('latin1'));
    const [width, height, from] = [Number(head?.[1]), Number(head?.[2]), head?.[0].length ?? 0];
    expect([width, height]).toEqual([842, 596]);
    const inked = (x: number): number => Array.from({ length: height }, (_unused, y) => picture[from + y * width + x] ?? 255).filter((value) => value < 200).length;
    const margin = Math.floor((15 / 25.4) * 72) - 2;
    for (let x = 0; x < margin; x += 1) expect(inked(x) + inked(width - 1 - x)).toBe(0);
    // Four long upright lines: both edges and two between the columns.
    const upright = Array.from({ length: width }, (_unused, x) => x).filter((x) => inked(x) > height * 0.5);
    expect(upright.filter((x) => !upright.includes(x - 1))).toHaveLength(4);
  });
});

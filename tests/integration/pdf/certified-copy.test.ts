import { PDFDocument, rgb } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { type CertificationMark, makePaperCopy, PdfRefused } from '../../../src-main/pdf/index.ts';
import { judgesPresent, render, structureComplaints, textOf } from './rendering.ts';
import { scannedCodes, scannerPresent } from '../../support/scanned-code.ts';
import { KAZAKH_NAME, letter, paperRequest, protocol, UKRAINIAN_NAME } from './samples.ts';

const squeezed = (text: string) => text.replaceAll(/\s+/g, '');
const pageText = (bytes: Uint8Array, page: number, ...options: string[]) => squeezed(textOf(bytes, '-f', String(page), '-l', String(page), ...options));

const MARK: CertificationMark = {
  title: 'Згідно з оригіналом',
  number: 'Копія № 2-К3',
  extract: null,
  position: 'Начальниця відділу документаційного забезпечення',
  name: 'Олена КОВАЛЬ',
  date: '16.03.2026',
  signatureCaption: '(підпис)',
  seal: 'М. П.',
  rows: [
    { label: 'Документ', value: '865/03-8 · 16.03.2026' },
    { label: 'Оригінал зберігається', value: 'Національний аерокосмічний університет «ХАІ»' },
  ],
};
const WORDS = [MARK.title, MARK.number, MARK.position, MARK.name, MARK.signatureCaption, MARK.seal, ...MARK.rows.map(({ value }) => value)];

/** A document whose pages say which they are. */
async function numberedPages(count: number, size: [number, number] = [595, 842]): Promise<Uint8Array> {
  const made = await PDFDocument.create();
  for (let page = 1; page <= count; page += 1) made.addPage(size).drawText(`PAGE-${page}-OF-THE-DOCUMENT`, { x: 60, y: size[1] / 2 });
  return made.save();
}

describe.skipIf(!judgesPresent)('certified copy', () => {
  it('[PAP-02] carries the mark once, on the document’s last page, before the list of signatures', async () => {
    const copy = await makePaperCopy(await paperRequest({ source: { kind: 'pdf', bytes: await numberedPages(2) }, certification: MARK }));
    for (const word of WORDS) expect(pageText(copy.bytes, 2), word).toContain(squeezed(word));
    expect(squeezed(textOf(copy.bytes)).split(squeezed(MARK.title))).toHaveLength(2);
    expect(pageText(copy.bytes, 2)).toContain('PAGE-2-OF-THE-DOCUMENT');
    expect(pageText(copy.bytes, 3)).toContain('Перелікпідписів');
    expect(structureComplaints(copy.bytes)).toBe('');
  });

  it.skipIf(!scannerPresent)('[PAP-02] carries the code with document and hash on every page, the certified one too', async () => {
    const request = await paperRequest({ source: { kind: 'pdf', bytes: await numberedPages(2) }, certification: MARK });
    const copy = await makePaperCopy(request);
    expect(copy.pages).toBeGreaterThan(3);
    expect(scannedCodes(copy.bytes)).toEqual(Array.from({ length: copy.pages }, () => request.footer.qrPayload));
  });

  it('[PAP-02] long names and positions are wrapped, never cut', async () => {
    const certification = { ...MARK, title: 'Көшірмесі дұрыс', name: KAZAKH_NAME, position: `${UKRAINIAN_NAME}, начальниця відділу документаційного забезпечення та електронного урядування` };
    const copy = await makePaperCopy(await paperRequest({ source: { kind: 'pdf', bytes: await numberedPages(1) }, certification }));
    // A line may end at a space or at a hyphen that the name has, nowhere else.
    const shown = textOf(copy.bytes, '-raw').split(/[\s-]+/);
    for (const part of `${certification.title} ${certification.name} ${certification.position}`.split(/[\s-]+/)) expect(shown).toContain(part);
  });

  it('[PAP-02] the page keeps all that it shows: the mark is nowhere over it', async () => {
    // A page that is one dark field from edge to edge: what is drawn over it would be seen.
    const made = await PDFDocument.create();
    made.addPage([595, 842]).drawRectangle({ x: 0, y: 0, width: 595, height: 842, color: rgb(0, 0, 0) });
    const source = { kind: 'pdf', bytes: await made.save() } as const;
    const blank = (certification?: CertificationMark) => paperRequest({ source, stamp: null, legalSentences: [], ...(certification === undefined ? {} : { certification }) }).then(makePaperCopy);
    const [plain, certified] = await Promise.all([blank(), blank(MARK)]);
    const field = (bytes: Uint8Array) => {
      const [page] = render(bytes, 50);
      if (page === undefined) throw new Error('not rendered');
      const rows = Array.from({ length: page.height }, (_unused, y) => Array.from({ length: page.width }, (_also, x) => Number(page.at(x, y) < 40)).reduce((sum, dark) => sum + dark, 0));
      const first = rows.findIndex((sum) => sum > page.width / 2);
      const lines = rows.slice(first).findIndex((sum) => sum <= page.width / 2);
      // The outermost rows are shared with the paper around.
      return { lines, last: first + lines, widths: new Set(rows.slice(first + 1, first + lines - 1)) };
    };
    const [before, after] = [field(plain.bytes), field(certified.bytes)];
    expect(after.widths.size).toBe(1);
    expect(after.last).toBeLessThan(before.last);
    expect(after.lines / before.lines).toBeGreaterThan(0.7);
  });

  it('[PAP-02] takes a sheet of its own where the page would become too small', async () => {
    const certification = { ...MARK, rows: Array.from({ length: 24 }, (_unused, row) => ({ label: `Рядок ${row}`, value: KAZAKH_NAME })) };
    const copy = await makePaperCopy(await paperRequest({ source: { kind: 'pdf', bytes: await numberedPages(2) }, certification }));
    expect(pageText(copy.bytes, 2)).toContain('PAGE-2-OF-THE-DOCUMENT');
    expect(pageText(copy.bytes, 2)).not.toContain(squeezed(MARK.title));
    expect(pageText(copy.bytes, 3)).toContain(squeezed(MARK.title));
    expect(pageText(copy.bytes, 3)).toContain(squeezed('Рядок 23'));
    expect(pageText(copy.bytes, 4)).toContain('Перелікпідписів');
  });

  it('[PAP-02] stands below a page across and a small page alike', async () => {
    for (const size of [[842, 595], [400, 300]] as [number, number][]) {
      const copy = await makePaperCopy(await paperRequest({ source: { kind: 'pdf', bytes: await numberedPages(1, size) }, certification: MARK }));
      for (const word of WORDS) expect(squeezed(textOf(copy.bytes, '-l', '2')), `${size.join(' × ')} ${word}`).toContain(squeezed(word));
      expect(structureComplaints(copy.bytes)).toBe('');
    }
  });

  it('[PAP-02] an extract holds the chosen pages alone and says so in mark and footer', async () => {
    const request = await paperRequest({ source: { kind: 'pdf', bytes: await numberedPages(6) }, protocol: protocol([]) });
    const footer = { ...request.footer, copyOfElectronicDocument: 'Витяг з електронного документа · сторінки: 2, 4–5 · Копія № 2-К3' };
    const copy = await makePaperCopy({ ...request, footer, pages: [2, 4, 5], certification: { ...MARK, extract: 'Витяг · сторінки: 2, 4–5' } });
    const whole = textOf(copy.bytes);
    expect([1, 2, 3, 4, 5, 6].filter((page) => whole.includes(`PAGE-${page}-OF-THE-DOCUMENT`))).toEqual([2, 4, 5]);
    expect(Buffer.from(copy.bytes).includes('PAGE-1-OF')).toBe(false);
    for (const page of [1, 2, 3]) expect(pageText(copy.bytes, page)).toContain(squeezed(footer.copyOfElectronicDocument));
    expect(pageText(copy.bytes, 3)).toContain(squeezed('Витяг · сторінки: 2, 4–5'));
    expect(pageText(copy.bytes, 3)).toContain(squeezed(MARK.title));
  });

  it('[PAP-02] refuses an extract of a page that the document does not have', async () => {
    const made = makePaperCopy(await paperRequest({ source: { kind: 'pdf', bytes: await numberedPages(3) }, pages: [2, 4], certification: MARK }));
    await expect(made).rejects.toSatisfy((error) => error instanceof PdfRefused && error.code === 'no-such-page');
  });

  it('a letter of the desk stays whole beside the mark', async () => {
    const request = await paperRequest({ source: { kind: 'pdf', bytes: await letter('kk', 3) } });
    const plain = await makePaperCopy(request);
    const certified = await makePaperCopy({ ...request, certification: MARK });
    const words = (bytes: Uint8Array) => textOf(bytes, '-raw').match(/\p{L}{4,}/gu) ?? [];
    const kept = new Set(words(certified.bytes));
    expect(words(plain.bytes).filter((word) => !kept.has(word))).toEqual([]);
  });
});

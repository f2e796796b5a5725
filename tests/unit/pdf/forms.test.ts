import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type FontFiles, type FormPart, loadFonts, makeFormPdf } from '../../../src-main/pdf/index.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const MM = 72 / 25.4;

let fonts: FontFiles;
beforeAll(async () => {
  fonts = await loadFonts(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));
});

const CAPTIONS = { signature: 'підпис', name: 'ім’я', date: 'дата' };
const made = (parts: readonly FormPart[], language = 'uk') => makeFormPdf({ fonts, title: 'Бланк', language, createdAt: '2026-03-02T00:00:00.000Z', parts });

interface Word {
  readonly text: string;
  readonly page: number;
  /** Millimetres from the left and the upper edge. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Words where poppler sees them. */
async function wordsOf(parts: readonly FormPart[], language?: string): Promise<Word[]> {
  const { bytes, pages } = await made(parts, language);
  const file = path.join(temporaryFolder(), 'form.pdf');
  writeFileSync(file, bytes);
  const found = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' }).split('<page ').slice(1);
  expect(found).toHaveLength(pages);
  return found.flatMap((page, at) =>
    [...page.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g)].map(([, left, top, right, bottom, text = '']) => ({ text, page: at + 1, left: Number(left) / MM, right: Number(right) / MM, top: Number(top) / MM, bottom: Number(bottom) / MM })),
  );
}

const at = (words: readonly Word[], text: string): Word => {
  const found = words.find((word) => word.text === text);
  if (found === undefined) throw new Error(`${text} is not among ${words.map((word) => word.text).join(' ')}`);
  return found;
};

describe('a form', () => {
  it('keeps the margins of DSTU 4163 and requisites within 73 mm', async () => {
    const long = 'Національний аерокосмічний університет імені Жуковського Харківський авіаційний інститут';
    const words = await wordsOf([
      { part: 'block', side: 'left', lines: [{ text: long }] },
      { part: 'block', side: 'right', lines: [{ text: 'ЗАТВЕРДЖУЮ', bold: true }, { rule: 'посада' }] },
      { part: 'paragraph', text: 'вилучення для знищення документів '.repeat(30).trim(), indent: true },
    ]);
    for (const word of words) {
      expect(word.left).toBeGreaterThanOrEqual(29.9);
      expect(word.right).toBeLessThanOrEqual(200.1);
    }
    for (const text of long.split(' ')) expect(at(words, text).right).toBeLessThanOrEqual(103.1);
    // Either side begins at the same height.
    expect(at(words, 'ЗАТВЕРДЖУЮ').top).toBeCloseTo(at(words, 'Національний').top, 0);
    expect(at(words, 'ЗАТВЕРДЖУЮ').left).toBeCloseTo(127, 0);
  });

  it('sets the name level with the last line of the position, captions below the rules', async () => {
    const words = await wordsOf([{ part: 'signature', position: 'Начальник відділу діловодства та архівного зберігання документів університету', name: 'Олена КОВАЛЕНКО', captions: CAPTIONS }]);
    expect(at(words, 'КОВАЛЕНКО').bottom).toBeCloseTo(at(words, 'університету').bottom, 1);
    expect(at(words, 'Начальник').bottom).toBeLessThan(at(words, 'КОВАЛЕНКО').top);
    for (const caption of Object.values(CAPTIONS)) expect(at(words, caption).top).toBeGreaterThan(at(words, 'КОВАЛЕНКО').bottom - 1);
    expect(at(words, 'КОВАЛЕНКО').left).toBeGreaterThan(at(words, 'підпис').right);
  });

  it('leaves rows of a table as high as a hand needs, its head again on every sheet, numbers from the second sheet on', async () => {
    const rows = Array.from({ length: 60 }, (_unused, n) => ({ kind: 'row' as const, cells: [`р${n + 1}`, ''], least: 9 }));
    const words = await wordsOf([{ part: 'table', heading: '', numbered: false, columns: [{ title: 'Номер', share: 1 }, { title: 'Прізвище', share: 3 }], rows }]);
    const pages = Math.max(...words.map(({ page }) => page));
    expect(pages).toBeGreaterThan(1);
    expect(words.filter(({ text }) => text === 'Прізвище').map(({ page }) => page)).toEqual(Array.from({ length: pages }, (_unused, n) => n + 1));
    const first = words.filter(({ page, text }) => page === 1 && /^р\d+$/.test(text));
    for (const [n, word] of first.slice(1).entries()) expect(word.top - (first[n]?.top ?? 0)).toBeCloseTo(9, 1);
    expect(words.filter(({ text }) => /^р\d+$/.test(text))).toHaveLength(60);
    const numbers = words.filter(({ top }) => top < 16);
    expect(numbers.map(({ text, page }) => [text, page])).toEqual(Array.from({ length: pages - 1 }, (_unused, n) => [String(n + 2), n + 2]));
    for (const { left, right } of numbers) expect((left + right) / 2).toBeCloseTo(105, 0);
  });

  it('parts long words of running text, but no name and no number', async () => {
    const text = 'Жоғары оқу орнынан кейінгі білім беру бағдарламаларының аккредиттелуіне байланысты құжаттардың тапсырылғандығын растау туралы хабарландыру';
    const field = (value: string, prose: boolean): FormPart => ({ part: 'field', label: 'Мазмұны', value, caption: '', lines: 1, prose });
    const prose = (await wordsOf([field(text, true)], 'kk')).map((word) => word.text);
    expect(prose.some((word) => word.endsWith('-'))).toBe(true);
    const whole = (await wordsOf([field(text, false)], 'kk')).map((word) => word.text);
    expect(whole.slice(1)).toEqual(text.split(' '));
  });

  it('leaves as many rules as are asked for where a value is missing, and is the same for the same request', async () => {
    const field = (lines: number): FormPart => ({ part: 'field', label: 'Підстава', value: '', caption: '', lines, prose: false });
    const below = async (lines: number): Promise<number> => at(await wordsOf([field(lines), { part: 'paragraph', text: 'далі', indent: false }]), 'далі').top;
    expect((await below(4)) - (await below(1))).toBeCloseTo(3 * 8.5, 1);
    const [one, two] = [await made([field(2)]), await made([field(2)])];
    expect(Buffer.from(one.bytes).equals(Buffer.from(two.bytes))).toBe(true);
  });

  it('leaves no signature alone on a sheet', async () => {
    const sheets = new Set<number>();
    for (let height = 200; height <= 250; height += 5) {
      const words = await wordsOf([{ part: 'heading', text: 'Опис', look: 'title', align: 'centre' }, { part: 'space', height }, { part: 'field', label: 'Разом', value: '60', caption: '', lines: 1, prose: false }, { part: 'signature', position: 'Архіваріус', name: '', captions: CAPTIONS }]);
      expect(at(words, 'Архіваріус').page, `${height} mm`).toBe(at(words, 'Разом').page);
      sheets.add(at(words, 'Разом').page);
    }
    expect([...sheets]).toEqual([1, 2]);
  });

  it('begins what is to be on a sheet of its own there', async () => {
    const words = await wordsOf([{ part: 'heading', text: 'Обкладинка', look: 'title', align: 'centre' }, { part: 'sheet' }, { part: 'heading', text: 'Напис', look: 'title', align: 'centre' }]);
    expect(at(words, 'Напис').page).toBe(2);
  });
});

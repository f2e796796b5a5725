import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makePaperCopy, previewMarks, type SignatureBlock, type SignatureSheet } from '../../../src-main/pdf/index.ts';
import { rowsOfBlock } from '../../../src-main/pdf/marks/block-rows.ts';
import { BLOCK_WIDTH, codeOfBlock } from '../../../src-main/pdf/marks/signature-block.ts';
import { readCopyCode } from '#shared/domain/copy-code.ts';
import { scannedCodes, scannerPresent } from '../../support/scanned-code.ts';
import { boxesInPicture, inFolder, judgesPresent, type Picture, render, textOf } from './rendering.ts';
import { block, COPY_CODE, handwrittenBlock, HASH, letter, LONG_POSITION, paperRequest, protocol, simpleBlock, stampedFile, stampedRequest } from './samples.ts';

const squeezed = (text: string) => text.replaceAll(/\s+/g, '');
const withCode = <Block extends SignatureBlock>(one: Block): Block => ({ ...one, code: COPY_CODE });
/** One of each kind, in signing order. */
const kinds = (): readonly SignatureBlock[] => [handwrittenBlock(), block('passed'), simpleBlock(), { ...block('passed', 2), regime: 'advanced' }];

interface Word {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Words of a page with their boxes, by Poppler; a box is as high as the letters that it holds, not as its line. */
function wordsOf(pdf: Uint8Array): Word[] {
  const xml = textOf(pdf, '-bbox');
  return [...xml.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g)].map(([, left, top, right, bottom, text = '']) => {
    const height = Number(bottom) - Number(top);
    return { text, left: Number(left), right: Number(right), top: Number(top) + height * 0.25, bottom: Number(bottom) - height * 0.25 };
  });
}

const meet = (one: Omit<Word, 'text'>, other: Omit<Word, 'text'>): boolean => one.left < other.right - 0.1 && other.left < one.right - 0.1 && one.top < other.bottom - 0.1 && other.top < one.bottom - 0.1;

/** From 0 to 1, the same on each run. */
function noise(x: number, y: number): number {
  let mixed = Math.imul(x, 374_761_393) + Math.imul(y, 668_265_263);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 1_274_126_177);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

/** What a bad scanner makes of a page: askew, softened and grainy. */
function badlyScanned({ width, height, at }: Picture, degrees: number): Picture {
  const turn = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const lookUp = (x: number, y: number): number => {
    const [dx, dy] = [x - width / 2, y - height / 2];
    const [fromX, fromY] = [dx * cos - dy * sin + width / 2, dx * sin + dy * cos + height / 2];
    const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
    if (left < 1 || top < 1 || left > width - 3 || top > height - 3) return 255;
    const [partX, partY] = [fromX - left, fromY - top];
    return at(left, top) * (1 - partX) * (1 - partY) + at(left + 1, top) * partX * (1 - partY) + at(left, top + 1) * (1 - partX) * partY + at(left + 1, top + 1) * partX * partY;
  };
  const soft = (x: number, y: number): number => (2 * lookUp(x, y) + lookUp(x - 1, y) + lookUp(x + 1, y) + lookUp(x, y - 1) + lookUp(x, y + 1)) / 6;
  return { width, height, at: (x, y) => Math.max(0, Math.min(255, soft(x, y) * 0.85 + 20 + (noise(x, y) - 0.5) * 40)) };
}

function codesIn({ width, height, at }: Picture): string[] {
  return inFolder((folder) => {
    const pixels = Buffer.alloc(width * height);
    for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) pixels[y * width + x] = Math.round(at(x, y));
    writeFileSync(join(folder, 'page.pgm'), Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]));
    return execFileSync('zbarimg', ['-q', '--raw', '-Sdisable', '-Sqrcode.enable', join(folder, 'page.pgm')], { encoding: 'utf8', stdio: 'pipe', timeout: 60_000 }).trim().split('\n');
  });
}

describe.skipIf(!scannerPresent)('the code of a signature block', () => {
  let copy: Awaited<ReturnType<typeof stampedFile>>;
  beforeAll(async () => {
    copy = await stampedFile(await stampedRequest({ source: { kind: 'pdf', bytes: await letter('ru', 1) }, blocks: kinds().map(withCode) }));
  });

  it('[PAP-01] is read from print and a scan of 150 dpi for every block, on the page and on the sheets', () => {
    expect(copy.blocksOnPage).toBeGreaterThan(0);
    expect(copy.appendedSheets).toBeGreaterThan(0);
    expect(scannedCodes(copy.bytes).flatMap((page) => page.split('\n'))).toEqual(kinds().map(() => COPY_CODE));
  });

  it.for(kinds().flatMap((one) => [-2, 1.5].map((degrees) => [one.regime, degrees, one] as const)))('is read by who aims at the block in a bad scan of 150 dpi (%s), askew by %d°', async ([, degrees, one]) => {
    const single = await stampedFile(await stampedRequest({ source: { kind: 'pdf', bytes: await letter('ru', 1) }, blocks: [withCode(one)] }));
    expect(single.blocksOnPage).toBe(1);
    const [page] = render(single.bytes, 150);
    if (page === undefined) throw new Error('not rendered');
    const [box] = boxesInPicture(single.drawn.slice(1), 1, page);
    if (box === undefined) throw new Error('no block');
    const scan = badlyScanned(page, degrees);
    const [left, top] = [Math.floor(box.left) - 20, Math.floor(box.top) - 20];
    const aimed: Picture = { width: Math.ceil(box.right - left) + 20, height: Math.ceil(box.bottom - top) + 20, at: (x, y) => scan.at(left + x, top + y) };
    expect(codesIn(aimed)).toEqual([COPY_CODE]);
  });

  it('says what the code of a paper copy says, and is 25 mm wide with its quiet zone', () => {
    expect(readCopyCode(COPY_CODE)).toEqual({ documentId: '0192f0c4-7a3e-7bbb-8ccc-0123456789ab', hash: HASH.slice(0, 20), verdict: 'passed' });
    const size = ((codeOfBlock(withCode(block('passed')))?.size ?? 0) * 25.4) / 72;
    expect(size).toBeGreaterThan(24.5);
    expect(size).toBeLessThan(25.5);
  });
});

describe.skipIf(!judgesPresent)('a signature block', () => {
  const long: SignatureBlock = { ...block('undetermined'), rows: [...block('undetermined').rows, { label: 'Посада', value: LONG_POSITION }, { label: 'Час підписання (за словами підписувача)', value: '16.03.2026 10:24:07 UTC+02:00' }, { label: 'Ряд без прогалин', value: HASH.repeat(3) }] };

  it.for([...kinds().map((one) => [one.regime, one] as const), ['long', long] as const])('keeps its words apart from each other, from its code and from its frame, and cuts none (%s)', async ([, one]) => {
    const coded = withCode(one);
    const { marks } = await previewMarks({ ...(await stampedRequest()), stamp: null, blocks: [coded] });
    const [mark] = marks;
    if (mark === undefined) throw new Error('no block');
    const words = wordsOf(mark.picture);
    const size = codeOfBlock(coded)?.size ?? 0;
    const code = { left: BLOCK_WIDTH - 1 - size, right: BLOCK_WIDTH, top: 0, bottom: 1 + size };
    expect(words.filter((word) => meet(word, code)).map(({ text }) => text)).toEqual([]);
    expect(words.filter(({ left, right, top, bottom }) => left < 6 || right > BLOCK_WIDTH - 6 || top < 4 || bottom > mark.height - 4).map(({ text }) => text)).toEqual([]);
    expect(words.flatMap((word, at) => words.slice(at + 1).filter((other) => meet(word, other)).map((other) => `${word.text} | ${other.text}`))).toEqual([]);
    const drawn = words.map(({ text }) => text).join('').replaceAll(/&#?\w+;/g, '');
    const letters = (text: string) => [...text].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).sort().join('');
    const said = [one.title, one.note, 'verdictText' in one ? one.verdictText : '', ...rowsOfBlock(one).flatMap(({ label, value }) => [label, value])].join('');
    expect(letters(drawn)).toBe(letters(said));
  });

  it('without a certificate bears no seal of a verdict, only its own sign', async () => {
    const pictures = await Promise.all(
      [simpleBlock(), handwrittenBlock()].map(async (one) => {
        const { marks } = await previewMarks({ ...(await stampedRequest()), stamp: null, blocks: [one] });
        const content = Buffer.from(marks[0]?.picture ?? []).toString('latin1');
        return { content, text: textOf(marks[0]?.picture ?? new Uint8Array()) };
      }),
    );
    for (const { text } of pictures) expect(text).not.toMatch(/дійсний|Сертифікат|ЭЦП|КЕП|ҚҰЖАТҚА/u);
    expect(squeezed(pictures[0]?.text ?? '')).toContain(HASH);
    expect(pictures[1]?.text).toContain('Әлия Құрманғазина');
  });
});

describe.skipIf(!judgesPresent)('the list of signatures of several kinds', () => {
  const sheet = (): SignatureSheet => ({
    title: 'Қолтаңбалар тізімі · Список подписей',
    intro: 'Документ подписан разными способами.',
    groups: kinds().map((one, at) => ({ heading: `Способ ${at + 1}: ${one.title}`, note: `Что удостоверяет ${at + 1}`, blocks: [{ ...one, order: { label: 'Порядок подписания', value: `${at + 1} из 4` } }] })),
  });

  it('[SIGN-10] [SIGN-14] shows all four kinds in signing order, each under its own name with what it may claim', async () => {
    const copy = await makePaperCopy(await paperRequest({ signatures: sheet(), protocol: protocol([]) }));
    const text = textOf(copy.bytes);
    const places = kinds().map((_one, at) => [text.indexOf(`Способ ${at + 1}:`), text.indexOf(`Что удостоверяет ${at + 1}`), text.indexOf(`${at + 1} из 4`)]).flat();
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    // Each kind's part of the list holds what it may say and nothing of what another one proves.
    const [byHand = '', qualified = '', simple = '', advanced = ''] = text.slice(places[0]).split(/Способ \d:/u).slice(1);
    expect(byHand).not.toMatch(/Сертифікат|дійсний|SHA-256 документа/u);
    expect(byHand).toContain('өз қолымен қол қойылған');
    expect(qualified).toMatch(/Сертифікат[^]*дійсний/u);
    expect(simple).not.toMatch(/Сертифікат|дійсний|ЦИФРЛЫҚ|КВАЛІФІКОВАНИМ/u);
    expect(squeezed(simple)).toContain(HASH);
    expect(advanced).toMatch(/Сертифікат[^]*дійсний/u);
  });
});

import fc from 'fast-check';
import { PDFContext } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Hyphenator, hyphenatorOf, partWord } from '../../../src-main/pdf/drawing/hyphenation.ts';
import { setText } from '../../../src-main/pdf/drawing/text.ts';
import { openTypefaces, type Typeface } from '../../../src-main/pdf/drawing/typeface.ts';
import { loadFonts } from '../../../src-main/pdf/index.ts';

const LANGUAGES = ['uk', 'ru', 'kk', 'ky'] as const;

function hyphenator(language: string): Hyphenator {
  const found = hyphenatorOf(language);
  if (found === null) throw new Error(`no hyphenation of ${language}`);
  return found;
}
const parted = (language: string, word: string, opening = false): string => hyphenator(language)(word, opening).join('|');

describe('parting of words', () => {
  it.each([
    ['uk', 'засвідчувальний', 'за|свід|чу|валь|ний'],
    ['uk', 'відповідальність', 'від|по|від|аль|ність'],
    ['ru', 'делопроизводства', 'де|ло|про|из|вод|ства'],
    ['ru', 'ответственность', 'от|вет|ствен|ность'],
    ['kk', 'номенклатурасы', 'но|менк|ла|ту|ра|сы'],
    ['kk', 'тәуелсіздік', 'тә|уел|сіз|дік'],
    ['kk', 'бұрыштама', 'бұ|рыш|та|ма'],
    ['kk', 'куәландыру', 'ку|ә|лан|ды|ру'],
    ['kk', 'саудагер', 'сау|да|гер'],
    ['kk', 'қаулылар', 'қау|лы|лар'],
    ['kk', 'мекемесі', 'ме|ке|ме|сі'],
    ['ky', 'макулдашуу', 'ма|кул|да|шуу'],
    ['ky', 'таанышуу', 'таа|ны|шуу'],
    ['ky', 'бурчтама', 'бурч|та|ма'],
    ['ky', 'мөөнөттөрү', 'мөө|нөт|тө|рү'],
    ['ky', 'майдандар', 'май|дан|дар'],
  ])('%s: %s', (language, word, expected) => {
    expect(parted(language, word)).toBe(expected);
  });

  it('keeps ь, ъ and й with what stands before them', () => {
    for (const word of ['объективтілік', 'альбомдар', 'байыпты', 'сейсенбі']) expect(parted('kk', word)).not.toMatch(/\|[ьъй]/u);
    expect(parted('kk', 'объектілер')).toBe('объ|ек|ті|лер');
    expect(parted('ky', 'альбомдор')).toBe('аль|бом|дор');
  });

  it('leaves names, numbers, hashes, indexes and short words whole', () => {
    for (const language of LANGUAGES) {
      for (const word of ['Шевченкові', 'НОМЕНКЛАТУРА', 'ЄДРПОУкод', '01-12/20000', '3fa2b1c09d77aa', 'справа'.slice(0, 5), 'а1бвгдежз', 'МінЮстом']) expect(parted(language, word)).toBe(word);
    }
    expect(parted('uk', 'Відповідальний', true)).toContain('|');
    expect(parted('uk', 'Відповідальний')).not.toContain('|');
  });

  it('leaves words of another language whole, as they stand in the subjects of one journal', () => {
    for (const [language, word] of [['uk', 'объявления'], ['ru', 'засвідчення'], ['kk', 'їздитимуть'], ['kk', 'єдиноначальність'], ['ky', 'құжаттарды']] as const) expect(parted(language, word)).toBe(word);
  });

  it('keeps signs around a word with it and never parts before an apostrophe', () => {
    expect(parted('uk', '«засвідчувальний», ')).toBe('«за|свід|чу|валь|ний», ');
    expect(parted('uk', 'зобов’язання')).not.toContain('|’');
    expect(parted('uk', 'зобов’язання')).toBe('зо|бо|в’я|за|н|ня');
  });

  it('does not touch what looks like mark-up, and knows no English', () => {
    expect(hyphenator('uk')('<b>документ</b>', false).join('')).toBe('<b>документ</b>');
    expect(hyphenatorOf('en')).toBeNull();
  });

  it('gives the word back and leaves two letters on either side, whatever the word', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъёәғқңөұүһ’\'-.,«»09A<>&'), maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...LANGUAGES), letters, fc.boolean(), (language, word, opening) => {
        const parts = hyphenator(language)(word, opening);
        expect(parts.join('')).toBe(word);
        if (parts.length > 1) for (const part of parts) expect(part.match(/\p{L}/gu)?.length ?? 0).toBeGreaterThanOrEqual(1);
        expect([parts[0], parts.at(-1)].every((part) => parts.length === 1 || (part?.match(/\p{L}/gu)?.length ?? 0) >= 2)).toBe(true);
      }),
    );
  });

  it('gives the longest beginning that fits', () => {
    expect(partWord('засвідчувальний', false, hyphenator('uk'), (head) => head.length <= 9)).toEqual({ head: 'засвідчу-', rest: 'вальний' });
    expect(partWord('засвідчувальний', false, hyphenator('uk'), () => false)).toBeNull();
  });
});

describe('text set with a hyphenator', () => {
  let face: Typeface;
  beforeAll(async () => {
    face = (await openTypefaces(PDFContext.create(), await loadFonts('resources/fonts'))).regular;
  });

  it('fills a narrow cell by syllables instead of anywhere', () => {
    expect(setText('Засвідчувальний напис справи', face, 9, 45, 12, hyphenator('uk')).lines).toEqual(['Засвідчу-', 'вальний', 'напис', 'справи']);
  });

  it('leaves a line whole that is full enough', () => {
    const set = setText('перелік документів', face, 9, face.width('перелік доку-', 9) + 1, 12, hyphenator('uk'));
    expect(set.lines).toEqual(['перелік доку-', 'ментів']);
    const full = setText('номенклатура справ', face, 9, face.width('номенклатура с', 9), 12, hyphenator('uk'));
    expect(full.lines).toEqual(['номенклатура', 'справ']);
  });

  it('fits every line and gives the text back, whatever the words and the width', () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom(...'абвгдеєіклмнопрстуьяәқңөүұ'), minLength: 1, maxLength: 24 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...LANGUAGES), words, fc.integer({ min: 20, max: 200 }), (language, list, width) => {
        const { lines } = setText(list.join(' '), face, 9, width, 12, hyphenator(language));
        for (const line of lines) expect(face.width(line, 9)).toBeLessThanOrEqual(width);
        expect(lines.map((line) => line.replace(/-$/u, '')).join('').replaceAll(' ', '')).toBe(list.join(''));
      }),
      { numRuns: 150 },
    );
  });
});

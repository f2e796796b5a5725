import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, foldedWords } from '#shared/domain/search-folding.ts';
import { slavicStem, turkicStem } from '#shared/domain/search-stems.ts';

const forms = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '..', '..', 'fixtures', 'search', 'word-forms.json'), 'utf8')) as Readonly<Record<'uk' | 'ru' | 'kk' | 'ky' | 'apart', string[][]>>;
const folded = (word: string): string => foldText(word);

describe('folding for search', () => {
  it.each([
    ['letter case', 'НАКАЗ', 'наказ'],
    ['ё and е', 'отчёт', 'отчет'],
    ['і and и', 'міністерство', 'министерство'],
    ['ї and и', 'їжак', 'ижак'],
    ['ы and и', 'выписка', 'виписка'],
    ['є and е', 'єдність', 'едність'],
    ['ґ and г', 'ґрунт', 'грунт'],
    ['ғ and г', 'ғимарат', 'гимарат'],
    ['қ and к', 'қаулы', 'каулы'],
    ['ң and н', 'кеңес', 'кенес'],
    ['ө and о', 'бөлүм', 'болүм'],
    ['ұ and ү', 'бұйрық', 'бүйрық'],
    ['ү and у', 'түлек', 'тулек'],
    ['ә and а', 'мәлімет', 'малімет'],
    ['һ and х', 'гауһар', 'гаухар'],
    ['apostrophes of every kind', 'об’єкт об\'єкт обʼєкт', 'обєкт обєкт обєкт'],
    ['the hard sign and the apostrophe', 'объект', 'об’ект'],
    ['composed and decomposed letters', 'й ї ё'.normalize('NFD'), 'й ї ё'.normalize('NFC')],
    ['soft hyphens', 'догово\u00adрів', 'договорів'],
    ['zero-width signs', 'дого\u200bвір\ufeff', 'договір'],
    ['accents', 'за\u0301мок', 'замок'],
    ['Latin look-alikes in a Cyrillic word', 'Haкaз Pішення', 'Наказ Рішення'],
    ['full-width digits', '１２／３４', '12/34'],
    ['the number sign', '№12', '№ 12'],
  ])('makes one of %s', (_what, one, other) => {
    expect(folded(one)).toBe(folded(other));
    expect(folded(one)).not.toBe('');
  });

  it('leaves Latin words Latin', () => {
    expect(folded('agreement COPY')).toBe('agreement copy');
  });

  it('keeps what is different apart', () => {
    for (const [one, other] of [['наказ', 'казна'], ['лист', 'ліс'], ['шарт', 'шара'], ['12', '21']] as const) expect(folded(one)).not.toBe(folded(other));
  });

  it('folds the dotted capital İ to a plain letter', () => {
    expect(foldText('İSTANBUL')).toBe('istanbul');
  });

  it('folds what is folded to itself, whatever comes', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    }));
  });

  it('gives words no longer than a word is', () => {
    expect(foldedWords('а'.repeat(5000))[0]?.folded.length).toBeLessThanOrEqual(40);
  });
});

describe('stems for search', () => {
  /** Part of all pairs of forms of a word that have a stem in common. */
  const recall = (groups: readonly (readonly string[])[], stem: (word: string) => string): number => {
    const pairs = groups.flatMap((words) => words.flatMap((one) => words.map((other) => stem(folded(one)) === stem(folded(other)))));
    return pairs.filter(Boolean).length / pairs.length;
  };

  it.each([['uk', slavicStem, 0.93], ['ru', slavicStem, 0.93], ['kk', turkicStem, 0.93], ['ky', turkicStem, 0.93]] as const)('bring the forms of %s words together', (language, stem, least) => {
    expect(recall(forms[language], stem)).toBeGreaterThanOrEqual(least);
  });

  it('keep other words apart', () => {
    const together = forms.apart.filter(([one = '', other = '']) => slavicStem(folded(one)) === slavicStem(folded(other)) || turkicStem(folded(one)) === turkicStem(folded(other)));
    expect(together.length).toBeLessThanOrEqual(1);
  });

  it('never make a word empty', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'анигдлртскуоеи') , minLength: 1 }), (word) => {
      expect(slavicStem(word).length).toBeGreaterThanOrEqual(Math.min(2, word.length));
      expect(turkicStem(word).length).toBeGreaterThanOrEqual(Math.min(2, word.length));
    }));
  });
});

import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '#shared/domain/languages.ts';
import { casesInWords, LARGEST_IN_WORDS, numberInWords } from '#shared/domain/number-words.ts';

const WORDS: Readonly<Record<Language, readonly (readonly [number, string])[]>> = {
  uk: [
    [0, 'нуль'], [1, 'один'], [2, 'два'], [11, 'одинадцять'], [14, 'чотирнадцять'], [19, 'дев’ятнадцять'], [21, 'двадцять один'], [40, 'сорок'], [52, 'п’ятдесят два'], [90, 'дев’яносто'], [100, 'сто'], [121, 'сто двадцять один'],
    [200, 'двісті'], [248, 'двісті сорок вісім'], [612, 'шістсот дванадцять'], [1000, 'тисяча'], [1001, 'тисяча один'], [2001, 'дві тисячі один'], [5000, 'п’ять тисяч'], [11_000, 'одинадцять тисяч'], [21_000, 'двадцять одна тисяча'],
    [112_000, 'сто дванадцять тисяч'], [342_916, 'триста сорок дві тисячі дев’ятсот шістнадцять'], [999_999, 'дев’ятсот дев’яносто дев’ять тисяч дев’ятсот дев’яносто дев’ять'],
  ],
  ru: [
    [0, 'ноль'], [1, 'один'], [2, 'два'], [11, 'одиннадцать'], [21, 'двадцать один'], [40, 'сорок'], [90, 'девяносто'], [100, 'сто'], [121, 'сто двадцать один'], [200, 'двести'], [315, 'триста пятнадцать'], [1000, 'тысяча'],
    [2001, 'две тысячи один'], [14_003, 'четырнадцать тысяч три'], [21_004, 'двадцать одна тысяча четыре'], [700_500, 'семьсот тысяч пятьсот'],
  ],
  kk: [
    [0, 'нөл'], [1, 'бір'], [2, 'екі'], [10, 'он'], [11, 'он бір'], [21, 'жиырма бір'], [40, 'қырық'], [90, 'тоқсан'], [100, 'жүз'], [121, 'жүз жиырма бір'], [200, 'екі жүз'], [248, 'екі жүз қырық сегіз'], [1000, 'мың'], [2001, 'екі мың бір'],
    [19_750, 'он тоғыз мың жеті жүз елу'], [121_000, 'жүз жиырма бір мың'],
  ],
  ky: [
    [0, 'нөл'], [1, 'бир'], [2, 'эки'], [10, 'он'], [11, 'он бир'], [21, 'жыйырма бир'], [40, 'кырк'], [90, 'токсон'], [100, 'жүз'], [121, 'жүз жыйырма бир'], [200, 'эки жүз'], [248, 'эки жүз кырк сегиз'], [1000, 'миң'], [2001, 'эки миң бир'],
    [365_012, 'үч жүз алтымыш беш миң он эки'],
  ],
  en: [
    [0, 'zero'], [1, 'one'], [2, 'two'], [11, 'eleven'], [21, 'twenty-one'], [40, 'forty'], [90, 'ninety'], [100, 'one hundred'], [121, 'one hundred twenty-one'], [200, 'two hundred'], [1000, 'one thousand'], [2001, 'two thousand one'],
    [13_015, 'thirteen thousand fifteen'], [999_999, 'nine hundred ninety-nine thousand nine hundred ninety-nine'],
  ],
};

describe('numbers in words', () => {
  it('a number of cases takes the gender of the case in the language', () => {
    expect(LANGUAGES.map((language) => casesInWords(21, language)).toSorted()).toEqual(['двадцать одно', 'двадцять одна', 'жиырма бір', 'жыйырма бир', 'twenty-one'].toSorted());
  });

  it.each(LANGUAGES.flatMap((language) => WORDS[language].map(([value, words]) => [language, value, words] as const)))('in %s %i is “%s”', (language, value, words) => {
    expect(numberInWords(value, language)).toBe(words);
  });

  it.each<[Language, number, string, string]>([
    ['uk', 1, 'одна', 'одне'],
    ['uk', 22, 'двадцять дві', 'двадцять два'],
    ['uk', 12, 'дванадцять', 'дванадцять'],
    ['ru', 101, 'сто одна', 'сто одно'],
    ['ru', 2002, 'две тысячи две', 'две тысячи два'],
    ['kk', 21, 'жиырма бір', 'жиырма бір'],
    ['en', 2, 'two', 'two'],
  ])('in %s %i agrees with its noun: %s (f.), %s (n.)', (language, value, feminine, neuter) => {
    expect([numberInWords(value, language, 'feminine'), numberInWords(value, language, 'neuter')]).toEqual([feminine, neuter]);
  });

  it.each(LANGUAGES)('in %s no two numbers read alike, and none lacks a word', (language) => {
    const seen = new Set<string>();
    for (let value = 0; value <= 2200; value += 1) {
      const words = numberInWords(value, language);
      expect(words).toMatch(/^\S+(?: \S+)*$/u);
      seen.add(words);
    }
    expect(seen.size).toBe(2201);
  });

  it('are written of whole numbers within bounds alone', () => {
    for (const value of [-1, 1.5, LARGEST_IN_WORDS + 1, Number.NaN]) expect(() => numberInWords(value, 'uk')).toThrow(RangeError);
  });
});

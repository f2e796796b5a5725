import type { Language } from './languages.ts';

/** Gender of the counted noun: `uk` аркуш and `ru` лист are masculine, справа feminine. Languages without gender pay no heed. */
export type Gender = 'masculine' | 'feminine' | 'neuter';

/** The largest number that is written in words. */
export const LARGEST_IN_WORDS = 999_999;

interface Numerals {
  readonly zero: string;
  /** Forms of 1 and 2 that differ by gender; other languages name one form. */
  readonly one: Readonly<Record<Gender, string>>;
  readonly two: Readonly<Record<Gender, string>>;
  /** 3 … 19. */
  readonly teens: readonly string[];
  /** 20 … 90. */
  readonly tens: readonly string[];
  /** 100 … 900. */
  readonly hundreds: readonly string[];
  /** Word for the thousands by their count, and the gender in which the count stands. */
  readonly thousand: { readonly one: string; readonly few: string; readonly many: string; readonly gender: Gender };
}

const alike = (word: string): Readonly<Record<Gender, string>> => ({ masculine: word, feminine: word, neuter: word });

const UK: Numerals = {
  zero: 'нуль',
  one: { masculine: 'один', feminine: 'одна', neuter: 'одне' },
  two: { masculine: 'два', feminine: 'дві', neuter: 'два' },
  teens: ['три', 'чотири', 'п’ять', 'шість', 'сім', 'вісім', 'дев’ять', 'десять', 'одинадцять', 'дванадцять', 'тринадцять', 'чотирнадцять', 'п’ятнадцять', 'шістнадцять', 'сімнадцять', 'вісімнадцять', 'дев’ятнадцять'],
  tens: ['двадцять', 'тридцять', 'сорок', 'п’ятдесят', 'шістдесят', 'сімдесят', 'вісімдесят', 'дев’яносто'],
  hundreds: ['сто', 'двісті', 'триста', 'чотириста', 'п’ятсот', 'шістсот', 'сімсот', 'вісімсот', 'дев’ятсот'],
  thousand: { one: 'тисяча', few: 'тисячі', many: 'тисяч', gender: 'feminine' },
};

const RU: Numerals = {
  zero: 'ноль',
  one: { masculine: 'один', feminine: 'одна', neuter: 'одно' },
  two: { masculine: 'два', feminine: 'две', neuter: 'два' },
  teens: ['три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять', 'десять', 'одиннадцать', 'двенадцать', 'тринадцать', 'четырнадцать', 'пятнадцать', 'шестнадцать', 'семнадцать', 'восемнадцать', 'девятнадцать'],
  tens: ['двадцать', 'тридцать', 'сорок', 'пятьдесят', 'шестьдесят', 'семьдесят', 'восемьдесят', 'девяносто'],
  hundreds: ['сто', 'двести', 'триста', 'четыреста', 'пятьсот', 'шестьсот', 'семьсот', 'восемьсот', 'девятьсот'],
  thousand: { one: 'тысяча', few: 'тысячи', many: 'тысяч', gender: 'feminine' },
};

/** Turkic numerals and the English ones are put together of units, tens and multiples alone. */
function regular(zero: string, units: readonly string[], teens: readonly string[], tens: readonly string[], hundred: string, hundredOne: string, thousand: string): Numerals {
  const [one = '', two = '', ...rest] = units;
  return {
    zero,
    one: alike(one),
    two: alike(two),
    teens: [...rest, ...teens],
    tens,
    hundreds: [hundredOne, ...units.slice(1).map((unit) => `${unit} ${hundred}`)],
    thousand: { one: thousand, few: thousand, many: thousand, gender: 'masculine' },
  };
}

const KK_UNITS = ['бір', 'екі', 'үш', 'төрт', 'бес', 'алты', 'жеті', 'сегіз', 'тоғыз'];
const KY_UNITS = ['бир', 'эки', 'үч', 'төрт', 'беш', 'алты', 'жети', 'сегиз', 'тогуз'];
const EN_UNITS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

const NUMERALS: Readonly<Record<Language, Numerals>> = {
  kk: regular('нөл', KK_UNITS, ['он', ...KK_UNITS.map((unit) => `он ${unit}`)], ['жиырма', 'отыз', 'қырық', 'елу', 'алпыс', 'жетпіс', 'сексен', 'тоқсан'], 'жүз', 'жүз', 'мың'),
  uk: UK,
  ky: regular('нөл', KY_UNITS, ['он', ...KY_UNITS.map((unit) => `он ${unit}`)], ['жыйырма', 'отуз', 'кырк', 'элүү', 'алтымыш', 'жетимиш', 'сексен', 'токсон'], 'жүз', 'жүз', 'миң'),
  ru: RU,
  en: regular(
    'zero',
    EN_UNITS,
    ['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
    ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'],
    'hundred',
    'one hundred',
    'thousand',
  ),
};

/**
 * A cardinal number in words, as a certifying note, an inventory or an act states it beside the figures (C.1).
 *
 * @param gender of the counted noun
 * @throws RangeError for what is no whole number from 0 to {@link LARGEST_IN_WORDS}
 */
export function numberInWords(value: number, language: Language, gender: Gender = 'masculine'): string {
  if (!Number.isInteger(value) || value < 0 || value > LARGEST_IN_WORDS) throw new RangeError(`${value} is not written in words`);
  const numerals = NUMERALS[language];
  if (value === 0) return numerals.zero;
  const thousands = Math.floor(value / 1000);
  return [...thousandsInWords(thousands, numerals, language), ...belowThousand(value % 1000, numerals, language, gender)].join(' ');
}

/** Gender of the word for a case: `uk` справа, `ru` дело. */
const GENDER_OF_CASE: Readonly<Partial<Record<Language, Gender>>> = { uk: 'feminine', ru: 'neuter' };

/**
 * A number of cases in words, as the final record of an inventory and an act of destruction state it (C.1, C.7.4).
 *
 * @throws RangeError as {@link numberInWords} does
 */
export function casesInWords(count: number, language: Language): string {
  return numberInWords(count, language, GENDER_OF_CASE[language]);
}

function thousandsInWords(count: number, numerals: Numerals, language: Language): string[] {
  if (count === 0) return [];
  const { one, few, many, gender } = numerals.thousand;
  const word = { one, few, many }[slavicForm(count)];
  // A bare "thousand" is how these languages say it; English names the one.
  if (count === 1 && language !== 'en') return [word];
  return [...belowThousand(count, numerals, language, gender), word];
}

/** 1, 21 … take the first form, 2–4, 22–24 … the second, the rest and 11–14 the third. */
function slavicForm(count: number): 'one' | 'few' | 'many' {
  const [units, tens] = [count % 10, Math.floor(count / 10) % 10];
  if (tens === 1) return 'many';
  if (units === 1) return 'one';
  return units >= 2 && units <= 4 ? 'few' : 'many';
}

function belowThousand(value: number, numerals: Numerals, language: Language, gender: Gender): string[] {
  const words = value >= 100 ? [numerals.hundreds[Math.floor(value / 100) - 1] ?? ''] : [];
  const rest = value % 100;
  if (rest === 0) return words;
  if (rest < 20) return [...words, unit(rest, numerals, gender)];
  const tens = numerals.tens[Math.floor(rest / 10) - 2] ?? '';
  if (rest % 10 === 0) return [...words, tens];
  return language === 'en' ? [...words, `${tens}-${unit(rest % 10, numerals, gender)}`] : [...words, tens, unit(rest % 10, numerals, gender)];
}

function unit(value: number, { one, two, teens }: Numerals, gender: Gender): string {
  if (value === 1) return one[gender];
  return value === 2 ? two[gender] : (teens[value - 3] ?? '');
}

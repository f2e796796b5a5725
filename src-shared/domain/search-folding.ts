/**
 * Folding of text for search: what people type differently and mean alike becomes one form. Works the same
 * on the text of cards and files and on the question, in kk, uk, ky, ru and en.
 */

/** Letters that one hand types and another does not, in lower case. */
const LETTERS: Readonly<Record<string, string>> = {
  ё: 'е', є: 'е', і: 'и', ї: 'и', ы: 'и', ғ: 'г', ґ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', ў: 'у', ә: 'а', һ: 'х', ъ: '',
};
const FOLDED_LETTERS = /[ёєіїығґқңөұүўәһъ]/gu;

/** Latin letters that look like Cyrillic ones; a word that holds both is meant to be Cyrillic. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  A: 'а', B: 'в', C: 'с', E: 'е', H: 'н', I: 'і', K: 'к', M: 'м', O: 'о', P: 'р', T: 'т', X: 'х', Y: 'у',
  a: 'а', c: 'с', e: 'е', h: 'һ', i: 'і', k: 'к', m: 'м', o: 'о', p: 'р', t: 'т', x: 'х', y: 'у',
};

/** Soft hyphen, zero-width signs, marks of direction, byte order mark. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu;
/** Every sign that stands for the apostrophe inside a word (Ukrainian об'єкт). */
const APOSTROPHE = /(?<=\p{L})['’‘ʼ`´′ʹ″"](?=\p{L})/gu;
const WORD = /[\p{L}\p{N}]+/gu;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const LATIN = /[A-Za-z]/u;
/** Letters that only Kazakh and Kyrgyz of the five languages have. */
const TURKIC_LETTER = /[ғқңөұүәһ]/u;

/** Longest word that is kept; a longer run of letters is no word. */
const WORD_LIMIT = 40;

/** A word in lower case with its own letters, and in its folded form. */
export interface FoldedWord {
  readonly folded: string;
  /** Holds a letter of Kazakh or Kyrgyz that the others have not. */
  readonly turkic: boolean;
}

function cyrillicOf(word: string): string {
  if (!LATIN.test(word) || !CYRILLIC.test(word)) return word;
  return word.replace(/[A-Za-z]/g, (letter) => LOOK_ALIKES[letter] ?? letter);
}

/** One word folded. */
function foldWord(word: string): FoldedWord {
  const lower = cyrillicOf(word).toLowerCase();
  const turkic = TURKIC_LETTER.test(lower);
  return { folded: lower.replace(FOLDED_LETTERS, (letter) => LETTERS[letter] ?? letter).slice(0, WORD_LIMIT), turkic };
}

/** Of this one letter lower case would make two characters, the second of them a mark. */
const DOTTED_I = /İ/gu;

/** Text made even before it is cut into words: composed, without invisible signs, accents and apostrophes. */
export function evenText(text: string): string {
  return text.replace(/№/gu, ' ').normalize('NFKC').replace(DOTTED_I, 'I').replace(INVISIBLE, '').replace(/\p{M}/gu, '').replace(APOSTROPHE, '');
}

/** Words and numbers of a text, folded, in their order. */
export function foldedWords(text: string): FoldedWord[] {
  return (evenText(text).match(WORD) ?? []).map(foldWord).filter(({ folded }) => folded !== '');
}

/** The whole text as its folded words with one space between: equal for what search holds to be equal. */
export function foldText(text: string): string {
  return foldedWords(text)
    .map(({ folded }) => folded)
    .join(' ');
}

/**
 * Names of correspondents in one coarse Latin skeleton, so that one spelling finds another: Cyrillic and Latin,
 * Kazakh, Ukrainian, Kyrgyz and Russian letters, and the usual transliterations. Different names may share a
 * skeleton; what is shown is ranked, never merged, by it. A change here changes projected keys: raise
 * `PROJECTIONS_VERSION`.
 */

/** `h` stands for г, ґ, ғ, х and һ alike: Ukrainian г is written `h`, х is written `kh` or `h`. */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a', ә: 'a', б: 'b', в: 'v', г: 'h', ґ: 'h', ғ: 'h', д: 'd', е: 'e', ё: 'e', є: 'e', э: 'e', ж: 'j', з: 'z',
  и: 'i', і: 'i', ї: 'i', й: 'i', ы: 'i', к: 'k', қ: 'k', л: 'l', м: 'm', н: 'n', ң: 'n', о: 'o', ө: 'o', п: 'p',
  р: 'r', с: 's', т: 't', у: 'u', ұ: 'u', ү: 'u', ў: 'u', ф: 'f', х: 'h', һ: 'h', ц: 'ts', ч: 'c', ш: 'x', щ: 'x',
  ъ: '', ь: '', ю: 'iu', я: 'ia',
};
/** Latin letters that lose more than a mark when the mark is dropped. */
const MARKED: Readonly<Record<string, string>> = { ş: 'sh', š: 'sh', ç: 'ch', č: 'ch', ž: 'zh', ı: 'i', ğ: 'g', ñ: 'n', ł: 'l', đ: 'd', ß: 'ss' };
/** Longest first. What they become is what the Cyrillic letters become. */
const DIGRAPHS: readonly (readonly [RegExp, string])[] = [
  [/shch|sch/g, 'x'],
  [/ch/g, '1'],
  [/sh/g, 'x'],
  [/zh|dzh/g, 'j'],
  [/kh|gh/g, 'h'],
  [/tz|cz/g, 'ts'],
  [/ck|[cq]/g, 'k'],
  [/1/g, 'c'],
  [/g/g, 'h'],
  [/w/g, 'v'],
  [/ph/g, 'f'],
  [/y[eo]/g, 'e'],
  [/y/g, 'i'],
];

/** One word's skeleton; empty where it has no letter and no digit. */
export function foldWord(word: string): string {
  const lower = word.normalize('NFC').toLowerCase();
  // A word is Latin or Cyrillic as a whole; a Latin letter inside a Cyrillic word is a slip of the keyboard.
  const cyrillic = /\p{Script=Cyrillic}/u.test(lower);
  const latin = cyrillic ? lower : latinLetters(lower);
  let folded = '';
  for (const letter of latin) {
    for (const sign of CYRILLIC[letter] ?? letter) {
      const plain = sign >= 'a' && sign <= 'z';
      // A letter that is written twice counts once; digits stand as they are.
      if ((plain && !folded.endsWith(sign)) || (sign >= '0' && sign <= '9')) folded += sign;
    }
  }
  return folded;
}

function latinLetters(lower: string): string {
  const plain = [...lower].map((letter) => MARKED[letter] ?? letter).join('').normalize('NFD').replace(/\p{M}/gu, '');
  return DIGRAPHS.reduce((text, [pattern, into]) => text.replace(pattern, into), plain);
}

const APOSTROPHES = /['’ʼ`ʹ]/g;

/** Words of a name as they are written; an apostrophe belongs to its word. */
export function wordsOf(name: string): string[] {
  return name.normalize('NFC').replace(APOSTROPHES, '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Skeletons of a name's words, in order. */
export function foldedWords(name: string): string[] {
  return wordsOf(name).map(foldWord).filter((word) => word !== '');
}

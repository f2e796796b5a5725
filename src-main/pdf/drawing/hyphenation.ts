import createHyphenator, { type Patterns } from 'hyphen';
import russian from 'hyphen/patterns/ru.js';
import ukrainian from 'hyphen/patterns/uk.js';

/**
 * The parts of a word at whose ends a line may break, together the word as it was given; one part where it may
 * not be broken. `opening`: the word begins a sentence, so that its capital says nothing of a name.
 */
export type Hyphenator = (word: string, opening: boolean) => readonly string[];

/** A word as it stands in text: what clings to it before and after, and its letters. */
const WORD = /^([^\p{L}]*)(\p{L}(?:[\p{L}'’ʼ]*\p{L})?)([^\p{L}]*)$/u;
const SHORTEST = 6;
/** Letters that stay together at least, on either side of a break. */
const LEAST = 2;
const LEAST_REST = 3;
const APOSTROPHES = /[’ʼ]/gu;
const SOFT_HYPHEN = '\u00AD';

/**
 * Finds where the words of a language may be parted; null for a language that is left whole. Names, numbers, hashes and
 * registration indexes stay whole in every language: words with digits, with capitals inside, with letters of another
 * language or fewer than six letters, and capitalised words within a sentence. Ukrainian and Russian go by TeX's patterns, Kazakh and Kyrgyz by their syllables.
 * @param language ISO 639-1
 */
export function hyphenatorOf(language: string): Hyphenator | null {
  const rules = RULES[language];
  return rules === undefined ? null : (word, opening) => partsOf(word, opening, rules);
}

/** Places in a word of small letters before which it may be parted. */
type FindBreaks = (letters: string) => readonly number[];

interface Rules {
  /** Of words that the language can have: a subject in another language stands in the same journal, and its words stay whole. */
  readonly alphabet: RegExp;
  readonly find: FindBreaks;
}

const RULES: Readonly<Record<string, Rules | undefined>> = {
  uk: { alphabet: /^[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя']+$/u, find: patternBreaks(ukrainian) },
  ru: { alphabet: /^[а-яё]+$/u, find: patternBreaks(russian) },
  kk: { alphabet: /^[а-яёәғқңөұүһі]+$/u, find: (letters) => syllableBreaks(letters, KAZAKH) },
  ky: { alphabet: /^[а-яёңөү]+$/u, find: (letters) => syllableBreaks(letters, KYRGYZ) },
};

/**
 * The longest beginning of a word, with its hyphen, that satisfies `fits`, and what is left of the word, three letters at
 * least, so that no line begins with a mere ending; null where none does. Nothing but the hyphen is added.
 */
export function partWord(word: string, opening: boolean, hyphenate: Hyphenator, fits: (head: string) => boolean): { readonly head: string; readonly rest: string } | null {
  const parts = hyphenate(word, opening);
  for (let count = parts.length - 1; count > 0; count -= 1) {
    const head = `${parts.slice(0, count).join('')}-`;
    const rest = parts.slice(count).join('');
    if (lettersIn(rest) >= LEAST_REST && fits(head)) return { head, rest };
  }
  return null;
}

/** Whether the word after this text begins a sentence. */
export function opensSentence(before: string): boolean {
  return before.trim() === '' || /[.!?…:]\s*$/u.test(before);
}

function partsOf(word: string, opening: boolean, { alphabet, find }: Rules): readonly string[] {
  const [, before = '', core = ''] = WORD.exec(word) ?? [];
  const letters = core.toLowerCase();
  // Lower case of another length would move every place.
  if (letters.length < SHORTEST || letters.length !== core.length || !isPlain(core, letters, opening)) return [word];
  const spelt = letters.replaceAll(APOSTROPHES, "'");
  if (!alphabet.test(spelt)) return [word];
  const places = find(spelt).filter((at) => lettersIn(letters.slice(0, at)) >= LEAST && lettersIn(letters.slice(at)) >= LEAST && !/^['’ʼ]/u.test(letters.slice(at)));
  const cuts = [0, ...places.map((at) => at + before.length), word.length];
  return cuts.slice(1).map((end, index) => word.slice(cuts[index], end));
}

function isPlain(core: string, letters: string, opening: boolean): boolean {
  return core.slice(1) === letters.slice(1) && (opening || core[0] === letters[0]) && lettersIn(letters) >= SHORTEST;
}

function lettersIn(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

function patternBreaks(patterns: Patterns): FindBreaks {
  const hyphenate = createHyphenator(patterns, { hyphenChar: SOFT_HYPHEN, minWordLength: 1, html: false });
  return (letters) => {
    const places: number[] = [];
    let at = 0;
    for (const part of hyphenate(letters).split(SOFT_HYPHEN).slice(0, -1)) {
      at += part.length;
      places.push(at);
    }
    return places;
  };
}

interface Alphabet {
  readonly vowels: string;
  /** Vowels that are consonants after another vowel. */
  readonly glides: string;
}

const KAZAKH: Alphabet = { vowels: 'аәеёиоөуұүыіэюя', glides: 'у' };
const KYRGYZ: Alphabet = { vowels: 'аеёиоөуүыэюя', glides: '' };
const CLINGING = 'ьъй';

/**
 * Breaks between syllables: a single consonant goes with the vowel that follows, of several the last one; two equal vowels
 * are one long vowel. ь, ъ and й stay with what stands before them: a й between vowels leaves no place to break.
 */
function syllableBreaks(letters: string, alphabet: Alphabet): readonly number[] {
  const places: number[] = [];
  let previous: number | null = null;
  for (let at = 0; at < letters.length; at += 1) {
    if (!isVowel(letters, at, alphabet)) continue;
    const long = previous === at - 1 && letters[at] === letters[at - 1];
    if (previous !== null && !long) {
      // Without a consonant between, or behind a sign that clings to the consonant before it, the vowel itself begins the syllable.
      const begins = previous === at - 1 || 'ьъ'.includes(letters[at - 1] ?? '') ? at : at - 1;
      if (!CLINGING.includes(letters[begins] ?? '')) places.push(begins);
    }
    previous = at;
  }
  return places;
}

function isVowel(letters: string, at: number, { vowels, glides }: Alphabet): boolean {
  const letter = letters[at] ?? '';
  if (!vowels.includes(letter)) return false;
  return !(glides.includes(letter) && at > 0 && vowels.includes(letters[at - 1] ?? ''));
}

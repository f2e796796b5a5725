/**
 * Finding and comparing names of correspondents: by beginnings of words in any spelling, by initials
 * (МОН ↔ Міністерство освіти і науки), and with one letter wrong.
 */
import { foldedWords, foldWord, wordsOf } from './name-folding.ts';

/** Words that initials leave out, as skeletons. */
const SMALL_WORDS = new Set(['i', 'ta', 'ii', 'u', 'v', 'vo', 'z', 's', 'na', 'pri', 'po', 'dlia', 'do', 'men', 'jane', 'jana', 'and', 'of', 'the', 'for', 'imeni', 'im']);
/** Legal forms say nothing of who it is, as skeletons of their usual writings. */
const LEGAL_FORMS = new Set(['тов', 'ооо', 'тоо', 'жшс', 'жчк', 'осоо', 'пат', 'прат', 'ат', 'ао', 'ақ', 'зат', 'фоп', 'ип', 'кп', 'дп', 'гу', 'ргп', 'кмқк', 'кгу', 'llc', 'llp', 'ltd', 'jsc'].map(foldWord));

/** Letters of a word by which a slip is looked for; longer words are told by their beginning. */
const TYPO_LETTERS = 7;
/** Shorter words with a letter wrong are other words. */
export const TYPO_LEAST_LETTERS = 5;

/** Initials with and without small words, and of the name's beginning: `mon`, `moin`. */
function initialsOf(words: readonly string[]): string[] {
  const letters = (from: readonly string[]): string => from.map((word) => word[0] ?? '').join('');
  const telling = words.filter((word) => !SMALL_WORDS.has(word));
  return [letters(telling), letters(words)].filter((initials) => initials.length >= 2);
}

/** What is projected for a name. */
export interface NameKeys {
  readonly words: readonly string[];
  readonly initials: readonly string[];
}

export function nameKeys(names: readonly string[]): NameKeys {
  const words = new Set<string>();
  const initials = new Set<string>();
  for (const name of names) {
    const folded = foldedWords(name);
    for (const word of folded) words.add(word);
    for (const one of initialsOf(folded)) initials.add(one);
    // An acronym may be typed where its words are stored, and stored where its words are typed.
    for (const word of wordsOf(name)) if (/^\p{Lu}{2,8}$/u.test(word)) initials.add(foldedAcronym(word));
  }
  return { words: [...words], initials: [...initials] };
}

function foldedAcronym(word: string): string {
  return [...word].map((letter) => foldWord(letter)[0] ?? '').join('');
}

/** One word of what is typed, in the forms in which it is looked for. */
export interface SoughtWord {
  readonly word: string;
  /** As initials; null where it cannot be an acronym. */
  readonly initials: string | null;
}

/** @returns at most eight words; more tell nothing more */
export function soughtWords(text: string): SoughtWord[] {
  return wordsOf(text)
    .map((word): SoughtWord => ({ word: foldWord(word), initials: /^\p{L}{2,8}$/u.test(word) ? foldedAcronym(word) : null }))
    .filter(({ word }) => word !== '')
    .slice(0, 8);
}

/** Every form of a word's beginning with at most one letter taken out: two words that share one differ by a slip. */
export function slips(word: string): string[] {
  if (word.length < TYPO_LEAST_LETTERS || /\d/.test(word)) return [];
  const start = word.slice(0, TYPO_LETTERS);
  return [...new Set([start, ...Array.from(start, (_, at) => start.slice(0, at) + start.slice(at + 1))])];
}

/** True where one letter was changed, left out, added, or changed places with its neighbour. */
export function isOneSlipApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const rest = one.slice(at);
  const otherRest = other.slice(at);
  if (rest.slice(1) === otherRest.slice(1) || rest === otherRest.slice(1) || rest.slice(1) === otherRest) return true;
  return rest[0] === otherRest[1] && rest[1] === otherRest[0] && rest.slice(2) === otherRest.slice(2);
}

function isSlipOfBeginning(sought: string, word: string): boolean {
  if (sought.length < TYPO_LEAST_LETTERS || /\d/.test(sought)) return false;
  return [sought.length - 1, sought.length, sought.length + 1].some((length) => isOneSlipApart(sought, word.slice(0, length)));
}

/** How one sought word was found; a lower number is a better one. */
const WHOLE = 0;
const BEGINNING = 1;
const INITIALS = 2;
const SLIP = 4;

function wordScore(sought: SoughtWord, keys: NameKeys): number | null {
  if (keys.words.includes(sought.word)) return WHOLE;
  if (keys.words.some((word) => word.startsWith(sought.word))) return BEGINNING;
  if (sought.initials !== null && keys.initials.some((initials) => initials.startsWith(sought.initials ?? ''))) return INITIALS;
  return keys.words.some((word) => isSlipOfBeginning(sought.word, word)) ? SLIP : null;
}

/**
 * How far a name is from what was typed: 0 is the name itself. Null where a typed word is not in it.
 *
 * @param names the entry's names, the leading one first
 */
export function nameDistance(sought: readonly SoughtWord[], names: readonly string[]): number | null {
  if (sought.length === 0) return null;
  const keys = nameKeys(names);
  let distance = 0;
  for (const one of sought) {
    const score = wordScore(one, keys);
    if (score === null) return null;
    distance += score;
  }
  const leading = foldedWords(names[0] ?? '');
  if (leading[0]?.startsWith(sought[0]?.word ?? '') !== true) distance += 1;
  return leading.join(' ') === sought.map(({ word }) => word).join(' ') ? 0 : distance + 1;
}

/** A name without its order of words and its legal form: two entries that share it are likely one. */
export function likenessKey(name: string): string {
  const words = foldedWords(name).filter((word) => !LEGAL_FORMS.has(word) && !SMALL_WORDS.has(word));
  return words.toSorted().join(' ');
}

/** The same name in another spelling; order and legal form count. */
export function isSameName(one: string, other: string): boolean {
  const folded = foldedWords(one).join(' ');
  return folded !== '' && folded === foldedWords(other).join(' ');
}

/** Whether the rules of electronic conclusion stand in a contract's text (KhAI 4.8, last paragraph; SIGN-21). */
import { foldedWords } from './search-folding.ts';

/** One rule that must stand in the text; a country's rule pack names them. */
export interface ContractClause {
  readonly id: string;
  readonly names: Readonly<Record<string, string>>;
  /** Each way of saying it: beginnings of words, in their order, parted by spaces. One of them is enough. */
  readonly phrases: readonly string[];
}

/** Words that may stand between two words of a phrase. */
const GAP = 14;

export type ClauseAnswer = { readonly outcome: 'found' | 'unreadable'; readonly missing: readonly never[] } | { readonly outcome: 'missing'; readonly missing: readonly ContractClause[] };

/** @param text words of the contract; null: they could not be read, for example of a scan */
export function checkClauses(text: string | null, clauses: readonly ContractClause[]): ClauseAnswer {
  const words = text === null ? [] : foldedWords(text).map(({ folded }) => folded);
  if (words.length === 0) return { outcome: 'unreadable', missing: [] };
  const missing = clauses.filter(({ phrases }) => !phrases.some((phrase) => stands(foldedWords(phrase).map(({ folded }) => folded), words)));
  return missing.length === 0 ? { outcome: 'found', missing: [] } : { outcome: 'missing', missing };
}

function stands(beginnings: readonly string[], words: readonly string[]): boolean {
  return words.some((_word, at) => goesOn(beginnings, words, at));
}

/** Whether the phrase goes on from a word; the first word that fits may be the wrong one, so that others are tried. */
function goesOn([first, ...rest]: readonly string[], words: readonly string[], at: number): boolean {
  if (first === undefined) return true;
  if (words[at]?.startsWith(first) !== true) return false;
  if (rest.length === 0) return true;
  for (let next = at + 1; next <= at + 1 + GAP && next < words.length; next += 1) if (goesOn(rest, words, next)) return true;
  return false;
}

import type { SearchFilters } from '#shared/contract/search.ts';
import { evenText, foldedWords } from '#shared/domain/search-folding.ts';
import { slavicStem, turkicStem } from '#shared/domain/search-stems.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import { correspondentMark, mark } from './search-marks.ts';
import { periodMarks } from './period-marks.ts';
import { begunFragment } from './search-words.ts';

/** Shortest beginning of a word that is looked up as one: the index keeps beginnings of this length. */
const PREFIX = 3;
const WORDS_LIMIT = 12;

const quoted = (words: string): string => `"${words}"`;
const anyOf = (parts: readonly string[]): string => (parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' OR ')})`);

/** The columns where words are looked for, from the nearest match to the farthest: the order by relevance. */
export const RELEVANCE_TIERS: readonly (readonly string[])[] = [['number'], ['subject'], ['number', 'subject', 'card'], ['number', 'subject', 'card', 'text']];

/** What a question wants of the words; null: there is no word in it that could be found. */
export function wordsExpression(text: string): string | null {
  const pieces = evenText(text).split(/\s+/u).map((piece) => ({ words: foldedWords(piece).map(({ folded }) => folded), number: /\p{N}/u.test(piece) })).filter(({ words }) => words.length > 0);
  if (pieces.length === 0) return null;
  const last = pieces.length - 1;
  const wanted = pieces.flatMap(({ words, number }, at) => (number ? [numberExpression(words)] : words.map((word, wordAt) => wordExpression(word, at === last && wordAt === words.length - 1))));
  return wanted.slice(0, WORDS_LIMIT).join(' AND ');
}

/** A fragment of a number: its groups beside each other, the last one begun. */
function numberExpression(groups: readonly string[]): string {
  const last = groups.at(-1) ?? '';
  const whole = quoted(groups.join(' '));
  if (last.length >= PREFIX) return `${whole} *`;
  const before = groups.at(-2);
  if (before === undefined) return whole;
  const begun = quoted(begunFragment(before, last));
  const earlier = groups.slice(0, -1);
  return anyOf([whole, earlier.length === 1 ? begun : `(${quoted(earlier.join(' '))} AND ${begun})`]);
}

/** A word in any of its forms; the last one is perhaps not written to its end yet. */
function wordExpression(word: string, unfinished: boolean): string {
  const stems = [...new Set([slavicStem(word), turkicStem(word)])].map(quoted);
  return anyOf(unfinished && word.length >= PREFIX ? [...stems, `${quoted(word)} *`] : stems);
}

/** What a person may find, to the card: the marks' side of the row rights; null: every card. */
export function rightsExpression(actor: Actor): string | null {
  const own = quoted(mark('reader', actor.accountId));
  if (!hasRight(actor, 'card.read')) return own;
  return hasRight(actor, 'card.readRestricted') ? null : anyOf([quoted(mark('restricted', false)), own]);
}

/**
 * Marks that lead to the cards a person may read, without the few that the row rights take out: a mark that
 * nearly every card has would cost more than reading those rows.
 */
function leadingExpression(actor: Actor, filters: SearchFilters): string | null {
  if (!hasRight(actor, 'card.read')) return rightsExpression(actor);
  return filters.restricted === true ? rightsExpression(actor) : null;
}

/** The marks that the filters ask for, one expression a filter. */
export function filterExpressions(filters: SearchFilters): string[] {
  const wanted: readonly (readonly string[])[] = [
    filters.directions.map((value) => mark('direction', value)),
    filters.journals.map((value) => mark('journal', value)),
    filters.kinds.map((value) => mark('kind', value)),
    filters.correspondents.map(correspondentMark),
    filters.cases.map((value) => mark('case', value)),
    filters.verdicts.map((value) => mark('verdict', value)),
    filters.states.map((value) => mark('state', value)),
    filters.archive.map((value) => mark('archive', value)),
    filters.restricted === null ? [] : [mark('restricted', filters.restricted)],
    filters.hasFiles === null ? [] : [mark('files', filters.hasFiles)],
    periodMarks(filters.from, filters.to),
  ];
  return wanted.filter((marks) => marks.length > 0).map((marks) => anyOf(marks.map(quoted)));
}

/** Parts of a question for FTS5: the words, and everything that is no word. */
export interface MatchParts {
  /** Null where the question has no text. */
  readonly words: string | null;
  readonly marks: readonly string[];
}

/**
 * @param counted true where matches are counted without a look at their rows: the marks must then say it all.
 * @returns null where the text holds nothing that could be found: no card fits.
 */
export function matchParts(text: string, filters: SearchFilters, actor: Actor, counted: boolean): MatchParts | null {
  const words = wordsExpression(text);
  if (words === null && text.trim() !== '') return null;
  const rights = counted ? rightsExpression(actor) : leadingExpression(actor, filters);
  return { words, marks: [...(rights === null ? [] : [rights]), ...filterExpressions(filters)] };
}

/** The whole expression, with further marks; null where every card fits. */
export function matchExpression({ words, marks }: MatchParts, ...more: readonly string[]): string | null {
  const parts = [...(words === null ? [] : [words]), ...marks, ...more.map(quoted)];
  return parts.length === 0 ? null : parts.join(' AND ');
}

/** Cards whose words stand in the columns of a tier and in none of the tiers before it. */
export function tierExpression({ words, marks }: MatchParts & { readonly words: string }, tier: number): string {
  const within = (columns: readonly string[]): string => `({${columns.join(' ')}} : (${words}))`;
  const columns = RELEVANCE_TIERS[tier] ?? [];
  const earlier = RELEVANCE_TIERS.slice(0, tier).map(within);
  const wanted = earlier.length === 0 ? within(columns) : `(${within(columns)} NOT (${earlier.join(' OR ')}))`;
  return [wanted, ...marks].join(' AND ');
}

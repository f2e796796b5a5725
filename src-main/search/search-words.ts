import { type FoldedWord, evenText, foldedWords } from '#shared/domain/search-folding.ts';
import { slavicStem, turkicStem } from '#shared/domain/search-stems.ts';

/** Languages whose words are cut the Turkic way even where no letter of theirs stands in the sentence. */
const TURKIC_LANGUAGES: ReadonlySet<string> = new Set(['kk', 'ky']);
const SENTENCE_END = /[.!?;\n\r]+/u;

/** Stems under which a text is kept, in the order of its words. */
export function indexedStems(text: string, language: string | null): string {
  const known = language !== null && TURKIC_LANGUAGES.has(language);
  return evenText(text)
    .split(SENTENCE_END)
    .flatMap((sentence) => {
      const words = foldedWords(sentence);
      const turkic = known || words.some((word) => word.turkic);
      return words.flatMap((word) => stemsOfWord(word, turkic));
    })
    .join(' ');
}

function stemsOfWord({ folded, turkic: own }: FoldedWord, turkicSentence: boolean): string[] {
  if (!turkicSentence) return [slavicStem(folded)];
  const stem = turkicStem(folded);
  if (own) return [stem];
  // A Russian word between Kazakh ones is found by its own forms too.
  const other = slavicStem(folded);
  return other === stem ? [stem] : [stem, other];
}

/** Longest number or index that is cut into fragments. */
const NUMBER_LIMIT = 60;
/** Keeps the end of one row from standing beside the beginning of the next. */
const BARRIER = '.';

/** Characters of a begun group for which a word of its own is kept; from three on the index keeps beginnings. */
const BEGUN = 2;

/** The word for a fragment that ends within a group: what stands before the border, and what is begun after it. */
export function begunFragment(before: string, begun: string): string {
  return `${before}.${begun}`;
}

/**
 * A number in a form in which each of its fragments stands as neighbouring words: groups of digits and
 * letters, then every ending of a group with the groups after it, then endings with a group that is begun.
 * «01-12/1234» is found by 12/12, 234, 2/1234, 1-12/1.
 */
export function numberFragments(number: string): string {
  const groups = foldedWords(number.slice(0, NUMBER_LIMIT)).map(({ folded }) => folded);
  const rows = [groups.join(' ')];
  const begun: string[] = [];
  groups.forEach((group, at) => {
    const next = groups[at + 1];
    for (let start = 0; start < group.length; start += 1) {
      if (start > 0) rows.push([group.slice(start), ...groups.slice(at + 1)].join(' '));
      if (next !== undefined) for (let length = 1; length <= Math.min(BEGUN, next.length); length += 1) begun.push(begunFragment(group.slice(start), next.slice(0, length)));
    }
  });
  return `${rows.join(` ${BARRIER} `)} ${BARRIER} ${begun.join(' ')}`;
}

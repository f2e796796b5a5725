import { SeededRandom } from '../support/office-generator/random.ts';
import { type OfficeLanguage, WORDS } from '../support/office-generator/words.ts';

export const QUERY_KINDS = ['one word', 'three letters', 'number fragment', 'two words in two languages'] as const;
export interface MixedQuery {
  readonly kind: (typeof QUERY_KINDS)[number];
  readonly text: string;
}

const EACH = 50;
const LANGUAGES: readonly OfficeLanguage[] = ['kk', 'uk', 'ky', 'ru', 'en'];

function wordOf(random: SeededRandom, language: OfficeLanguage, parts: 'subject' | 'correspondent'): string {
  const words = WORDS[language];
  const from = parts === 'subject' ? [words.begins, words.objects, words.tails] : [words.bodies, words.places, words.surnames];
  const long = random.of(random.of(from)).split(/[\s-]+/u).filter((word) => word.length > 3);
  return long.length === 0 ? wordOf(random, language, parts) : random.of(long);
}

/** The 200 questions of the search figures: the same ones every time. */
export function searchMix(): MixedQuery[] {
  const random = new SeededRandom(20260301);
  const number = (): string => random.of([() => `${random.below(900) + 100}`, () => `${random.below(40) + 1}/${random.below(89) + 10}`, () => `${random.below(90) + 10}-${random.below(90_000) + 10_000}`, () => `0${random.below(5) + 1}-0${random.below(8) + 1}/${random.below(9000) + 100}`])();
  const make: Readonly<Record<MixedQuery['kind'], () => string>> = {
    'one word': () => wordOf(random, random.of(LANGUAGES), random.of(['subject', 'correspondent'])),
    'three letters': () => wordOf(random, random.of(LANGUAGES), random.of(['subject', 'correspondent'])).slice(0, 3),
    'number fragment': number,
    'two words in two languages': () => {
      const first = random.of(LANGUAGES);
      return `${wordOf(random, first, 'subject')} ${wordOf(random, random.of(LANGUAGES.filter((other) => other !== first)), 'correspondent')}`;
    },
  };
  return QUERY_KINDS.flatMap((kind) => Array.from({ length: EACH }, () => ({ kind, text: make[kind]() })));
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

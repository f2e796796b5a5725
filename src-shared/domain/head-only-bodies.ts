/**
 * Bodies whose documents go to the head only because the country's rules name them (REG-10; KhAI 3.3). A sender
 * is told by its written name, in every spelling that the directory of correspondents takes for the same, whether
 * or not the directory has it.
 */
import type { HeadOnlyCategory } from './correspondents.ts';
import { foldedWords } from './name-folding.ts';
import { nameDistance, soughtWords } from './name-matching.ts';
import { periodHolds } from './working-day.ts';

export interface HeadOnlyBody {
  readonly bodyId: string;
  readonly category: HeadOnlyCategory;
  /** Whole names: official, short, former, in other languages. */
  readonly names: readonly string[];
  /** Whole words with which a name begins and goes on: `Народний депутат України` and whose appeal it is. */
  readonly beginnings: readonly string[];
  /** First and last day on which it is such a body; null: open. */
  readonly from: string | null;
  readonly to: string | null;
}

interface Beginning {
  readonly words: readonly string[];
  readonly body: HeadOnlyBody;
}

/** A body under the name by which it was found. */
export interface NamedBody {
  readonly name: string;
  readonly category: HeadOnlyCategory;
}

/** How a whole name is compared. */
export function bodyNameKey(name: string): string {
  return foldedWords(name).join(' ');
}

/** The bodies of one country, ready to be asked for each sender. */
export class HeadOnlyBodies {
  readonly #bodies: readonly HeadOnlyBody[];
  readonly #whole = new Map<string, HeadOnlyBody[]>();
  /** By their first word, the longest first. */
  readonly #beginnings = new Map<string, Beginning[]>();

  constructor(bodies: readonly HeadOnlyBody[]) {
    this.#bodies = bodies;
    for (const body of bodies) {
      for (const name of body.names) push(this.#whole, bodyNameKey(name), body);
      for (const name of body.beginnings) {
        const words = foldedWords(name);
        if (words[0] !== undefined) push(this.#beginnings, words[0], { words, body });
      }
    }
    for (const list of this.#beginnings.values()) list.sort((one, other) => other.words.length - one.words.length);
  }

  /** Category of the body that a written name means on a day; null where it means none. */
  categoryOf(name: string, day: string): HeadOnlyCategory | null {
    const words = foldedWords(name);
    const whole = this.#whole.get(words.join(' '))?.find((body) => holdsOn(body, day));
    if (whole !== undefined) return whole.category;
    const begun = this.#beginnings.get(words[0] ?? '')?.find((one) => words.length > one.words.length && one.words.every((word, at) => word === words[at]) && holdsOn(one.body, day));
    return begun?.body.category ?? null;
  }

  /** Bodies for what is being typed, best first, each once and under its name that fits best. */
  like(text: string, day: string, limit: number): NamedBody[] {
    const sought = soughtWords(text);
    return this.#bodies
      .filter((body) => holdsOn(body, day))
      .flatMap((body) => {
        const found = body.names.flatMap((name) => {
          const distance = nameDistance(sought, [name]);
          return distance === null ? [] : [{ name, category: body.category, distance }];
        });
        return found.length === 0 ? [] : [found.reduce((best, other) => (other.distance < best.distance ? other : best))];
      })
      .sort((one, other) => one.distance - other.distance)
      .slice(0, limit)
      .map(({ name, category }) => ({ name, category }));
  }
}

function holdsOn({ from, to }: HeadOnlyBody, day: string): boolean {
  return periodHolds({ from: from ?? '0000-01-01', to }, day);
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

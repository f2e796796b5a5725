/**
 * Entries of the directory of correspondents (REG-12; requirements C.5 for `{corr}`). The category says what
 * kind of correspondence it is and, through primary-review.ts, who looks at it first.
 */
import { type Actor, hasRight } from './rights.ts';

export const CORRESPONDENT_CATEGORIES = [
  'cabinet-secretariat',
  'parliament',
  'president-office',
  'deputy-appeal',
  'higher-level-body',
  'court',
  'law-enforcement',
  'state-body',
  'local-body',
  'institution',
  'enterprise',
  'information-request',
  'citizen',
  'other',
] as const;
export type CorrespondentCategory = (typeof CORRESPONDENT_CATEGORIES)[number];

/** Whose documents go to the head of the office and to nobody else first (REG-10; KhAI 3.3). */
export const HEAD_ONLY_CATEGORIES = ['cabinet-secretariat', 'parliament', 'president-office', 'deputy-appeal', 'higher-level-body'] as const satisfies readonly CorrespondentCategory[];
export type HeadOnlyCategory = (typeof HEAD_ONLY_CATEGORIES)[number];
const HEAD_ONLY: ReadonlySet<CorrespondentCategory> = new Set(HEAD_ONLY_CATEGORIES);

export function isHeadOnly(category: CorrespondentCategory): category is HeadOnlyCategory {
  return HEAD_ONLY.has(category);
}

export interface Correspondent {
  readonly correspondentId: string;
  readonly name: string;
  /** Former, short and foreign names: the entry is found by each. */
  readonly otherNames: readonly string[];
  readonly category: CorrespondentCategory;
  /** Letter or code for `{corr}`; empty: the first letter of the name. */
  readonly letter: string;
  readonly address: string;
  readonly email: string;
  /** ЄДРПОУ, БИН/ИИН, ИНН. */
  readonly code: string;
  readonly note: string;
  /** The country's rules name it for the head only, and whoever supervises the desk took it out all the same. */
  readonly headOnlyLifted: boolean;
}

/** Value of `{corr}`: the entry's letter, else the first letter of the name; null where there is none. */
export function correspondentLetter(entry: Pick<Correspondent, 'letter'> | null, writtenName: string | null): string | null {
  if (entry !== null && entry.letter.trim() !== '') return entry.letter.trim();
  return /\p{L}/u.exec(writtenName ?? '')?.[0]?.toUpperCase() ?? null;
}

/**
 * Whether a person may take an entry out of the categories that go to the head only. A registrar may not:
 * it would be a way around REG-10. Whoever supervises the desk may put a mistake right.
 */
export function mayLeaveHeadOnly(actor: Pick<Actor, 'roles'>, before: CorrespondentCategory, after: CorrespondentCategory): boolean {
  return !isHeadOnly(before) || isHeadOnly(after) || hasRight(actor, 'desk.supervise');
}

type Standing = Pick<Correspondent, 'name' | 'otherNames' | 'category' | 'headOnlyLifted'>;

/**
 * An entry that bears the name of a body of the country's rules is of that body's category, whatever else was
 * chosen: a harmless one would hide the body (REG-10). Only one that was in a category of the head and was taken
 * out of it by whoever supervises the desk stands outside, as long as its names stay what they were.
 *
 * @param before the entry until now; null: a new one
 * @param after as it is wished, {@link mayLeaveHeadOnly} asked already
 * @param body category that the rules give to one of its names
 */
export function underTheRules<Entry extends Standing>(before: Standing | null, after: Entry, body: HeadOnlyCategory | null): Entry {
  if (body === null || isHeadOnly(after.category)) return { ...after, headOnlyLifted: false };
  const lifted = before !== null && (isHeadOnly(before.category) || (before.headOnlyLifted && sameNames(before, after)));
  return lifted ? { ...after, headOnlyLifted: true } : { ...after, category: body, headOnlyLifted: false };
}

function sameNames(one: Standing, other: Standing): boolean {
  return one.name === other.name && one.otherNames.length === other.otherNames.length && one.otherNames.every((name, at) => name === other.otherNames[at]);
}

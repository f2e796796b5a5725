import { LONGEST_YEARS, type Retention, type RetentionPeriod } from './retention.ts';

/** Beginnings of words by which a period is written in the five languages; the first that is found counts. */
const PERIOD_WORDS: readonly (readonly [RetentionPeriod, RegExp])[] = [
  ['until-liquidation', /ліквідац|ликвидац|жойыл|таратыл|жоюл|liquidat/u],
  ['until-replaced', /замін|замен|ауыстыр|алмаштыр|replac/u],
  ['until-need-passes', /потреб|надобн|қажет|зарыл|need/u],
  ['permanent', /постійн|постоян|пост\.|тұрақты|туруктуу|permanent/u],
];

const PERSONNEL_WORDS = /особов|личн.{0,3} состав|кадр|жеке құрам|өздүк курам|персонал|personnel/u;
const EXPERT_MARK = /(?<!\p{L})(?:ЕПК|ЭПК|ЕК|ЭК|СТК|EPC)(?!\p{L})/u;
const ARTICLE = /(?<!\p{L})(ст|п|т|бер|art|item)\.{0,2}\s*(?:№\s*)?(\d{1,5}(?:[.-]\d{1,4})*[-‑]?[а-яіїєґa-z]?)(?![\p{L}\d])/iu;
const YEARS = /(?<!\d)(\d{1,3})\s*[-‑]?\s*(?:р(?:\.|ок|оки|оків)?|рік|роки|років|лет|года?|г\.|ж(?:\.|ыл)?|years?|y\.)(?!\p{L})/iu;

/**
 * Reads a period as people write it in a nomenclature, e.g. `5 р. ЕПК, ст. 82б`, `постоянно, п. 5`,
 * `доки не мине потреба`. Years of personnel cases are told by words or by being 50 or 75, as the lists
 * of the three countries have it.
 *
 * @returns null where no period can be told; nothing is guessed
 */
export function readRetention(text: string): Retention | null {
  const plain = text.normalize('NFC').replaceAll(' ', ' ').trim();
  const lower = plain.toLowerCase();
  const article = articleIn(plain);
  const expertMark = EXPERT_MARK.test(plain);
  const worded = PERIOD_WORDS.find(([, words]) => words.test(lower))?.[0];
  if (worded !== undefined) return { period: worded, years: null, event: null, article, expertMark };
  const without = plain.replace(ARTICLE, ' ');
  const years = YEARS.exec(without)?.[1] ?? /^[\s,.;]*(\d{1,3})[\s,.;]*$/u.exec(without.replace(EXPERT_MARK, ' '))?.[1];
  if (years === undefined) return null;
  const count = Number(years);
  if (count < 1 || count > LONGEST_YEARS) return null;
  const personnel = PERSONNEL_WORDS.test(lower) || count === 75 || count === 50;
  return { period: personnel ? 'personnel' : 'years', years: count, event: null, article, expertMark };
}

/** The article of a list that a text names, with its abbreviation, e.g. `ст. 16а`; null where it names none. */
export function articleIn(text: string): string | null {
  const found = ARTICLE.exec(text);
  if (found === null) return null;
  return `${(found[1] ?? '').toLowerCase()}. ${(found[2] ?? '').trim()}`;
}

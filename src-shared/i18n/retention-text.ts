import type { Language } from '../domain/languages.ts';
import type { Retention } from '../domain/retention.ts';
import { translate } from './translate.ts';

const EXPERT_MARKS: Readonly<Record<Language, string>> = { kk: 'СТК', uk: 'ЕПК', ky: 'ЭК', ru: 'ЭПК', en: 'EPC' };

/** A period as it is written in a nomenclature, e.g. `5 р. ЕПК`, without its article. */
export function periodText(retention: Retention, language: Language): string {
  return retention.expertMark ? `${wordsOf(retention, language)} ${EXPERT_MARKS[language]}` : wordsOf(retention, language);
}

/** Period and article, e.g. `5 р. ЕПК, ст. 82б`. */
export function retentionText(retention: Retention, language: Language): string {
  const period = periodText(retention, language);
  return retention.article === null || retention.article === '' ? period : `${period}, ${retention.article}`;
}

/** A number of years in the language's own form, e.g. `1 год`, `3 года`, `75 лет`. */
export function yearsText(years: number, language: Language): string {
  const form = new Intl.PluralRules(language).select(years);
  return translate(language, form === 'one' ? 'retention.years.one' : form === 'few' ? 'retention.years.few' : 'retention.years.many', { years });
}

function wordsOf({ period, years, event }: Retention, language: Language): string {
  switch (period) {
    case 'years':
    case 'personnel':
      return yearsText(years ?? 0, language);
    case 'event':
      return years === null ? (event ?? '') : translate(language, 'retention.afterEvent', { years: yearsText(years, language), event: event ?? '' });
    default:
      return translate(language, `retention.${period}`);
  }
}

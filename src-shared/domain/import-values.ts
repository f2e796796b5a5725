import { isCalendarDay } from './working-day.ts';

/**
 * A day as journals write it: 2019-03-05, 5.3.2019, 05/03/2019, 05-03-19, with or without a time behind. Day before
 * month, as all the countries here write it.
 *
 * @returns null where the text is no day that exists
 */
export function readDay(text: string): string | null {
  const trimmed = text.trim().replace(/\s*(?:р|г|ж)\.?$/iu, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/.exec(trimmed);
  const local = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:,?\s+\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(trimmed);
  const [year = '', month = '', day = ''] = iso === null ? [local?.[3], local?.[2], local?.[1]] : [iso[1], iso[2], iso[3]];
  const found = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDay(found) ? found : null;
}

/** A count as journals write it; null where the text is none. */
export function readCount(text: string): number | null {
  const digits = /^(\d{1,6})(?:[.,]0+)?$/.exec(text.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Characters of an index. */
export const INDEX_LIMIT = 100;

const TOKEN = /\{([^{}]*)\}/g;

/**
 * The serial number within a registration index: the whole index where it is a number, or what the journal's pattern
 * says. Which of several numbers it is cannot be guessed.
 *
 * @returns null where it is not clear
 */
export function numberOfIndex(index: string, pattern: string): number | null {
  const trimmed = index.trim();
  if (trimmed.length > INDEX_LIMIT) return null;
  if (/^\d{1,9}$/.test(trimmed)) return positive(trimmed);
  const source = pattern.split(TOKEN).map((part, at) => {
    if (at % 2 === 0) return part.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
    return part === 'n' ? String.raw`(\d{1,9})` : '.+?';
  });
  const found = new RegExp(`^${source.join('')}$`, 'u').exec(trimmed)?.[1];
  return found === undefined ? null : positive(found);
}

function positive(digits: string): number | null {
  const number = Number(digits);
  return number > 0 ? number : null;
}

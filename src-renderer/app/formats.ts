import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';
import type { Language } from '#shared/domain/languages.ts';

dayjs.extend(utc);
dayjs.extend(timezone);
dayjs.extend(customParseFormat);

/** All five languages write days like this in office papers. */
const DAY = 'DD.MM.YYYY';

/** Calendar day `YYYY-MM-DD` for people; a text that is no day is shown as it is. */
export function formatDay(text: string): string {
  const day = dayjs(text, 'YYYY-MM-DD', true);
  return day.isValid() ? day.format(DAY) : text;
}

/** Instant (ISO 8601) in a zone, to the minute. */
export function formatInstant(text: string, zone: string | undefined): string {
  const instant = dayjs(text);
  return (zone === undefined ? instant : instant.tz(zone)).format(`${DAY} HH:mm`);
}

/** Calendar day of now in a zone, `YYYY-MM-DD`. */
export function todayIn(zone: string, now: number = Date.now()): string {
  return dayjs(now).tz(zone).format('YYYY-MM-DD');
}

const SEPARATED = /^(\d{1,2})[.,/ -](\d{1,2})(?:[.,/ -](\d{2}|\d{4}))?$/;
const TOGETHER = /^(\d{2})(\d{2})(\d{2}|\d{4})$/;

/** What a person typed as a day, as `YYYY-MM-DD`; null where it is none. A missing year is this year. */
export function parseWrittenDay(text: string, today: string): string | null {
  const written = text.trim().replace(/[.,]$/, '');
  if (dayjs(written, 'YYYY-MM-DD', true).isValid()) return written;
  const match = SEPARATED.exec(written) ?? TOGETHER.exec(written);
  if (match === null) return null;
  const [, day = '', month = '', year = today.slice(0, 4)] = match;
  const full = `${year.length === 2 ? today.slice(0, 2) : ''}${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return dayjs(full, 'YYYY-MM-DD', true).isValid() ? full : null;
}

/** Browsers know how Russian and Ukrainian part numbers; of Kazakh and Kyrgyz, which do the same, many know nothing. */
const NUMBER_LOCALES: Readonly<Record<Language, string>> = { kk: 'ru-RU', uk: 'uk-UA', ky: 'ru-RU', ru: 'ru-RU', en: 'en-GB' };

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(NUMBER_LOCALES[language], { maximumFractionDigits: 1 }).format(value);
}

const AGE_STEPS = [
  { unit: 'days', seconds: 86_400 },
  { unit: 'hours', seconds: 3_600 },
  { unit: 'minutes', seconds: 60 },
] as const;

/** How long ago an instant was, in the unit that tells it best; null: less than a minute. */
export function ageParts(text: string, now: number = Date.now()): { readonly unit: (typeof AGE_STEPS)[number]['unit']; readonly count: number } | null {
  const seconds = Math.round((now - Date.parse(text)) / 1000);
  const step = AGE_STEPS.find(({ seconds: length }) => seconds >= length);
  return step === undefined ? null : { unit: step.unit, count: Math.trunc(seconds / step.seconds) };
}

const UNITS = ['bytes', 'kilobytes', 'megabytes', 'gigabytes'] as const;

/** A size in the unit that people read best. */
export function sizeParts(bytes: number): { readonly unit: (typeof UNITS)[number]; readonly count: number } {
  let count = bytes;
  for (const unit of UNITS) {
    if (count < 1024 || unit === 'gigabytes') return { unit, count: unit === 'bytes' ? count : Math.round(count * 10) / 10 };
    count /= 1024;
  }
  return { unit: 'gigabytes', count };
}

import { useMemo } from 'react';
import type { ContractError } from '#shared/contract/index.ts';
import { LANGUAGES, type Language } from '#shared/domain/languages.ts';
import type { VerdictReason } from '#shared/domain/verdict-reasons.ts';
import { reasonText } from '#shared/i18n/reason-text.ts';
import { isMessageKey, type MessageKey, translate } from '#shared/i18n/translate.ts';
import { useDesk } from '../state/desk.ts';
import { usePreferences } from '../state/preferences.ts';
import { ageParts, formatDay, formatInstant, formatNumber, sizeParts, todayIn } from './formats.ts';

type Params = Readonly<Record<string, string | number>>;

/** Texts and values in the person's language. */
export interface Words {
  readonly language: Language;
  t(key: MessageKey, params?: Params): string;
  /** A key that comes from the desk; `fallback` where this window does not know it. */
  tKnown(key: string, fallback: MessageKey, params?: Params): string;
  /** Calendar day `YYYY-MM-DD`. */
  day(text: string | null): string;
  /** Calendar day of now in the office's zone, `YYYY-MM-DD`. */
  todayDay(): string;
  /** Instant in the office's zone. */
  instant(text: string): string;
  /** How long ago an instant was. */
  age(text: string): string;
  /** One reason of a verdict in plain words. */
  reason(reason: VerdictReason): string;
  size(bytes: number): string;
  number(value: number): string;
  error(error: ContractError): string;
  /** Name of a thing that the desk names in several languages. */
  named(names: Readonly<Record<string, string>>): string;
}

function isLanguage(text: string): text is Language {
  return (LANGUAGES as readonly string[]).includes(text);
}

/** The system's language where the desk speaks it, else the leading language of the office, else Russian. */
function guessedLanguage(ofOffice: Language | undefined): Language {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  return wanted ?? ofOffice ?? 'ru';
}

export function useWords(): Words {
  const chosen = usePreferences((preferences) => preferences.language);
  const office = useDesk((desk) => desk.state?.office ?? null);
  const language = chosen ?? guessedLanguage(office?.documentLanguages[0]);
  const zone = office?.zone;
  return useMemo(() => wordsFor(language, zone), [language, zone]);
}

export function wordsFor(language: Language, zone: string | undefined): Words {
  const t: Words['t'] = (key, params) => translate(language, key, params);
  const tKnown: Words['tKnown'] = (key, fallback, params) => t(isMessageKey(key) ? key : fallback, params);
  return {
    language,
    t,
    tKnown,
    day: (text) => (text === null ? '' : formatDay(text)),
    todayDay: () => todayIn(zone ?? 'UTC'),
    instant: (text) => formatInstant(text, zone),
    age: (text) => {
      const age = ageParts(text);
      return age === null ? t('common.justNow') : t(`common.ago.${age.unit}`, { count: formatNumber(age.count, language) });
    },
    reason: (reason) => reasonText(reason, { language, instant: (text) => formatInstant(text, zone) }),
    size: (bytes) => {
      const { unit, count } = sizeParts(bytes);
      return t(`common.${unit}`, { count: formatNumber(count, language) });
    },
    number: (value) => formatNumber(value, language),
    error: (error) => tKnown(error.message, 'error.unknown', { reference: error.code, ...error.params }),
    named: (names) => names[language] ?? Object.values(names)[0] ?? '',
  };
}

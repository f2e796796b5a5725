import type { Language } from '#shared/domain/languages.ts';

/** Each language by its own name: whoever looks for it reads it. Names of themselves are not translated. */
export const OWN_LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  kk: 'Қазақша',
  uk: 'Українська',
  ky: 'Кыргызча',
  ru: 'Русский',
  en: 'English',
};

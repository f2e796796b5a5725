import { app } from 'electron';
import { LANGUAGES, type Language } from '#shared/domain/languages.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';

/** First language of the system that the desk speaks; Russian, as the window's own choice, where none. */
export function appLanguage(): Language {
  for (const tag of app.getPreferredSystemLanguages()) {
    const known = LANGUAGES.find((language) => language === tag.slice(0, 2).toLowerCase());
    if (known !== undefined) return known;
  }
  return 'ru';
}

export function appText(key: MessageKey, params: Readonly<Record<string, string | number>> = {}): string {
  return translate(appLanguage(), key, params);
}

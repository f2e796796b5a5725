import { LANGUAGES, type Language } from '#shared/domain/languages.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';

/** Language of the terminal, from the usual variables; English where they name none of ours. */
export function terminalLanguage(environment: NodeJS.ProcessEnv = process.env): Language {
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  const wanted = locale.slice(0, 2).toLowerCase();
  return LANGUAGES.find((language) => language === wanted) ?? 'en';
}

export function terminalText(key: MessageKey, params: Readonly<Record<string, string | number>> = {}): string {
  return translate(terminalLanguage(), key, params);
}

export function say(key: MessageKey, params: Readonly<Record<string, string | number>> = {}): void {
  process.stderr.write(`${terminalText(key, params)}\n`);
}

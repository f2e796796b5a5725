import { LANGUAGES, type Language } from '#shared/domain/languages.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';

/** Language of the terminal, from the usual variables; English where they name none of ours. */
function terminalLanguage(environment: NodeJS.ProcessEnv): Language {
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  return LANGUAGES.find((language) => language === locale.slice(0, 2).toLowerCase()) ?? 'en';
}

export function terminalText(key: MessageKey, params: Readonly<Record<string, string | number>> = {}): string {
  return translate(terminalLanguage(process.env), key, params);
}

/** Notices go to the error output, so that lists can be piped. */
export function say(key: MessageKey, params: Readonly<Record<string, string | number>> = {}): void {
  process.stderr.write(`${terminalText(key, params)}\n`);
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

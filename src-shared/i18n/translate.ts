import type { Language } from '../domain/languages.ts';
import { type MessageKey, messages } from './messages/index.ts';

export type { MessageKey };

/** True where the text is a known message key; unknown keys come only from newer desks. */
export function isMessageKey(text: string): text is MessageKey {
  return Object.hasOwn(messages, text);
}

/** The text of a message in a language, with `{name}` places filled from the parameters. */
export function translate(language: Language, key: MessageKey, params: Readonly<Record<string, string | number>> = {}): string {
  return messages[key][language].replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name];
    return value === undefined ? place : String(value);
  });
}

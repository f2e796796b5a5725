import type { Language } from '../../domain/languages.ts';

/**
 * The texts of one room, all languages side by side: a missing one is a type error, and a translator
 * sees what the others say.
 */
export function defineMessages<Key extends string>(texts: Readonly<Record<Key, Readonly<Record<Language, string>>>>): typeof texts {
  return texts;
}

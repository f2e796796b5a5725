import type { Language } from '#shared/domain/languages.ts';
import type { RulePack } from '../rule-packs/index.ts';
import type { OfficeRecord } from './directories.ts';

/** The wished language where the country's documents are written in it, else the office's first such one. */
export function documentLanguage(wished: string | null, office: OfficeRecord, pack: RulePack): Language {
  const possible = pack.documentLanguages;
  const chosen = possible.find((language) => language === wished) ?? office.documentLanguages.find((language) => possible.includes(language)) ?? possible[0];
  if (chosen === undefined) throw new Error(`rule pack ${pack.packVersion} names no document language`);
  return chosen;
}

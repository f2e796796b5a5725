import { fileURLToPath } from 'node:url';
import type { Country } from '#shared/domain/languages.ts';
import { loadRulePack, type RulePack } from '../../../src-main/rule-packs/index.ts';

export function packFolder(country: Country): string {
  return fileURLToPath(new URL(`../../../resources/rule-packs/${country.toLowerCase()}`, import.meta.url));
}

/** The packs that ship. */
export async function realPacks(): Promise<Record<Country, RulePack>> {
  const [KZ, UA, KG] = await Promise.all([loadRulePack(packFolder('KZ')), loadRulePack(packFolder('UA')), loadRulePack(packFolder('KG'))]);
  return { KZ, UA, KG };
}

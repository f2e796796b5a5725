import type { TermStart } from '#shared/domain/retention-terms.ts';
import { periodHolds } from '#shared/domain/working-day.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { RulePack } from './model.ts';

/** From when a period counts that begins on the day, with the pack that says so (C.1). @throws Error where the pack names no rule for the day */
export function termStartOn(pack: RulePack, of: 'closing' | 'event', day: string): { readonly rule: TermStart; readonly packVersion: string } {
  const found = pack.content.archive.termStarts.find((entry) => entry.of === of && periodHolds({ from: entry.from ?? '0000-01-01', to: entry.to }, day));
  if (found === undefined) throw new Error(`the rule pack does not say from when a period counts on ${day}`);
  return { rule: found.rule, packVersion: pack.packVersion };
}

/** What an office begins with until it decides otherwise. */
export function archiveDefaults(pack: RulePack): OperationPayload<'archive.settingsChanged'> {
  const { paperDuplicateOverYears, volumeSheets, archivalFund } = pack.content.archive.defaults;
  return { paperDuplicateOverYears: paperDuplicateOverYears.value, volumeSheets: volumeSheets.value, archivalFund: archivalFund.value };
}

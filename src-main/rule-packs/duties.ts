import { periodHolds } from '#shared/domain/working-day.ts';
import type { RulePack } from './model.ts';
import type { DutiesFile } from './schema/duties.ts';

export type PackDuty = DutiesFile['duties'][number];

/** What an employee is obliged to on a day, in the order of the pack (HRC-05); none where the country's rules name none. */
export function dutiesOn(pack: RulePack, day: string): PackDuty[] {
  return pack.content.duties.duties.filter(({ from, to }) => periodHolds({ from: from ?? '0000-01-01', to }, day));
}

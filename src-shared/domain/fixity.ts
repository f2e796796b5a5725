import { plusDays } from './working-day.ts';

/**
 * What a check of a stored file found (ARC-05, ISO 16175 integrity): `changed`, its bytes are not those that its name
 * says; `unreadable`, its sealed form is torn or under another key; `missing`, it is named and lies nowhere here.
 */
export const FIXITY_PROBLEMS = ['changed', 'unreadable', 'missing'] as const;
export type FixityProblem = (typeof FIXITY_PROBLEMS)[number];

/** Days between two checks of every file, until the office decides otherwise. */
export const FIXITY_DAYS = 90;
export const FIXITY_DAYS_LIMIT = 3650;

/** The day on which the next round begins: a number of days after the last one ended. @param lastEndedOn null: there was none, it begins today */
export function nextFixityRound(lastEndedOn: string | null, everyDays: number, today: string): string {
  return lastEndedOn === null ? today : plusDays(lastEndedOn, everyDays);
}

/** How much of a round is done, 0…1: files are walked in the order of their names, which are spread evenly. @param cursor SHA-256 of the last file that was looked at */
export function fixityProgress(cursor: string | null): number {
  return cursor === null ? 0 : Number.parseInt(cursor.slice(0, 8), 16) / 0xff_ff_ff_ff;
}

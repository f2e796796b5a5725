/**
 * What the archive is warned of without anybody's having done anything (ARC-05, NOT-06): each desk finds it by its tables
 * and its clock, under the same name as every other, so that a mark of reading made at one counts at all.
 */
import { plusDays } from './working-day.ts';

export const ARCHIVE_WARNINGS = ['casesUnclosed', 'useOverdue', 'proofEnds'] as const;
export type ArchiveWarningKind = (typeof ARCHIVE_WARNINGS)[number];

/** A matter that calls for the archive. `on`: the day by which it should have been done. */
export interface ArchiveWarning {
  readonly kind: ArchiveWarningKind;
  readonly itemId: string;
  readonly on: string;
  readonly detail: string;
}

/** Cases end with their year (ISO 15489 and the rules of the three countries); a month is left for its last answers. */
export function closedBy(year: number): string {
  return `${year + 1}-01-31`;
}

/** Days before the end of what proves signatures at which people are told: it should have been made anew long before. */
const PROOF_WARNING_DAYS = 30;

/** The last day of evidence that is warned of today. @param renewDays days before the end on which new evidence is made */
export function proofWarnedUntil(today: string, renewDays: number): string {
  return plusDays(today, Math.min(PROOF_WARNING_DAYS, renewDays));
}

/** The name of a warning to an account. What was put off to another day is warned of anew. */
export function archiveWarningKey({ itemId, on }: Pick<ArchiveWarning, 'itemId' | 'on'>, accountId: string): string {
  return `archive/${itemId}/${on}/${accountId}`;
}

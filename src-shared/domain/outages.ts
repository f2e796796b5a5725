/**
 * Periods in which electronic flow cannot be used, and documents that were made on paper meanwhile and are
 * entered later (OFF-01 … OFF-06; KSTU R1-4).
 */
import type { InvalidRequisite, RequisiteName, Requisites } from './registration-card.ts';
import { dayInZone } from './working-zone.ts';

/** Causes for which HR and other documents are made on paper for a time (OFF-01; KSTU R1-4.1). */
export const OUTAGE_CAUSES = ['unstable-internet', 'technical-works', 'unforeseen-failure', 'no-device', 'other-event'] as const;
export type OutageCause = (typeof OUTAGE_CAUSES)[number];

/** How an employee tells that he cannot use the flow (OFF-05; KSTU R1-4.5). */
export const REPORT_WAYS = ['e-mail', 'in-person', 'post'] as const;
export type ReportWay = (typeof REPORT_WAYS)[number];

/** Notices to the employees (OFF-04, NOT-04). */
export const NOTICE_KINDS = ['suspension', 'restoration'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export interface Outage {
  readonly from: string;
  /** Null while it lasts. */
  readonly until: string | null;
}

/** Whether a day, in the office's zone, lies in the outage; its first and last day count whole. */
export function isWithinOutage(outage: Outage, day: string, zone: string): boolean {
  return day >= dayInZone(zone, outage.from) && (outage.until === null || day <= dayInZone(zone, outage.until));
}

/**
 * What a late entry lacks: its real date, the way in which the paper was handed over, and, where the date lies
 * outside the outage, a word of explanation in the note.
 *
 * @param outage null where the card names one that does not exist
 */
export function lateEntryProblems(
  requisites: Pick<Requisites, 'outageId' | 'receivedDate' | 'delivery' | 'note'>,
  outage: Outage | null,
  zone: string,
): { readonly missing: readonly RequisiteName[]; readonly invalid: readonly InvalidRequisite[] } {
  if (requisites.outageId === null) return { missing: [], invalid: [] };
  if (outage === null) return { missing: ['outageId'], invalid: [] };
  const missing: RequisiteName[] = [];
  const invalid: InvalidRequisite[] = [];
  if (requisites.delivery === null) missing.push('delivery');
  if (requisites.receivedDate === null) missing.push('receivedDate');
  else if (!isWithinOutage(outage, requisites.receivedDate, zone) && (requisites.note ?? '').trim() === '') invalid.push({ name: 'receivedDate', reason: 'outsideOutage' });
  return { missing, invalid };
}

/** Problems of the period itself; instants. */
export function outagePeriodProblem(from: string, until: string | null, now: string): 'inFuture' | 'endsBeforeBegin' | null {
  if (from > now || (until !== null && until > now)) return 'inFuture';
  return until !== null && until < from ? 'endsBeforeBegin' : null;
}

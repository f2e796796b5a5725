import { addWorkingDays } from './working-time.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** Who asks for a document: PAP-04 names the employee, PAP-06 authorised bodies, organisations and trade unions. */
export const REQUESTER_KINDS = ['employee', 'authorised-body', 'trade-union', 'other'] as const;
export type RequesterKind = (typeof REQUESTER_KINDS)[number];

/** As what the document is given, by the application (PAP-04). */
export const GIVEN_AS = ['certified-copy', 'electronic-document'] as const;
export type GivenAs = (typeof GIVEN_AS)[number];

/** How it reaches who asked. */
export const HANDING_WAYS = ['in-person', 'post', 'exchange-channel'] as const;
export type HandingWay = (typeof HANDING_WAYS)[number];

/** What becomes of an application: the document was handed over, or it was not given and the register says why. */
export const COPY_OUTCOMES = ['handed-over', 'not-given'] as const;
export type CopyOutcome = (typeof COPY_OUTCOMES)[number];

/**
 * Day by which the document is to be given, with the calendar that said so: working days after the day of filing
 * (PAP-04). Throws like {@link addWorkingDays}.
 */
export function copyDue(calendar: WorkingCalendar, appliedOn: string, workingDays: number): { readonly dueOn: string; readonly calendarVersion: string } {
  const { day, calendarVersion } = addWorkingDays(calendar, appliedOn, workingDays);
  return { dueOn: day, calendarVersion };
}

/** Whether an application that is still open is past its day. */
export function isCopyOverdue(entry: { readonly dueOn: string; readonly closed: object | null }, today: string): boolean {
  return entry.closed === null && entry.dueOn < today;
}

/**
 * Number of a certified copy as it is printed and told: it runs within the document. A desk of an office with several
 * adds its code, since two desks that cannot reach each other count on by themselves.
 */
export function copyNumberText({ copyNumber, numberRun }: { readonly copyNumber: number; readonly numberRun: string }): string {
  return numberRun === '' ? String(copyNumber) : `${copyNumber}-${numberRun}`;
}

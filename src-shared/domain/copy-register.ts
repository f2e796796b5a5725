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

/** How an application stands by its day; `due` from the working day before its last one on. */
export const COPY_TERMS = ['ahead', 'due', 'overdue', 'closed'] as const;
export type CopyTerm = (typeof COPY_TERMS)[number];

/** The office's day, and the working day after it: what is due by then is reminded of (PAP-04). */
export interface CopyToday {
  readonly today: string;
  readonly nextWorkingDay: string;
}

/** The days by which applications are judged. Throws like {@link addWorkingDays}. */
export function copyToday(calendar: WorkingCalendar, today: string): CopyToday {
  return { today, nextWorkingDay: addWorkingDays(calendar, today, 1).day };
}

/** How an application stands. Its twin in SQL is `viewSql` of the register; a test holds the two together. */
export function copyTermOf(entry: { readonly dueOn: string; readonly closed: object | null }, { today, nextWorkingDay }: CopyToday): CopyTerm {
  if (entry.closed !== null) return 'closed';
  if (entry.dueOn < today) return 'overdue';
  return entry.dueOn <= nextWorkingDay ? 'due' : 'ahead';
}

/** Choices of the register: everything, what is still to be given, what of it is due or overdue, and how the rest ended. */
export const COPY_VIEWS = ['all', 'open', 'due', 'overdue', 'handed-over', 'not-given'] as const;
export type CopyView = (typeof COPY_VIEWS)[number];

/**
 * Number of a certified copy as it is printed and told: it runs within the document. A desk of an office with several
 * adds its code, since two desks that cannot reach each other count on by themselves.
 */
export function copyNumberText({ copyNumber, numberRun }: { readonly copyNumber: number; readonly numberRun: string }): string {
  return numberRun === '' ? String(copyNumber) : `${copyNumber}-${numberRun}`;
}

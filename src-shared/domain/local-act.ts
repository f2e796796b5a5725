/** Controlled local acts (CARD-16, NUM-05; OKPU title page, 5.4 and appendix A). */
import { isCalendarDay } from './working-day.ts';

/** The sub-card of a controlled act. Days are `YYYY-MM-DD`. */
export interface LocalAct {
  /** E.g. `СМЖ ОҚПУ Е 6.09-2024`. */
  readonly designation: string;
  readonly edition: string;
  /** Order that introduced it. */
  readonly introducedBy: string;
  readonly introducedOn: string;
  readonly validUntil: string | null;
  readonly extendedUntil: string | null;
}

export type LocalActProblem = 'designation' | 'edition' | 'introducedBy' | 'introducedOn' | 'validUntil' | 'extendedUntil';

/** Fields that are missing or cannot be right. */
export function localActProblems(act: LocalAct): LocalActProblem[] {
  const problems: LocalActProblem[] = [];
  for (const name of ['designation', 'edition', 'introducedBy'] as const) if (act[name].trim() === '') problems.push(name);
  if (!isCalendarDay(act.introducedOn)) problems.push('introducedOn');
  if (act.validUntil !== null && (!isCalendarDay(act.validUntil) || act.validUntil < act.introducedOn)) problems.push('validUntil');
  // An extension goes beyond the term that it extends.
  if (act.extendedUntil !== null && (act.validUntil === null || !isCalendarDay(act.extendedUntil) || act.extendedUntil <= act.validUntil)) problems.push('extendedUntil');
  return problems;
}

/** Whether the act holds on a day; without a last day it holds until something else is said. */
export function isLocalActInForce(act: LocalAct, day: string): boolean {
  const last = act.extendedUntil ?? act.validUntil;
  return act.introducedOn <= day && (last === null || day <= last);
}

/** The term of internal approval: one for the whole of it (ROUTE-09, X8). */
import type { WorkingCalendar } from '../working-calendar.ts';
import { addWorkingDays, addWorkingMinutes, type DueTime, workingMinutesBetween } from '../working-time.ts';
import { dayInZone } from '../working-zone.ts';
import type { ConcreteRoute } from './resolve.ts';
import { askingOf, type RunningRoute, stepsOf } from './running-route.ts';

/** KhAI 4.5: three working days, one for an urgent document; where the country's terms say nothing of a day. */
export const APPROVAL_WORKING_DAYS = { usual: 3, urgent: 1 } as const;

/** End of the term that begins at `startedAt`: the last of so many working days after that day. Throws like {@link addWorkingDays}. */
export function approvalDue(calendar: WorkingCalendar, startedAt: string, workingDays: number): DueTime {
  return addWorkingDays(calendar, dayInZone(calendar.zone, startedAt), workingDays);
}

/**
 * When each stage of approval would end if the term were shared evenly: a hint for the eye. No stage is late by it, since
 * the regulation limits the approval as a whole (X8). Throws like {@link addWorkingMinutes}.
 */
export function evenSplit(calendar: WorkingCalendar, startedAt: string, dueAt: string, { stages }: ConcreteRoute): string[] {
  const approving = stages.filter(({ steps }) => steps.some(({ role }) => role === 'approver')).length;
  if (approving === 0 || dueAt <= startedAt) return [];
  const { minutes } = workingMinutesBetween(calendar, startedAt, dueAt);
  return Array.from({ length: approving }, (_none, at) => addWorkingMinutes(calendar, startedAt, Math.floor((minutes * (at + 1)) / approving)).at);
}

/** Whether the route has any step of approval, which is all that the term is of (ROUTE-09). */
export function asksApproval({ route }: Pick<RunningRoute, 'route'>): boolean {
  return stepsOf(route).some(({ role }) => role === 'approver');
}

/** Instant at which the last approver approved; null while anybody is still asked. */
export function approvalEndedAt(state: RunningRoute): string | null {
  const decided = stepsOf(state.route)
    .filter(({ role }) => role === 'approver')
    .map(({ stepId }) => askingOf(state, stepId)?.decision?.at ?? null);
  const instants = decided.filter((at) => at !== null);
  return instants.length < decided.length ? null : (instants.toSorted().at(-1) ?? null);
}

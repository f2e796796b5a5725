/**
 * Working hours of the office, of a unit, of a person (requirements D.1): they are laid over the country's calendar,
 * whose holidays, moved and short days hold for all (ACK-07: the clock runs in the employee's own working time).
 */
import type { WorkInterval, WorkingCalendar } from './working-calendar.ts';
import type { IsoWeekday } from './working-day.ts';

/** A working day. Minutes since local midnight. */
export interface WorkPlan {
  readonly start: number;
  readonly end: number;
  readonly lunch: WorkInterval | null;
  /** Days of the week on which it is worked. */
  readonly weekdays: readonly IsoWeekday[];
}

/** Whose plan it is. */
export type PlanScope = { readonly of: 'office' } | { readonly of: 'unit'; readonly unitId: string } | { readonly of: 'person'; readonly personId: string };

export interface PlanOfScope {
  readonly scope: PlanScope;
  readonly plan: WorkPlan;
  /** Names this wording of the plan; it stands in the version of every calendar that is made with it (D.1 "Freeze"). */
  readonly version: string;
}

export const PLAN_PROBLEMS = ['endsBefore', 'lunchOutside', 'noWeekday'] as const;
export type PlanProblem = (typeof PLAN_PROBLEMS)[number];

export function planProblems({ start, end, lunch, weekdays }: WorkPlan): PlanProblem[] {
  const found: PlanProblem[] = [];
  if (end <= start) found.push('endsBefore');
  // A lunch at either end of the day would be no break but another day; one that ends before it begins is none.
  if (lunch !== null && !(start < lunch.start && lunch.start < lunch.end && lunch.end < end)) found.push('lunchOutside');
  if (weekdays.length === 0) found.push('noWeekday');
  return found;
}

/** Working hours of a day by the plan. A plan with {@link planProblems} has none. */
export function intervalsOf(plan: WorkPlan): WorkInterval[] {
  if (planProblems(plan).length > 0) return [];
  const { start, end, lunch } = plan;
  return lunch === null ? [{ start, end }] : [{ start, end: lunch.start }, { start: lunch.end, end }];
}

/** One text for one scope: a key of tables and of lists. */
export function planScopeKey(scope: PlanScope): string {
  if (scope.of === 'office') return 'office';
  return scope.of === 'unit' ? `unit:${scope.unitId}` : `person:${scope.personId}`;
}

/**
 * The plan by which a person works: his own, or that of his unit, of the nearest unit above that has one, of the office.
 * Null: none is set, and the country's week holds.
 *
 * @param unitAndAbove the person's unit and those above it, from itself upwards
 */
export function nearestPlan(plans: readonly PlanOfScope[], personId: string, unitAndAbove: readonly string[]): PlanOfScope | null {
  const byKey = new Map(plans.map((plan) => [planScopeKey(plan.scope), plan]));
  const sought = [planScopeKey({ of: 'person', personId }), ...unitAndAbove.map((unitId) => planScopeKey({ of: 'unit', unitId })), planScopeKey({ of: 'office' })];
  for (const key of sought) {
    const found = byKey.get(key);
    if (found !== undefined) return found;
  }
  return null;
}

/** The calendar with the week of the plan; null: as it is. A day moved to another is worked as that other day of the plan. */
export function layPlan(calendar: WorkingCalendar, plan: PlanOfScope | null): WorkingCalendar {
  if (plan === null) return calendar;
  const intervals = intervalsOf(plan.plan);
  const of = (weekday: IsoWeekday): readonly WorkInterval[] => (plan.plan.weekdays.includes(weekday) ? intervals : []);
  const week: Record<IsoWeekday, readonly WorkInterval[]> = { 1: of(1), 2: of(2), 3: of(3), 4: of(4), 5: of(5), 6: of(6), 7: of(7) };
  return { ...calendar, version: `${calendar.version} ${planScopeKey(plan.scope)}@${plan.version}`, week };
}

/** Whom a signed draft is for: executors of its route, and officials whom the draft itself names (ROUTE-17, ROUTE-18). */
import type { ResolutionSource } from '../resolutions.ts';
import { type RunningRoute, stepsOf } from './running-route.ts';

export function executorsOfRoute({ route }: Pick<RunningRoute, 'route'>): readonly string[] {
  return [...new Set(stepsOf(route).flatMap(({ role, personId }) => (role === 'executor' ? [personId] : [])))];
}

/**
 * Whether a resolution on the card says whom the document goes to, so that executors of the route whom it leaves out have
 * no step any more (ROUTE-17): the list made at its registration, or the answer to its review; not how one executor shares out his own work.
 */
export function replacesOtherExecutors(source: ResolutionSource): boolean {
  return source !== 'assignment';
}

/**
 * Executors in the order in which they are proposed, the first as the main one: those of the route, those of the draft,
 * heads of its responsible units.
 */
export function proposedExecutors(route: Pick<RunningRoute, 'route'>, draft: { readonly executorPersonIds: readonly string[]; readonly responsibleUnitIds: readonly string[] }, headOfUnit: (unitId: string) => string | null): readonly string[] {
  const heads = draft.responsibleUnitIds.flatMap((unitId) => headOfUnit(unitId) ?? []);
  return [...new Set([...executorsOfRoute(route), ...draft.executorPersonIds, ...heads])];
}

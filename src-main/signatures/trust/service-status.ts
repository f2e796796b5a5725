import type { ServiceState, TrustService } from './model.ts';

/**
 * What the service was at an instant (TS 119 612 clause 5.5.5 and 5.6): the latest state that had begun by then.
 * Null: the list says nothing of that time, which is no status of any kind. Two different states that begin at the
 * same instant contradict each other and give null as well.
 * @param instant milliseconds since 1970 UTC
 */
export function serviceStatusAt(service: TrustService, instant: number): ServiceState | null {
  const begun = [service, ...service.history].filter(({ startingAt }) => startingAt <= instant);
  const latest = Math.max(...begun.map(({ startingAt }) => startingAt));
  const [state, ...others] = begun.filter(({ startingAt }) => startingAt === latest);
  if (state === undefined || others.some(({ status, type }) => status !== state.status || type !== state.type)) return null;
  return state;
}

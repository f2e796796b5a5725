import { sameAnnexes } from '#shared/domain/routes/annexes.ts';
import type { RouteEvent, RouteFile } from '#shared/domain/routes/events.ts';
import { type RunningRoute, stepsOf } from '#shared/domain/routes/running-route.ts';
import type { ConcreteStep } from '#shared/domain/routes/resolve.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { type FieldChange, operationActor, type OperationActor } from '#shared/sync/operation.ts';
import type { OperationKind, OperationPayload } from '#shared/sync/operation-kinds.ts';
import type { Transaction } from '../store/store.ts';
import { anyName } from './route-templates.ts';

const KIND_OF_EVENT = {
  decided: 'route.stepDecided',
  returned: 'route.returned',
  contentReplaced: 'route.contentReplaced',
  restarted: 'route.restarted',
  withdrawn: 'route.withdrawn',
  registered: 'route.registered',
} as const satisfies Record<Exclude<RouteEvent['type'], 'started' | 'reached'>, OperationKind>;

/**
 * Writes an event of a route as the operation of its kind, with what of it is told in the history.
 *
 * @param official names a person as one on whose behalf something was done (AUD-06)
 */
export function appendRouteEvent(transaction: Transaction, { documentId, stream }: { readonly documentId: string; readonly stream: string }, state: RunningRoute, event: RouteEvent, actor: Actor, official: (personId: string) => OperationActor): void {
  if (event.type === 'started' || event.type === 'reached') throw new Error('neither the start of a route nor a resolution is asked of it by a command');
  const step = 'stepId' in event ? stepsOf(state.route).find(({ stepId }) => stepId === event.stepId) : undefined;
  const onBehalfOf = step !== undefined && isOnBehalf(event) ? official(step.personId) : null;
  const append = <Kind extends OperationKind>(kind: Kind, payload: OperationPayload<Kind>): void =>
    void transaction.append({ kind, entity: documentId, stream, actor: operationActor(actor), onBehalfOf, payload, changes: changesOf(state, event, step) });
  switch (event.type) {
    case 'decided':
      return append(KIND_OF_EVENT.decided, { documentId, event });
    case 'returned':
      return append(KIND_OF_EVENT.returned, { documentId, event });
    case 'contentReplaced':
      return append(KIND_OF_EVENT.contentReplaced, { documentId, event });
    case 'restarted':
      return append(KIND_OF_EVENT.restarted, { documentId, event });
    case 'withdrawn':
      return append(KIND_OF_EVENT.withdrawn, { documentId, event });
    case 'registered':
      return append(KIND_OF_EVENT.registered, { documentId, event });
  }
}

function isOnBehalf(event: RouteEvent): boolean {
  return 'onBehalf' in event && event.onBehalf;
}

/** What of an event is told in the log: the step, on whose behalf, by what means, and the reason. */
function changesOf(state: RunningRoute, event: RouteEvent, step: ConcreteStep | undefined): FieldChange[] {
  const told = (field: string, after: string): FieldChange => ({ field, before: null, after });
  return [
    ...(step === undefined ? [] : [told('routing.step', anyName(step.names))]),
    ...(step !== undefined && isOnBehalf(event) ? [told('routing.onBehalf', step.personName)] : []),
    ...(event.type === 'contentReplaced' ? [told('routing.content', event.content.fileName), ...(sameAnnexes(event.annexes, state.annexes) ? [] : [{ field: 'routing.annexes', before: fileNamesOf(state.annexes), after: fileNamesOf(event.annexes) }])] : []),
    ...('reason' in event ? [told('reason', event.reason)] : []),
  ];
}

export function fileNamesOf(files: readonly RouteFile[] = []): string {
  return files.map(({ fileName }) => fileName).join(', ');
}

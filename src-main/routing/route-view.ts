import type { RouteView } from '#shared/contract/routing.ts';
import { ACTION_OF_ROLE, type ActingPerson } from '#shared/domain/routes/commands.ts';
import type { Timeliness } from '#shared/domain/execution.ts';
import type { RouteEvent } from '#shared/domain/routes/events.ts';
import { approvalEndedAt, asksApproval } from '#shared/domain/routes/route-term.ts';
import { askingOf, awaitsRegistration, type HistoryEntry, replayRoute, type RunningRoute, stepsOf } from '#shared/domain/routes/running-route.ts';
import type { ConcreteStep } from '#shared/domain/routes/resolve.ts';

export interface RouteViewer {
  readonly acting: ActingPerson;
  readonly now: string;
  readonly nameOf: (personId: string) => string;
  /** Of a signature that was made here for the event of a step. */
  readonly timestampOf: (eventId: string) => 'present' | 'pending' | null;
  readonly evenSplit: (route: RunningRoute) => readonly string[];
  readonly timeliness: (dueAt: string, endedAt: string | null, now: string) => Timeliness;
}

/** A route as a window shows it to one person. */
export function viewOfRoute(state: RunningRoute, viewer: RouteViewer): RouteView {
  const { routeId, phase, round, contentSha256, annexes, urgent, dueAt, route, returned } = state;
  return {
    routeId,
    phase,
    round,
    contentSha256,
    annexes: [...annexes],
    urgent,
    dueAt,
    timeliness: phase === 'withdrawn' || !asksApproval(state) ? null : viewer.timeliness(dueAt, approvalEndedAt(state), viewer.now),
    evenSplit: [...viewer.evenSplit(state)],
    restart: route.restart,
    returnedReason: returned?.reason ?? null,
    awaitsRegistration: awaitsRegistration(state),
    stages: route.stages.map(({ names, steps }) => ({ names, steps: steps.map((step) => viewOfStep(state, step, viewer)) })),
    leftOut: route.leftOut,
    history: state.history.map((entry) => viewOfEntry(state, entry, viewer)),
  };
}

function viewOfStep(state: RunningRoute, step: ConcreteStep, { acting, now, nameOf, timestampOf }: RouteViewer): RouteView['stages'][number]['steps'][number] {
  const asking = askingOf(state, step.stepId);
  if (asking === null) throw new Error(`step ${step.stepId} was never asked`);
  const { decision, reached } = asking;
  const action = ACTION_OF_ROLE[step.role];
  return {
    ...step,
    round: asking.round,
    state: asking.state,
    openedAt: asking.openedAt,
    decidedAt: (decision ?? reached)?.at ?? null,
    decidedBy: decision === null ? (reached === null ? null : nameOf(reached.byPersonId)) : nameOf(decision.byPersonId),
    onBehalf: decision?.onBehalf ?? false,
    usedMeans: decision?.means ?? null,
    evidence: decision?.evidence ?? null,
    signature: decision?.signature ?? null,
    timestamp: decision === null ? null : timestampOf(decision.eventId),
    note: decision?.note ?? '',
    // An executor has nothing to do on the draft: his work comes by the resolution (ROUTE-16).
    mine: step.role !== 'executor' && (acting.personIds.includes(step.personId) || acting.mayActFor(step.personId, action, now)),
    own: acting.personIds.includes(step.personId),
    action,
  };
}

function viewOfEntry(state: RunningRoute, { event, stale }: HistoryEntry, { nameOf }: RouteViewer): RouteView['history'][number] {
  const step = 'stepId' in event ? stepsOf(state.route).find(({ stepId }) => stepId === event.stepId) : undefined;
  return { eventId: event.eventId, type: event.type, at: event.at, byName: nameOf(event.byPersonId), stepNames: step?.names ?? null, text: textOf(event), replaced: event.type === 'reached' ? replacedBy(state, event.eventId) : [], stale };
}

/** Executors whom a list or resolution left out, by name: as the route stood then, since a later one may name them after all. */
function replacedBy({ history }: RunningRoute, eventId: string): string[] {
  const until = history.slice(0, history.findIndex(({ event }) => event.eventId === eventId) + 1);
  const then = replayRoute(until.map(({ event, stale }) => ({ event, withdrawnActor: stale === 'actorWithdrawn' })));
  if (then === null) return [];
  const replaced = then.askings.filter(({ state, reached }) => state === 'replaced' && reached?.eventId === eventId);
  return stepsOf(then.route).filter(({ stepId }) => replaced.some((asking) => asking.stepId === stepId)).map(({ personName }) => personName);
}

/** Own words of an event: reason, note, name of the new file. */
function textOf(event: RouteEvent): string {
  if (event.type === 'returned' || event.type === 'withdrawn') return event.reason;
  if (event.type === 'decided') return event.note;
  return event.type === 'contentReplaced' ? event.content.fileName : '';
}

/**
 * A route that runs: a pure state machine over its events. {@link applyEvent} is total: an event that does not fit where
 * it stands changes nothing but the history, where it stays as stale. So desks that have the same order have the same
 * route, whatever each of them decided without a line.
 */
import { sameAnnexes } from './annexes.ts';
import type { ContentReplaced, DraftRegistered, ExecutorsReached, RouteEvent, RouteFile, RouteRestarted, RouteReturned, RouteStarted, StepDecided } from './events.ts';
import { needsEvidence } from './means.ts';
import type { ConcreteRoute, ConcreteStep } from './resolve.ts';
import type { RestartRule, StepRole } from './template.ts';

export const ROUTE_PHASES = ['running', 'returned', 'withdrawn', 'completed'] as const;
export type RoutePhase = (typeof ROUTE_PHASES)[number];

/** `ahead`: its stage is not reached; `open`: waits for its person; `done`; `replaced`: an executor's, by a list or resolution that names others; `cancelled`: by a re-start or the withdrawal. */
export const STEP_STATES = ['ahead', 'open', 'done', 'replaced', 'cancelled'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** One asking of a step; a re-start asks anew and keeps the former asking. */
export interface StepAsking {
  readonly stepId: string;
  readonly round: number;
  readonly state: StepState;
  /** Since when it waits: the same instant for all steps of a stage (ROUTE-17). */
  readonly openedAt: string | null;
  readonly decision: StepDecided | null;
  /** An executor's step is taken by the resolution or list that names him, not by himself (ROUTE-16), or replaced by the one that names others; null: there is none, or another step. */
  readonly reached: ExecutorsReached | null;
}

/** Why something is not done, or an event does not count. */
export const ROUTE_REFUSALS = [
  'alreadyRuns', 'unknownStep', 'stepNotOpen', 'formerRound', 'contentChanged', 'routeReturned', 'routeEnded', 'notReturned', 'alreadySigned', 'mayNotReturn', 'reasonMissing',
  'meansNotAllowed', 'evidenceMissing', 'signatureUnchecked', 'notYours', 'notInitiator', 'chosenMissing', 'chosenUnknown', 'sameContent', 'actorWithdrawn', 'repeated', 'onlyByResolution', 'alreadyRegistered',
] as const;
export type RouteRefusal = (typeof ROUTE_REFUSALS)[number];

export interface HistoryEntry {
  readonly event: RouteEvent;
  /** Null: it counted. */
  readonly stale: RouteRefusal | null;
}

export interface RunningRoute {
  readonly routeId: string;
  readonly documentId: string;
  readonly initiatorPersonId: string;
  readonly route: ConcreteRoute;
  readonly urgent: boolean;
  readonly dueAt: string;
  readonly phase: RoutePhase;
  readonly round: number;
  readonly contentSha256: string;
  readonly annexes: readonly RouteFile[];
  readonly askings: readonly StepAsking[];
  /** The return that stopped the route; null where it is not stopped. */
  readonly returned: RouteReturned | null;
  /** The registration of a draft whose route names no registrar; null: none yet, or his step says it. */
  readonly registered: DraftRegistered | null;
  readonly history: readonly HistoryEntry[];
}

export function startRoute(started: RouteStarted): RunningRoute {
  const begun: RunningRoute = {
    routeId: started.routeId,
    documentId: started.documentId,
    initiatorPersonId: started.byPersonId,
    route: started.route,
    urgent: started.urgent,
    dueAt: started.dueAt,
    phase: 'running',
    round: 1,
    contentSha256: started.contentSha256,
    annexes: started.annexes ?? [],
    askings: stepsOf(started.route).map(({ stepId }) => ({ stepId, round: 1, state: 'ahead', openedAt: null, decision: null, reached: null })),
    returned: null,
    registered: null,
    history: [{ event: started, stale: null }],
  };
  return openNext(begun, started.at);
}

/** The route after an event; `withdrawnActor`: the server saw that who acted was locked by then, so it does not count. */
export function applyEvent(state: RunningRoute, event: RouteEvent, withdrawnActor = false): RunningRoute {
  if (isKnown(state, event.eventId)) return state;
  const stale = withdrawnActor ? 'actorWithdrawn' : misfit(state, event);
  const kept = { ...state, history: [...state.history, { event, stale }] };
  return stale === null ? take(kept, event) : kept;
}

/** The route that its events give, the first of which starts it; null where none does. */
export function replayRoute(events: readonly { readonly event: RouteEvent; readonly withdrawnActor?: boolean }[]): RunningRoute | null {
  let state: RunningRoute | null = null;
  for (const { event, withdrawnActor = false } of events) {
    if (state !== null) state = applyEvent(state, event, withdrawnActor);
    else if (event.type === 'started' && !withdrawnActor) state = startRoute(event);
  }
  return state;
}

export function isKnown(state: RunningRoute, eventId: string): boolean {
  return state.history.some(({ event }) => event.eventId === eventId);
}

export function stepsOf(route: ConcreteRoute): ConcreteStep[] {
  return route.stages.flatMap(({ steps }) => steps);
}

/** The newest asking of a step. */
export function askingOf(state: RunningRoute, stepId: string): StepAsking | null {
  return state.askings.findLast((asking) => asking.stepId === stepId) ?? null;
}

/** Steps that wait for their person now; none while the route is stopped or has ended. */
export function openSteps(state: RunningRoute): { readonly step: ConcreteStep; readonly asking: StepAsking }[] {
  if (state.phase !== 'running') return [];
  return stepsOf(state.route).flatMap((step) => {
    const asking = askingOf(state, step.stepId);
    return asking?.state === 'open' ? [{ step, asking }] : [];
  });
}

/** Why an event does not count where it stands; null: it does. The one rule for what is to be done and for what was done. */
export function misfit(state: RunningRoute, event: RouteEvent): RouteRefusal | null {
  // A route without executors has ended by the time its draft is registered.
  if (event.type === 'registered') return registrationMisfit(state, event);
  // Whom a later resolution names after all is reached by it.
  if (state.phase === 'withdrawn' || (state.phase === 'completed' && event.type !== 'reached')) return 'routeEnded';
  switch (event.type) {
    case 'started':
      return 'alreadyRuns';
    case 'decided':
      return decisionMisfit(state, event);
    case 'returned':
      return returnMisfit(state, event);
    case 'contentReplaced':
      return replacementMisfit(state, event);
    case 'restarted':
      if (event.byPersonId !== state.initiatorPersonId) return 'notInitiator';
      if (event.round !== state.round) return 'formerRound';
      return state.phase === 'returned' ? chosenMisfit(state, event) : 'notReturned';
    case 'withdrawn':
      if (event.byPersonId !== state.initiatorPersonId) return 'notInitiator';
      if (event.reason.trim() === '') return 'reasonMissing';
      return isSigned(state) ? 'alreadySigned' : null;
    case 'reached':
      return stepsReached(state, event).size + stepsReplaced(state, event).size === 0 ? 'stepNotOpen' : null;
  }
}

/** Whether a draft is signed and no step of its route says who registers it, so that it waits for whoever may (ROUTE-18). */
export function awaitsRegistration(state: RunningRoute): boolean {
  return state.registered === null && isRegisteredByAnybody(state);
}

function isRegisteredByAnybody(state: RunningRoute): boolean {
  const steps = stepsOf(state.route);
  return steps.some(({ role }) => role === 'signer') && steps.every(({ role, stepId }) => role === 'executor' || (role !== 'registrar' && askingOf(state, stepId)?.state === 'done'));
}

function registrationMisfit(state: RunningRoute, event: DraftRegistered): RouteRefusal | null {
  if (state.phase === 'withdrawn') return 'routeEnded';
  if (!isRegisteredByAnybody(state)) return 'stepNotOpen';
  if (event.contentSha256 !== state.contentSha256 || !sameAnnexes(event.annexes, state.annexes)) return 'contentChanged';
  return state.registered === null ? null : 'alreadyRegistered';
}

/** Executors' steps that a resolution takes, all at once, in whatever stages they stand (ROUTE-17); none before the document is signed and registered. */
function stepsReached(state: RunningRoute, { personIds }: ExecutorsReached): ReadonlySet<string> {
  return new Set(executorSteps(state, ['ahead', 'open', 'replaced']).filter(({ personId }) => personIds.includes(personId)).map(({ stepId }) => stepId));
}

/** Executors' steps that give way to whoever is named instead (ROUTE-17): the document goes to no others, so nothing would ever take them. */
function stepsReplaced(state: RunningRoute, { personIds, replacesOthers }: ExecutorsReached): ReadonlySet<string> {
  if (replacesOthers !== true) return new Set();
  return new Set(executorSteps(state, ['ahead', 'open']).filter(({ personId }) => !personIds.includes(personId)).map(({ stepId }) => stepId));
}

/** Executors' steps in one of the states; none before all others are done. */
function executorSteps(state: RunningRoute, among: readonly StepState[]): readonly ConcreteStep[] {
  const steps = stepsOf(state.route);
  const stateOf = (stepId: string): StepState | null => askingOf(state, stepId)?.state ?? null;
  if (steps.some(({ role, stepId }) => role !== 'executor' && stateOf(stepId) !== 'done')) return [];
  return steps.filter(({ role, stepId }) => role === 'executor' && among.some((one) => one === stateOf(stepId)));
}

function stepMisfit(state: RunningRoute, event: StepDecided | RouteReturned): RouteRefusal | null {
  const step = stepsOf(state.route).find(({ stepId }) => stepId === event.stepId);
  const asking = askingOf(state, event.stepId);
  if (step === undefined || asking === null) return 'unknownStep';
  if (state.phase === 'returned') return 'routeReturned';
  if (event.contentSha256 !== state.contentSha256 || !sameAnnexes(event.annexes, state.annexes)) return 'contentChanged';
  if (event.round !== asking.round) return 'formerRound';
  if (asking.state !== 'open') return 'stepNotOpen';
  return event.onBehalf === (event.byPersonId === step.personId) ? 'notYours' : null;
}

function decisionMisfit(state: RunningRoute, event: StepDecided): RouteRefusal | null {
  const misfits = stepMisfit(state, event);
  if (misfits !== null) return misfits;
  // Only a registrar makes a card of a draft (ROUTE-18).
  if (event.cardId !== undefined && roleOf(state, event.stepId) !== 'registrar') return 'meansNotAllowed';
  const means = stepsOf(state.route).find(({ stepId }) => stepId === event.stepId)?.means ?? [];
  if (!means.includes(event.means)) return 'meansNotAllowed';
  if (needsEvidence(event.means) && event.evidence === null) return 'evidenceMissing';
  return event.means === 'signature' && event.signature === null ? 'signatureUnchecked' : null;
}

function returnMisfit(state: RunningRoute, event: RouteReturned): RouteRefusal | null {
  const misfits = stepMisfit(state, event);
  if (misfits !== null) return misfits;
  if (event.reason.trim() === '') return 'reasonMissing';
  const role = roleOf(state, event.stepId);
  // What is signed is created (SIGN-06): it is not sent back to be written anew.
  return role === 'approver' || (role === 'signer' && !isSigned(state)) ? null : 'mayNotReturn';
}

function replacementMisfit(state: RunningRoute, event: ContentReplaced): RouteRefusal | null {
  if (event.byPersonId !== state.initiatorPersonId) return 'notInitiator';
  if (event.round !== state.round) return 'formerRound';
  if (isSigned(state)) return 'alreadySigned';
  if (event.content.sha256 === state.contentSha256 && sameAnnexes(event.annexes, state.annexes)) return 'sameContent';
  return chosenMisfit(state, event);
}

function chosenMisfit({ route }: RunningRoute, { chosenStepIds }: ContentReplaced | RouteRestarted): RouteRefusal | null {
  if (route.restart !== 'only-chosen') return null;
  if (chosenStepIds.length === 0) return 'chosenMissing';
  const known = new Set(stepsOf(route).map(({ stepId }) => stepId));
  return chosenStepIds.every((stepId) => known.has(stepId)) ? null : 'chosenUnknown';
}

function take(state: RunningRoute, event: RouteEvent): RunningRoute {
  switch (event.type) {
    case 'started':
      return state;
    case 'decided':
      return openNext({ ...state, askings: state.askings.map((asking) => (asking.stepId === event.stepId && asking.round === event.round ? { ...asking, state: 'done', decision: event } : asking)) }, event.at);
    case 'returned':
      return { ...state, phase: 'returned', returned: event };
    case 'contentReplaced':
      return restart({ ...state, contentSha256: event.content.sha256, annexes: event.annexes ?? [] }, event);
    case 'restarted':
      return restart(state, event);
    case 'reached': {
      const [taken, replaced] = [stepsReached(state, event), stepsReplaced(state, event)];
      const askings = state.askings.map((asking): StepAsking => {
        if (asking !== askingOf(state, asking.stepId)) return asking;
        if (taken.has(asking.stepId)) return { ...asking, state: 'done', openedAt: asking.openedAt ?? event.at, reached: event };
        return replaced.has(asking.stepId) ? { ...asking, state: 'replaced', reached: event } : asking;
      });
      return openNext({ ...state, askings }, event.at);
    }
    case 'registered':
      return { ...state, registered: event };
    case 'withdrawn':
      return { ...state, phase: 'withdrawn', askings: state.askings.map((asking) => (asking.state === 'done' ? asking : { ...asking, state: 'cancelled' })) };
  }
}

/** Asks anew by the rule of the route; approvals that the rule keeps stand, even those of a former content. Signatures never do. */
function restart(state: RunningRoute, event: ContentReplaced | RouteRestarted): RunningRoute {
  const anew = stepsAskedAnew(state, event.chosenStepIds);
  const round = state.round + 1;
  const askings = state.askings.map((asking): StepAsking => (anew.has(asking.stepId) && asking === askingOf(state, asking.stepId) ? { ...asking, state: 'cancelled' } : asking));
  const begun = stepsOf(state.route).filter(({ stepId }) => anew.has(stepId)).map(({ stepId }): StepAsking => ({ stepId, round, state: 'ahead', openedAt: null, decision: null, reached: null }));
  return openNext({ ...state, phase: 'running', returned: null, round, askings: [...askings, ...begun] }, event.at);
}

function stepsAskedAnew(state: RunningRoute, chosenStepIds: readonly string[]): ReadonlySet<string> {
  const steps = stepsOf(state.route);
  const isDone = (stepId: string): boolean => askingOf(state, stepId)?.state === 'done';
  const anew = new Set(steps.filter(({ stepId, role }) => !isDone(stepId) || role !== 'approver').map(({ stepId }) => stepId));
  const rules: Readonly<Record<RestartRule, () => readonly string[]>> = {
    'from-beginning': () => steps.map(({ stepId }) => stepId),
    'from-returned-stage': () => state.route.stages.slice(stoppedStage(state)).flatMap((stage) => stage.steps.map(({ stepId }) => stepId)),
    'only-chosen': () => chosenStepIds,
  };
  for (const stepId of rules[state.route.restart]()) anew.add(stepId);
  return anew;
}

/** The stage that returned it, or the one where it stood when the content was changed. */
function stoppedStage(state: RunningRoute): number {
  const at = state.route.stages.findIndex(({ steps }) => steps.some(({ stepId }) => (state.returned === null ? askingOf(state, stepId)?.state !== 'done' : stepId === state.returned.stepId)));
  return Math.max(0, at);
}

/** Opens all steps of the first stage that is not done, at one instant; where none is left, the route is completed. */
function openNext(state: RunningRoute, at: string): RunningRoute {
  const stage = state.route.stages.find(({ steps }) => steps.some(({ stepId }) => !isOver(askingOf(state, stepId)?.state)));
  if (stage === undefined) return { ...state, phase: 'completed' };
  const ids = new Set(stage.steps.map(({ stepId }) => stepId));
  const askings = state.askings.map((asking): StepAsking => (asking.state === 'ahead' && ids.has(asking.stepId) ? { ...asking, state: 'open', openedAt: at } : asking));
  return { ...state, askings };
}

/** Whether the route goes on past a step. */
function isOver(state: StepState | undefined): boolean {
  return state === 'done' || state === 'replaced';
}

function roleOf(state: RunningRoute, stepId: string): StepRole | null {
  return stepsOf(state.route).find((step) => step.stepId === stepId)?.role ?? null;
}

/** Whether all signers have signed, so that the draft is created (SIGN-06). Until then one of them may still return it, and what others signed is asked anew. */
function isSigned(state: RunningRoute): boolean {
  return stepsOf(state.route).every(({ stepId, role }) => role !== 'signer' || askingOf(state, stepId)?.state === 'done');
}

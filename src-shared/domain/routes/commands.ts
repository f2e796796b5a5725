/** What a person asks of a route: a pure answer, the event to be written or a named refusal. */
import { keptAnnexes } from './annexes.ts';
import type { ContentReplaced, RouteEvent, RouteFile, RouteRestarted, RouteReturned, RouteWithdrawn, StepDecided, StepSignature } from './events.ts';
import type { StepMeans } from './means.ts';
import { isKnown, misfit, type RouteRefusal, type RunningRoute, stepsOf } from './running-route.ts';
import type { StepRole } from './template.ts';

/** Actions on a route that may be done on behalf of an official (ROUTE-15: each within his duties). */
export const ROUTE_ACTIONS = ['approve', 'sign', 'register', 'execute'] as const;
export type RouteAction = (typeof ROUTE_ACTIONS)[number];

export const ACTION_OF_ROLE: Readonly<Record<StepRole, RouteAction>> = { approver: 'approve', signer: 'sign', countersigner: 'sign', registrar: 'register', executor: 'execute' };

/** Who asks: the persons of his account, and for whom else he may act at an instant. */
export interface ActingPerson {
  readonly personIds: readonly string[];
  readonly mayActFor: (principalPersonId: string, action: RouteAction, at: string) => boolean;
}

interface CommandBase {
  /** Becomes the event's id: the same command again does nothing. */
  readonly commandId: string;
  readonly at: string;
}

export type RouteCommand =
  | (CommandBase & { readonly command: 'decide'; readonly stepId: string; readonly round: number; readonly contentSha256: string; readonly annexes?: readonly RouteFile[] | undefined; readonly means: StepMeans; readonly evidence: RouteFile | null; readonly signature: StepSignature | null; readonly note: string; readonly cardId?: string | undefined })
  | (CommandBase & { readonly command: 'return'; readonly stepId: string; readonly round: number; readonly contentSha256: string; readonly annexes?: readonly RouteFile[] | undefined; readonly reason: string })
  | (CommandBase & { readonly command: 'replaceContent'; readonly round: number; readonly content: RouteFile; readonly annexes?: readonly RouteFile[] | undefined; readonly chosenStepIds: readonly string[] })
  | (CommandBase & { readonly command: 'restart'; readonly round: number; readonly chosenStepIds: readonly string[] })
  | (CommandBase & { readonly command: 'register'; readonly contentSha256: string; readonly annexes?: readonly RouteFile[] | undefined; readonly cardId: string })
  | (CommandBase & { readonly command: 'withdraw'; readonly reason: string });

export type Decision<Event extends RouteEvent = RouteEvent> = { readonly events: readonly Event[] } | { readonly refusal: RouteRefusal };

/** One event, none for a command that was obeyed before, or why not. */
export function decideOnRoute(state: RunningRoute, command: RouteCommand, actor: ActingPerson): Decision {
  if (isKnown(state, command.commandId)) return { events: [] };
  const base = { eventId: command.commandId, routeId: state.routeId, at: command.at };
  switch (command.command) {
    case 'decide':
    case 'return': {
      // A document reaches its executors by a resolution or a list alone (ROUTE-16).
      if (stepsOf(state.route).some(({ stepId, role }) => stepId === command.stepId && role === 'executor')) return { refusal: 'onlyByResolution' };
      const acting = actingFor(state, command.stepId, actor, command.at);
      if ('refusal' in acting) return acting;
      return judged(state, command.command === 'decide' ? decided(base, command, acting) : returned(base, command, acting));
    }
    case 'replaceContent': {
      const event: Omit<ContentReplaced, 'byPersonId'> = { ...base, type: 'contentReplaced', round: command.round, content: command.content, ...keptAnnexes(command.annexes), chosenStepIds: command.chosenStepIds };
      return asInitiator(state, actor, (byPersonId) => ({ ...event, byPersonId }));
    }
    case 'restart': {
      const event: Omit<RouteRestarted, 'byPersonId'> = { ...base, type: 'restarted', round: command.round, chosenStepIds: command.chosenStepIds };
      return asInitiator(state, actor, (byPersonId) => ({ ...event, byPersonId }));
    }
    case 'register': {
      // The right to register is the room's to ask; no step says whose it is.
      const [byPersonId] = actor.personIds;
      if (byPersonId === undefined) return { refusal: 'notYours' };
      return judged(state, { ...base, type: 'registered', byPersonId, contentSha256: command.contentSha256, ...keptAnnexes(command.annexes), cardId: command.cardId });
    }
    case 'withdraw': {
      const event: Omit<RouteWithdrawn, 'byPersonId'> = { ...base, type: 'withdrawn', reason: command.reason };
      return asInitiator(state, actor, (byPersonId) => ({ ...event, byPersonId }));
    }
  }
}

type CommandOf<Name extends RouteCommand['command']> = Extract<RouteCommand, { readonly command: Name }>;
type Base = Pick<RouteEvent, 'eventId' | 'routeId' | 'at'>;

interface Acting {
  readonly byPersonId: string;
  readonly onBehalf: boolean;
}

function decided(base: Base, { stepId, round, contentSha256, annexes, means, evidence, signature, note, cardId }: CommandOf<'decide'>, acting: Acting): StepDecided {
  return { ...base, ...acting, type: 'decided', stepId, round, contentSha256, ...keptAnnexes(annexes), means, evidence, signature, note, ...(cardId === undefined ? {} : { cardId }) };
}

function returned(base: Base, { stepId, round, contentSha256, annexes, reason }: CommandOf<'return'>, acting: Acting): RouteReturned {
  return { ...base, ...acting, type: 'returned', stepId, round, contentSha256, ...keptAnnexes(annexes), reason };
}

function judged(state: RunningRoute, event: RouteEvent): Decision {
  const refusal = misfit(state, event);
  return refusal === null ? { events: [event] } : { refusal };
}

/** Himself, or on behalf of who is meant where a delegation holds then. */
function actingFor(state: RunningRoute, stepId: string, actor: ActingPerson, at: string): Acting | { readonly refusal: RouteRefusal } {
  const step = stepsOf(state.route).find((candidate) => candidate.stepId === stepId);
  if (step === undefined) return { refusal: 'unknownStep' };
  if (actor.personIds.includes(step.personId)) return { byPersonId: step.personId, onBehalf: false };
  const [deputy] = actor.personIds;
  if (deputy === undefined || !actor.mayActFor(step.personId, ACTION_OF_ROLE[step.role], at)) return { refusal: 'notYours' };
  return { byPersonId: deputy, onBehalf: true };
}

function asInitiator(state: RunningRoute, actor: ActingPerson, make: (byPersonId: string) => RouteEvent): Decision {
  if (!actor.personIds.includes(state.initiatorPersonId)) return { refusal: 'notInitiator' };
  return judged(state, make(state.initiatorPersonId));
}

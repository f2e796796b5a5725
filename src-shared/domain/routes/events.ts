/** What happens on a running route. Events are facts of one person at one instant; whether one counts, the order in which they stand decides. */
import type { StepMeans } from './means.ts';
import type { ConcreteRoute } from './resolve.ts';

interface EventBase {
  /** Made by whoever asks, so that the same call again is known. */
  readonly eventId: string;
  readonly routeId: string;
  /** Instant, ISO 8601 UTC: data, never an order. */
  readonly at: string;
  /** Who acted, himself or on behalf. */
  readonly byPersonId: string;
}

/** A file that shows how a step was taken, or the draft's content. */
export interface RouteFile {
  readonly sha256: string;
  readonly size: number;
  readonly fileName: string;
}

/** What the check of a signature said when the step was taken: who signed by the certificates, and how sure that is. */
export interface StepSignature {
  readonly verdict: 'passed' | 'undetermined';
  readonly signers: readonly string[];
}

export interface RouteStarted extends EventBase {
  readonly type: 'started';
  readonly documentId: string;
  readonly route: ConcreteRoute;
  readonly contentSha256: string;
  /** Files beside the content; absent: none. */
  readonly annexes?: readonly RouteFile[] | undefined;
  readonly urgent: boolean;
  /** End of the total term of approval (X8), kept with the calendar that gave it: a later table does not move it. */
  readonly dueAt: string;
  readonly calendarVersion: string;
}

export interface StepDecided extends EventBase {
  readonly type: 'decided';
  readonly stepId: string;
  readonly round: number;
  readonly contentSha256: string;
  /** Annexes that were decided on by name and hash: whatever signs the content binds them by this record. */
  readonly annexes?: readonly RouteFile[] | undefined;
  readonly means: StepMeans;
  /** The delegation was judged when it was decided; who is meant stands in the route. */
  readonly onBehalf: boolean;
  readonly evidence: RouteFile | null;
  /** Null where the step was not taken by a signature. */
  readonly signature: StepSignature | null;
  readonly note: string;
  /** The card as which a registrar registered the signed draft (ROUTE-18); absent from what was decided otherwise. */
  readonly cardId?: string | undefined;
}

export interface RouteReturned extends EventBase {
  readonly type: 'returned';
  readonly stepId: string;
  readonly round: number;
  readonly contentSha256: string;
  /** Files beside the content; absent: none. */
  readonly annexes?: readonly RouteFile[] | undefined;
  readonly onBehalf: boolean;
  readonly reason: string;
}

export interface ContentReplaced extends EventBase {
  readonly type: 'contentReplaced';
  readonly round: number;
  readonly content: RouteFile;
  /** A new version is a new set: absent, it has no annexes. */
  readonly annexes?: readonly RouteFile[] | undefined;
  /** Steps that have to see the change, where the route asks for them; else empty. */
  readonly chosenStepIds: readonly string[];
}

/** The same content once more after a return, such as after a talk with who returned it. */
export interface RouteRestarted extends EventBase {
  readonly type: 'restarted';
  readonly round: number;
  readonly chosenStepIds: readonly string[];
}

export interface RouteWithdrawn extends EventBase {
  readonly type: 'withdrawn';
  readonly reason: string;
}

/**
 * A resolution on the card, or the list of executors made when it was registered, names executors of the route
 * (ROUTE-16, ROUTE-17). It is no operation of its own but what the operation of the resolution means for the route.
 */
export interface ExecutorsReached extends EventBase {
  readonly type: 'reached';
  readonly cardId: string;
  readonly personIds: readonly string[];
  /** Whether it takes the place of the route's executors whom it does not name; absent: it does not. */
  readonly replacesOthers?: boolean | undefined;
}

/** A registrar registered the signed draft whose route names no registrar (ROUTE-18): it is the step of whoever has the right. */
export interface DraftRegistered extends EventBase {
  readonly type: 'registered';
  readonly contentSha256: string;
  /** Files beside the content; absent: none. */
  readonly annexes?: readonly RouteFile[] | undefined;
  readonly cardId: string;
}

export type RouteEvent = RouteStarted | StepDecided | RouteReturned | ContentReplaced | RouteRestarted | RouteWithdrawn | ExecutorsReached | DraftRegistered;

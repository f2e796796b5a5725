/** Duties of an employee within HR e-document flow, and what of them is due (KSTU R1-3.2.1 … 3.2.6; HRC-05). */
import type { AcknowledgementToday } from './acknowledgement.ts';

/** Duties that real matters of a person tell about: terms of acknowledgement, signatures, data that were asked for. */
export const DUTY_TRACKS = ['acknowledgements', 'signatures', 'requestedData'] as const;
export type DutyTrack = (typeof DUTY_TRACKS)[number];

/** How something that a person owes stands by its last day. */
export const DUTY_STATES = ['waiting', 'dueSoon', 'overdue'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** `dueSoon` from the working day before the last one on, as in lists of acknowledgement; without a term it waits. */
export function dutyState(dueOn: string | null, { today, nextWorkingDay }: AcknowledgementToday): DutyState {
  if (dueOn === null) return 'waiting';
  if (dueOn < today) return 'overdue';
  return dueOn <= nextWorkingDay ? 'dueSoon' : 'waiting';
}

/** Data that were supplied: on which day in the office's zone, and when that was entered. */
export interface DataSupply {
  readonly stepId: string;
  readonly suppliedOn: string;
  readonly at: string;
}

/** The supply that counts where two desks entered one: the earliest day; the rest only makes the choice the same everywhere. */
export function countedSupply<Supply extends DataSupply>(supplies: readonly Supply[]): Supply | null {
  const key = ({ suppliedOn, at, stepId }: DataSupply): string => [suppliedOn, at, stepId].join(' ');
  return supplies.toSorted((one, other) => (key(one) < key(other) ? -1 : 1))[0] ?? null;
}

/** Why data are not asked for or not taken as supplied; message keys below `error.dataRequest.`. */
export type DataRequestProblem = 'dueInPast' | 'already' | 'inFuture' | 'beforeAsking' | 'ownDay';

/** What keeps data from being asked for by this day; null: nothing. */
export function askingProblem(dueOn: string, today: string): DataRequestProblem | null {
  return dueOn < today ? 'dueInPast' : null;
}

/** A request that is answered. */
export interface AnsweredRequest {
  /** Day of the request in the office's zone. */
  readonly askedOn: string;
  readonly supplied: boolean;
  /** The person himself answers: today, for nobody vouches for his own punctuality. */
  readonly own: boolean;
}

/** What keeps a supply from being entered; null: nothing. */
export function supplyProblem(suppliedOn: string, request: AnsweredRequest, today: string): DataRequestProblem | null {
  if (request.supplied) return 'already';
  if (suppliedOn > today) return 'inFuture';
  if (request.own && suppliedOn !== today) return 'ownDay';
  return suppliedOn < request.askedOn ? 'beforeAsking' : null;
}

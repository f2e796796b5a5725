import type { Card } from '#shared/contract/registration.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import { operationActor } from '#shared/sync/operation.ts';
import { ANY_REGISTRAR, DELEGATED_AS, WORK_ACTIONS } from '#shared/domain/work-items.ts';
import { isoInstant } from '../environment.ts';
import { ExecutionControlRoom } from '../execution-control/execution-control-room.ts';
import { LateMemo } from '../execution-control/late-memo.ts';
import { streamOf } from '../registration/streams.ts';
import { Acting } from '../resolutions/acting.ts';
import { ExecutionTerms } from '../resolutions/execution-terms.ts';
import type { ResolutionRecords } from '../resolutions/resolution-records.ts';
import { ResolutionsRoom } from '../resolutions/resolutions-room.ts';
import type { ReviewRecords } from '../review/review-records.ts';
import { StartPageRoom } from '../start-page/start-page-room.ts';
import type { Transaction } from '../store/store.ts';
import type { StandingIn } from '../structure/standing-in.ts';
import type { CommonParts } from './common-parts.ts';

export interface ExecutionRoomsOptions extends CommonParts {
  readonly review: ReviewRecords;
  readonly records: ResolutionRecords;
  readonly standingIn: StandingIn;
  /** As of {@link IssueResolution}. */
  readonly missingForce: (card: Card) => string | null;
  readonly isTwin: (documentId: string) => boolean;
  readonly equalOnItsWay: (documentId: string) => boolean;
}

/** Lets accounts read a card from now on, in the transaction that hands it to them. */
export function letRead(transaction: Transaction, card: Card, accountIds: readonly string[], actor: Actor): void {
  transaction.append({ kind: 'card.readersAdded', entity: card.documentId, stream: streamOf(card), actor: operationActor(actor), payload: { documentId: card.documentId, accountIds: [...accountIds] } });
}

/** Puts together the rooms of resolutions, of the control of execution, and the start page. */
export function openExecutionRooms(options: ExecutionRoomsOptions) {
  const { store, environment, directories, review, records, standingIn, rulePack, readable } = options;
  const onChanged = (): void => options.changed('cards', 'status');
  const now = (): string => isoInstant(environment.now());
  const people = () => review.people();
  const personsOf = (actor: Actor) => standingIn.personsOf(actor);
  const subordination = () => standingIn.subordination();
  const terms = new ExecutionTerms({ pack: rulePack, calendarOf: (personId) => standingIn.calendarOf(personId), absencesOf: (personId) => standingIn.absencesOf(personId) });
  const acting = new Acting({ personsOf, actingFor: (actor, personId, action, document) => standingIn.actingFor(actor, personId, action, document, now()) });
  const resolutions = new ResolutionsRoom({
    store,
    environment,
    records,
    acting,
    terms,
    people,
    units: () => directories.units(),
    subordination,
    headPersonId: () => review.headPersonId(),
    assistantsOf: (personId) => standingIn.assistantsOf(personId, now()),
    missingForce: options.missingForce,
    isTwin: options.isTwin,
    equalOnItsWay: options.equalOnItsWay,
    readable,
    letRead,
    onChanged,
  });
  const memo = new LateMemo({ environment, office: options.office, pack: rulePack, people, headPersonId: () => review.headPersonId(), jobs: options.jobs, runningJobs: options.runningJobs, fontsDirectory: options.fontsDirectory });
  const executionControl = new ExecutionControlRoom({ memo, database: store.database, environment, calendar: () => terms.calendar(), subordination, people, personsOf, lastExchange: () => (store.membership.record === null ? null : store.membership.position.lastContact) });
  const startPage = new StartPageRoom({
    database: store.database,
    environment,
    calendar: () => terms.calendar(),
    waitsFor: (actor) => [
      ...personsOf(actor).flatMap(({ personId, name }) => [{ personId, name, delegated: null }, ...(hasRight(actor, 'card.register') ? [{ personId: ANY_REGISTRAR, name, delegated: null }] : [])]),
      ...standingIn.officialsOf(actor.accountId, now()).map(({ personId, name, scopes }) => ({ personId, name, delegated: scopes.flatMap(({ actions, kindIds, journalIds }) => WORK_ACTIONS.filter((action) => actions.some((one) => one === DELEGATED_AS[action])).map((action) => ({ action, kindIds, journalIds }))) })),
    ],
  });
  return { terms, resolutions, handlers: { resolutions: resolutions.handlers, executionControl: executionControl.handlers, startPage: startPage.handlers } };
}

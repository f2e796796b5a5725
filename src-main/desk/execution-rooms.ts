import type { Card } from '#shared/contract/registration.ts';
import { Subordination } from '#shared/domain/office-structure.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { operationActor } from '#shared/sync/operation.ts';
import type { Environment } from '../environment.ts';
import { ExecutionControlRoom } from '../execution-control/execution-control-room.ts';
import type { Directories } from '../registration/directories.ts';
import { streamOf } from '../registration/streams.ts';
import { Acting } from '../resolutions/acting.ts';
import { ExecutionTerms } from '../resolutions/execution-terms.ts';
import type { ResolutionRecords } from '../resolutions/resolution-records.ts';
import { ResolutionsRoom } from '../resolutions/resolutions-room.ts';
import type { ReviewRecords } from '../review/review-records.ts';
import { calendarFor, type RulePack } from '../rule-packs/index.ts';
import { StartPageRoom } from '../start-page/start-page-room.ts';
import type { Store, Transaction } from '../store/store.ts';

export interface ExecutionRoomsOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly directories: Directories;
  readonly review: ReviewRecords;
  readonly records: ResolutionRecords;
  readonly rulePack: () => RulePack;
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly onChanged: () => void;
}

/** Lets accounts read a card from now on, in the transaction that hands it to them. */
export function letRead(transaction: Transaction, card: Card, accountIds: readonly string[], actor: Actor): void {
  transaction.append({ kind: 'card.readersAdded', entity: card.documentId, stream: streamOf(card), actor: operationActor(actor), payload: { documentId: card.documentId, accountIds: [...accountIds] } });
}

/** Puts together the rooms of resolutions, of the control of execution, and the start page. */
export function openExecutionRooms(options: ExecutionRoomsOptions) {
  const { store, environment, directories, review, records, rulePack, readable, onChanged } = options;
  const people = () => review.people();
  const subordination = (): Subordination => new Subordination({ headPersonId: review.headPersonId(), units: directories.units().map(({ unitId }) => ({ unitId, parentUnitId: null, headPersonId: null, coordinatorPersonId: null })), people: people() });
  const terms = new ExecutionTerms({ pack: rulePack, calendarOf: () => calendarFor(rulePack()), absencesOf: () => [] });
  const acting = new Acting({ people, actingFor: () => null });
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
    assistantsOf: () => new Set(),
    readable,
    letRead,
    onChanged,
  });
  const executionControl = new ExecutionControlRoom({ database: store.database, environment, calendar: () => terms.calendar(), subordination, people, lastExchange: () => (store.membership.record === null ? null : store.membership.position.lastContact) });
  const startPage = new StartPageRoom({
    database: store.database,
    environment,
    calendar: () => terms.calendar(),
    waitsFor: (actor) => people().filter(({ accountId }) => accountId === actor.accountId).map(({ personId, name }) => ({ personId, name, own: true })),
  });
  return { terms, resolutions, handlers: { resolutions: resolutions.handlers, executionControl: executionControl.handlers, startPage: startPage.handlers } };
}

import type { OwnAcknowledgement } from '#shared/contract/acknowledgements.ts';
import type { DataRequest, DutyMatter } from '#shared/contract/duties.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { AcknowledgementToday } from '#shared/domain/acknowledgement.ts';
import { askingProblem, countedSupply, type DataRequestProblem, DUTY_STATES, type DutyTrack, dutyState, supplyProblem } from '#shared/domain/employee-duties.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import type { WorkingCalendar } from '#shared/domain/working-calendar.ts';
import { plusDays } from '#shared/domain/working-day.ts';
import { addCalendarDays, addWorkingDays } from '#shared/domain/working-time.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import type { AgreementRecords } from '../agreements/agreement-records.ts';
import { type Environment, isoInstant } from '../environment.ts';
import { dutiesOn, type RulePack } from '../rule-packs/index.ts';
import type { Store } from '../store/store.ts';
import { DutyRecords, type RequestRecord } from './duty-records.ts';

export interface DutiesOptions {
  readonly store: Store;
  readonly environment: Environment;
  /** People of the office. */
  readonly people: Pick<AgreementRecords, 'person' | 'ownPeople'>;
  readonly rulePack: () => RulePack;
  readonly calendar: () => WorkingCalendar;
  /** What still waits for the actor to acknowledge. */
  readonly acknowledgementsOf: (actor: Actor) => readonly OwnAcknowledgement[];
  /** The card, if the actor may read it. @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly onChanged: () => void;
}

/** Duties of employees within HR e-document flow, with what waits by each, and data that are asked for (HRC-05). */
export class DutiesRoom {
  readonly #options: DutiesOptions;
  readonly #records: DutyRecords;

  constructor(options: DutiesOptions) {
    this.#options = options;
    this.#records = new DutyRecords(options.store.database);
  }

  readonly handlers: RoomHandlers<'duties'> = {
    mine: (_input, { actor }) => {
      const days = this.#days();
      const duties = dutiesOn(this.#options.rulePack(), days.today);
      return { duties: duties.map(({ id, names, clause, track = null }) => ({ dutyId: id, names, clause, track, matters: track === null ? [] : this.#matters(track, actor, days) })) };
    },
    requests: (_input, { actor }) => {
      const days = this.#days();
      const shown = this.#records.all().map((request) => this.#shown(request, actor, days));
      const supplied = shown.filter(({ supplied: supply }) => supply !== null).toSorted((one, other) => ((one.supplied?.at ?? '') < (other.supplied?.at ?? '') ? 1 : -1));
      return { requests: [...shown.filter(({ supplied: supply }) => supply === null), ...supplied], today: days.today };
    },
    ask: (input, { actor }) => {
      this.#ask(input, actor);
      return this.#changed(input.requestId, actor);
    },
    supply: (input, { actor }) => {
      this.#supply(input, actor);
      return this.#changed(input.requestId, actor);
    },
  };

  #matters(track: DutyTrack, actor: Actor, days: AcknowledgementToday): DutyMatter[] {
    const own = this.#ownPeople(actor);
    switch (track) {
      case 'acknowledgements':
        return this.#options.acknowledgementsOf(actor).flatMap(acknowledgementMatter);
      case 'signatures': {
        const { zone } = this.#options.calendar();
        const routed = this.#records.signing(own).map(({ itemId, dueAt, ...item }): DutyMatter => {
          const dueOn = dueAt === null ? null : dayInZone(zone, dueAt);
          return { ...item, matterId: itemId, means: 'sign', dueOn, state: dutyState(dueOn, days) };
        });
        const signed = this.#options.acknowledgementsOf(actor).filter(({ form }) => form !== 'mark').flatMap(acknowledgementMatter);
        return [...routed, ...signed].toSorted(byTerm);
      }
      case 'requestedData':
        return this.#records
          .ofPeople(own)
          .filter(({ requestId }) => this.#records.supplies(requestId).length === 0)
          .map(({ requestId, subject, dueOn, askedAt }): DutyMatter => ({ matterId: requestId, means: 'data', title: subject, documentId: null, registrationIndex: null, since: askedAt, dueOn, state: dutyState(dueOn, days) }));
    }
  }

  #ask({ requestId, personId, subject, dueOn }: MethodCheckedInput<'duties.ask'>, actor: Actor): void {
    const { store, people, calendar } = this.#options;
    store.commit((transaction) => {
      const before = this.#records.byId(requestId);
      if (before !== null) {
        // The same call again; another person or matter under this id would be somebody else's request.
        if (before.personId !== personId || before.subject !== subject || before.dueOn !== dueOn) throw new Refusal('conflict', 'error.dataRequest.idUsed');
        return;
      }
      const person = people.person(personId);
      if (person === null) throw new Refusal('not-found', 'error.personNotFound');
      demand(askingProblem(dueOn, this.#days().today));
      const due = addCalendarDays(calendar(), plusDays(dueOn, -1), 1, 'keep');
      transaction.append({
        kind: 'dataRequest.asked',
        entity: requestId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: { requestId, personId, personName: person.name, position: person.position, subject, dueOn, due: { dueAt: due.at, calendarVersion: due.calendarVersion } },
        changes: [
          { field: 'dataRequest.person', before: null, after: person.name },
          { field: 'dataRequest.subject', before: null, after: subject },
          { field: 'dataRequest.dueOn', before: null, after: dueOn },
        ],
      });
    });
  }

  #supply({ stepId, requestId, suppliedOn, answer, documentId }: MethodCheckedInput<'duties.supply'>, actor: Actor): void {
    const { store, readable } = this.#options;
    store.commit((transaction) => {
      const request = this.#records.byId(requestId);
      const own = request !== null && this.#ownPeople(actor).includes(request.personId);
      // What others are asked for is not everyone's business: it is told as if it were not there.
      if (request === null || !(own || hasRight(actor, 'agreement.keep'))) throw new Refusal('not-found', 'error.dataRequest.notFound');
      const supplies = this.#records.supplies(requestId);
      if (supplies.some((supply) => supply.stepId === stepId)) return;
      const { today } = this.#days();
      const on = suppliedOn ?? today;
      demand(supplyProblem(on, { askedOn: dayInZone(this.#options.calendar().zone, request.askedAt), supplied: supplies.length > 0, own }, today));
      if (documentId !== null) readable(documentId, actor);
      transaction.append({
        kind: 'dataRequest.supplied',
        entity: requestId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: { stepId, requestId, suppliedOn: on, answer, documentId },
        changes: [
          { field: 'dataRequest.suppliedOn', before: null, after: on },
          { field: 'dataRequest.answer', before: null, after: answer },
        ],
      });
    });
  }

  #changed(requestId: string, actor: Actor): DataRequest {
    this.#options.onChanged();
    const request = this.#records.byId(requestId);
    if (request === null) throw new Error('a request that was just recorded is there');
    return this.#shown(request, actor, this.#days());
  }

  #shown(request: RequestRecord, actor: Actor, days: AcknowledgementToday): DataRequest {
    const supply = countedSupply(this.#records.supplies(request.requestId));
    return {
      ...request,
      state: supply === null ? dutyState(request.dueOn, days) : null,
      supplied: supply === null ? null : { on: supply.suppliedOn, at: supply.at, by: supply.by, answer: supply.answer, documentId: supply.documentId, registrationIndex: supply.documentId === null ? null : this.#indexOf(supply.documentId, actor), late: supply.suppliedOn > request.dueOn },
    };
  }

  /** The number of a document for whoever may read it. */
  #indexOf(documentId: string, actor: Actor): string | null {
    try {
      return this.#options.readable(documentId, actor).registrationIndex;
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  }

  #ownPeople(actor: Actor): string[] {
    return this.#options.people.ownPeople(actor.accountId).map(({ personId }) => personId);
  }

  #days(): AcknowledgementToday {
    const calendar = this.#options.calendar();
    const today = dayInZone(calendar.zone, isoInstant(this.#options.environment.now()));
    return { today, nextWorkingDay: addWorkingDays(calendar, today, 1).day };
  }
}

function acknowledgementMatter({ listId, form, document, sentAt, dueOn, state }: OwnAcknowledgement): DutyMatter[] {
  const open = DUTY_STATES.find((one) => one === state);
  return open === undefined ? [] : [{ matterId: listId, means: form, title: document.subject, documentId: document.documentId, registrationIndex: document.registrationIndex, since: sentAt, dueOn, state: open }];
}

/** What has no term comes last. */
function byTerm(one: DutyMatter, other: DutyMatter): number {
  const key = ({ dueOn, since }: DutyMatter): string => `${dueOn ?? '9999-99-99'} ${since}`;
  return key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0;
}

function demand(problem: DataRequestProblem | null): void {
  if (problem !== null) throw new Refusal('refused', `error.dataRequest.${problem}`);
}

import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { DocumentToPass, PersonOfOffice } from '#shared/contract/review.ts';
import { mayChangeHead } from '#shared/domain/primary-review.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { isoInstant, newId } from '../environment.ts';
import type { CardRecords } from '../registration/card-records.ts';
import { rowRightsSql } from '../registration/row-rights.ts';
import type { Directories } from '../registration/directories.ts';
import { PassDocument, type PassDocumentOptions } from './pass-document.ts';
import { documentsToPass } from './documents-to-pass.ts';
import type { ReviewRecords } from './review-records.ts';

export interface ReviewOptions extends PassDocumentOptions {
  readonly cards: CardRecords;
  readonly directories: Directories;
  /** Accounts that may sign in. */
  readonly accounts: () => readonly { readonly accountId: string; readonly name: string; readonly login: string }[];
  readonly onChanged: (...topics: ('cards' | 'directories')[]) => void;
}

/** Primary review: the queue of what is to be passed on, the passing, the head and the table of duties. */
export class ReviewRoom {
  readonly #options: ReviewOptions;
  readonly #records: ReviewRecords;
  readonly #passing: PassDocument;

  constructor(options: ReviewOptions) {
    this.#options = options;
    this.#records = options.records;
    this.#passing = new PassDocument(options);
  }

  readonly handlers: RoomHandlers<'review'> = {
    queue: ({ limit }, { actor }) => this.#queue(limit, actor),
    ofDocument: ({ documentId }, { actor }) => this.#ofDocument(documentId, actor),
    pass: (input, { actor }) => {
      const pass = this.#passing.pass(input, actor);
      this.#options.onChanged('cards');
      return pass;
    },
    passSuggested: ({ documentIds }, { actor }) => this.#passSuggested(documentIds, actor),
    settings: () => ({ headPersonId: this.#records.headPersonId(), duties: this.#records.duties(), people: this.#records.people() }),
    setHead: ({ personId }, { actor }) => {
      const person = this.#person(personId);
      if (!mayChangeHead(actor, this.#records.headPersonId())) throw new Refusal('no-right', 'error.headChange');
      this.#write((transaction) => {
        const before = this.#records.people().find((other) => other.personId === this.#records.headPersonId());
        transaction.append({ kind: 'office.headSet', entity: personId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { personId }, changes: [{ field: 'head', before: before?.name ?? null, after: person.name }] });
      });
      return {};
    },
    definePerson: (input, { actor }) => this.#definePerson(input, actor),
    accountsOfPeople: () => ({ accounts: [...this.#options.accounts()] }),
    defineDuty: (input, { actor }) => {
      this.#demandKnown(input);
      const duty = { ...input, dutyId: input.dutyId ?? newId(this.#options.environment) };
      this.#write((transaction) => transaction.append({ kind: 'duty.defined', entity: duty.dutyId, stream: MAIN_STREAM, actor: operationActor(actor), payload: duty, changes: [{ field: 'reviewer', before: null, after: this.#person(duty.reviewerPersonId).name }] }));
      return duty;
    },
    removeDuty: ({ dutyId }, { actor }) => {
      this.#demandDuties([dutyId]);
      this.#write((transaction) => transaction.append({ kind: 'duty.removed', entity: dutyId, stream: MAIN_STREAM, actor: operationActor(actor), payload: { dutyId } }));
      return {};
    },
    orderDuties: ({ dutyIds }, { actor }) => {
      this.#demandDuties(dutyIds);
      if (new Set(dutyIds).size !== this.#records.duties().length) throw new Refusal('conflict', 'error.dutiesChangedMeanwhile');
      this.#write((transaction) => transaction.append({ kind: 'duty.ordered', entity: 'duties', stream: MAIN_STREAM, actor: operationActor(actor), payload: { dutyIds } }));
      return {};
    },
  };

  /** What keeps the document from being passed now. */
  get passing(): PassDocument {
    return this.#passing;
  }

  #queue(limit: number, actor: Actor): MethodOutput<'review.queue'> {
    const { store, cards, kindsToHead } = this.#options;
    const { ids, total } = documentsToPass(store.database, kindsToHead(), rowRightsSql(actor), limit);
    const documents = ids.flatMap((id): DocumentToPass[] => {
      const card = cards.byId(id);
      if (card === null) return [];
      const { documentId, registrationIndex, registrationDate, registeredAt, correspondent, subject } = card;
      return [{ documentId, registrationIndex, registrationDate, registeredAt, correspondent, subject, suggestion: this.#passing.suggestion(card), obstacles: this.#passing.obstacles(card), alikePassed: this.#passing.alikePassed(card) }];
    });
    return { documents, total, certain: documents.filter(isCertain).length };
  }

  #ofDocument(documentId: string, actor: Actor): MethodOutput<'review.ofDocument'> {
    const { readable, cards, equals } = this.#options;
    const card = readable(documentId, actor);
    const onItsWay = equals.onItsWay(documentId);
    return {
      suggestion: this.#passing.suggestion(card),
      obstacles: this.#passing.obstacles(card),
      registeredAt: card.registeredAt,
      alikePassed: this.#passing.alikePassed(card),
      passes: this.#records.passesOf(documentId),
      equalOriginals: equals.of(documentId).flatMap((other) => {
        const found = cards.byId(other);
        return found === null || found.state === 'void' ? [] : [{ documentId: found.documentId, registrationIndex: found.registrationIndex, medium: found.medium, passed: onItsWay.has(found.documentId) }];
      }),
    };
  }

  #passSuggested(documentIds: readonly string[], actor: Actor): MethodOutput<'review.passSuggested'> {
    const passed: string[] = [];
    const left: { documentId: string; message: string }[] = [];
    for (const documentId of documentIds) {
      try {
        const card = this.#options.readable(documentId, actor);
        const { person, senderKnown } = this.#passing.suggestion(card);
        if (person === null) throw new Refusal('refused', 'error.noReviewerKnown');
        // A sender of unknown category may be one whose documents go to the head only (REG-10): somebody has to look.
        if (!senderKnown) throw new Refusal('refused', 'error.senderUnknown');
        // Perhaps the same document a second time (X5): it goes on when somebody has looked at both, not among many.
        if (this.#passing.alikePassed(card).length > 0) throw new Refusal('refused', 'error.passAlike');
        this.#passing.pass({ documentId, stepId: newId(this.#options.environment), reviewerPersonId: person.personId }, actor);
        passed.push(documentId);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        left.push({ documentId, message: error.error.message });
      }
    }
    this.#options.onChanged('cards');
    return { passed, left };
  }

  #definePerson(input: MethodCheckedInput<'review.definePerson'>, actor: Actor): PersonOfOffice {
    const { environment, accounts, directories } = this.#options;
    if (input.unitId !== null && !directories.units().some(({ unitId }) => unitId === input.unitId)) throw new Refusal('not-found', 'error.unitNotFound');
    if (input.accountId !== null && !accounts().some(({ accountId }) => accountId === input.accountId)) throw new Refusal('not-found', 'error.accountNotFound');
    const before = input.personId === null ? null : this.#person(input.personId);
    if (before !== null && before.personId === this.#records.headPersonId() && !mayChangeHead(actor, before.personId)) throw new Refusal('no-right', 'error.headChange');
    const person: PersonOfOffice = { ...input, personId: input.personId ?? newId(environment), category: input.category === undefined ? (before?.category ?? null) : input.category };
    this.#write((transaction) =>
      transaction.append({
        kind: 'person.defined',
        entity: person.personId,
        stream: MAIN_STREAM,
        actor: operationActor(actor),
        payload: person,
        changes: [
          ...(['name', 'position'] as const).filter((field) => before?.[field] !== person[field]).map((field) => ({ field, before: before?.[field] ?? null, after: person[field] })),
          ...((person.category ?? null) === (before?.category ?? null) ? [] : [{ field: `person.category.${person.category ?? 'none'}`, before: null, after: person.name }]),
        ],
      }),
    );
    return person;
  }

  #demandKnown(duty: MethodCheckedInput<'review.defineDuty'>): void {
    const { directories } = this.#options;
    this.#person(duty.reviewerPersonId);
    if (duty.dutyId !== null) this.#demandDuties([duty.dutyId]);
    if (duty.kindId !== null && !directories.kinds().some(({ kindId }) => kindId === duty.kindId)) throw new Refusal('not-found', 'error.dutyNames', {}, [{ path: 'kindId', message: 'requisite.missing' }]);
    if (duty.journalId !== null && !directories.journals().some(({ journalId }) => journalId === duty.journalId)) throw new Refusal('not-found', 'error.dutyNames', {}, [{ path: 'journalId', message: 'requisite.missing' }]);
    // An index that the row had already may be one that this year's nomenclature lacks.
    const known = [...(directories.casesOn(this.#today())?.cases ?? []).map(({ index }) => index), ...this.#records.duties().filter(({ dutyId }) => dutyId === duty.dutyId).map(({ caseIndex }) => caseIndex)];
    if (duty.caseIndex !== null && !known.includes(duty.caseIndex)) throw new Refusal('not-found', 'error.dutyNames', {}, [{ path: 'caseIndex', message: 'requisite.missing' }]);
  }

  #today(): string {
    const office = this.#options.directories.office();
    if (office === null) throw new Refusal('not-ready', 'error.deskNotReady');
    return dayInZone(office.zone, isoInstant(this.#options.environment.now()));
  }

  #demandDuties(dutyIds: readonly string[]): void {
    const known = new Set(this.#records.duties().map(({ dutyId }) => dutyId));
    if (dutyIds.some((dutyId) => !known.has(dutyId))) throw new Refusal('conflict', 'error.dutiesChangedMeanwhile');
  }

  #person(personId: string): PersonOfOffice {
    const person = this.#records.people().find((other) => other.personId === personId);
    if (person === undefined) throw new Refusal('not-found', 'error.personNotFound');
    return person;
  }

  #write(work: Parameters<PassDocumentOptions['store']['commit']>[0]): void {
    this.#options.store.commit(work);
    this.#options.onChanged('directories', 'cards');
  }
}

function isCertain({ suggestion, obstacles, alikePassed }: DocumentToPass): boolean {
  return suggestion.person !== null && suggestion.senderKnown && obstacles.length === 0 && alikePassed.length === 0;
}

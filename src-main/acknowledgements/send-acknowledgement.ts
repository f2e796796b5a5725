import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { PEOPLE_IN_OPERATION } from '#shared/sync/kinds/acknowledgements.ts';
import { operationActor } from '#shared/sync/operation.ts';
import { streamOf } from '../registration/streams.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { AcknowledgementRecords, DirectoryPerson, ListRecord } from './acknowledgement-records.ts';
import type { AcknowledgementTerms } from './acknowledgement-terms.ts';

/** Accounts that one operation lets read; their ids stay far below the limit of an operation. */
const READERS_IN_OPERATION = 500;

export interface SendOptions {
  readonly store: Store;
  readonly records: AcknowledgementRecords;
  readonly terms: () => AcknowledgementTerms;
  readonly now: () => string;
  /** Working days of the term for what is sent on a day, and the calendar's name (ACK-05). */
  readonly term: (sentOn: string) => { readonly workingDays: number; readonly calendarVersion: string };
  /** Lets accounts read the card from now on, in the transaction that sends it. */
  readonly letRead: (transaction: Transaction, card: Card, accountIds: readonly string[], actor: Actor) => void;
  /** Whether a kind demands the employee's simple signature (SIGN-13). */
  readonly demandsSimple: (kindId: string) => boolean;
  /** The card, if the actor may read it. @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
}

/** Sends documents for acknowledgement, asks further people and takes requests back. */
export class SendAcknowledgement {
  readonly #options: SendOptions;

  constructor(options: SendOptions) {
    this.#options = options;
  }

  request({ listId, documentId, form, note, withDocumentId, personIds }: MethodCheckedInput<'acknowledgements.request'>, actor: Actor): void {
    const { store, records, readable } = this.#options;
    store.commit((transaction) => {
      const card = readable(documentId, actor);
      const before = records.list(listId);
      if (before !== null) {
        // The same call again; another document under this id would be somebody else's list.
        if (before.documentId !== documentId) throw new Refusal('conflict', 'error.acknowledgement.listUsed');
        return;
      }
      if (card.state === 'void') throw new Refusal('refused', 'error.cardVoid', { index: card.registrationIndex });
      // A mark in the system is no signature of the employee, and the kind demands one (SIGN-13, ACK-06).
      if (form === 'mark' && card.medium === 'electronic' && this.#options.demandsSimple(card.kindId)) throw new Refusal('refused', 'error.acknowledgement.sendSimple', {}, [{ path: 'form', message: 'error.acknowledgement.sendSimple' }]);
      if (withDocumentId !== null && readable(withDocumentId, actor).documentId === documentId) throw new Refusal('refused', 'error.acknowledgement.withItself', {}, [{ path: 'withDocumentId', message: 'error.acknowledgement.withItself' }]);
      const people = this.#known(personIds);
      this.ask(transaction, card, { listId, form, note, withDocumentId }, people, actor);
    });
  }

  /** A new list, in the transaction that sends it. */
  ask(transaction: Transaction, card: Card, { listId, form, note, withDocumentId }: Pick<ListRecord, 'listId' | 'form' | 'note' | 'withDocumentId'>, people: readonly DirectoryPerson[], actor: Actor): void {
    const { documentId } = card;
    const { workingDays, calendarVersion } = this.#options.term(this.#options.terms().days.today);
    const [first = [], ...further] = portions(people, PEOPLE_IN_OPERATION);
    transaction.append({
      kind: 'acknowledgement.requested',
      entity: documentId,
      stream: streamOf(card),
      actor: operationActor(actor),
      payload: { listId, documentId, form, note, withDocumentId, workingDays, calendarVersion, people: this.#asked(first, workingDays) },
      changes: [{ field: `acknowledgement.form.${form}`, before: null, after: namesOf(first) }, ...(note === '' ? [] : [{ field: 'acknowledgement.note', before: null, after: note }])],
    });
    this.#add(transaction, card, { listId, stepId: listId, workingDays, calendarVersion }, further, actor);
    this.#letRead(transaction, card, people, actor);
  }

  /** Further people of a list, in the transaction that asks them. */
  join(transaction: Transaction, card: Card, list: ListRecord, stepId: string, people: readonly DirectoryPerson[], actor: Actor): void {
    const { calendarVersion } = this.#options.term(this.#options.terms().days.today);
    this.#add(transaction, card, { listId: list.listId, stepId, workingDays: list.workingDays, calendarVersion }, portions(people, PEOPLE_IN_OPERATION), actor);
    this.#letRead(transaction, card, people, actor);
  }

  addPeople({ listId, stepId, personIds }: MethodCheckedInput<'acknowledgements.addPeople'>, actor: Actor): void {
    const { store, records, readable } = this.#options;
    store.commit((transaction) => {
      const list = this.#list(listId);
      const card = readable(list.documentId, actor);
      if (card.state === 'void') throw new Refusal('refused', 'error.cardVoid', { index: card.registrationIndex });
      const facts = records.facts(list);
      if (facts.withdrawals.some(({ personId }) => personId === null)) throw new Refusal('refused', 'error.acknowledgement.withdrawn');
      const people = this.#known(personIds);
      const there = new Set(facts.people.map(({ personId }) => personId));
      this.join(transaction, card, list, stepId, people.filter(({ personId }) => !there.has(personId)), actor);
      // Somebody who was asked without an account may have one now.
      this.#letRead(transaction, card, people, actor);
    });
  }

  withdraw({ listId, stepId, personIds, reason }: MethodCheckedInput<'acknowledgements.withdraw'>, actor: Actor): void {
    const { store, records, readable } = this.#options;
    store.commit((transaction) => {
      const list = this.#list(listId);
      const card = readable(list.documentId, actor);
      if (records.hasStep(listId, stepId)) return;
      const { people } = records.facts(list, personIds);
      if (personIds !== null && people.length < new Set(personIds).size) throw new Refusal('not-found', 'error.acknowledgement.notAsked');
      transaction.append({
        kind: 'acknowledgement.withdrawn',
        entity: list.documentId,
        stream: streamOf(card),
        actor: operationActor(actor),
        payload: { listId, documentId: list.documentId, stepId, personIds: personIds === null ? null : [...new Set(personIds)], reason },
        changes: [...(personIds === null ? [] : [{ field: 'acknowledgement.people', before: null, after: namesOf(people.slice(0, PEOPLE_IN_OPERATION)) }]), { field: 'reason', before: null, after: reason }],
      });
    });
  }

  #list(listId: string): ListRecord {
    const list = this.#options.records.list(listId);
    if (list === null) throw new Refusal('not-found', 'error.acknowledgement.listNotFound');
    return list;
  }

  #known(personIds: readonly string[]): DirectoryPerson[] {
    const people = this.#options.records.directory(personIds);
    if (people.length < new Set(personIds).size) throw new Refusal('not-found', 'error.personNotFound');
    return people;
  }

  #asked(people: readonly DirectoryPerson[], workingDays: number) {
    const terms = this.#options.terms();
    const now = this.#options.now();
    return people.map((person) => ({ ...person, dueAt: terms.due(person.personId, now, workingDays).at }));
  }

  #add(transaction: Transaction, card: Card, step: { readonly listId: string; readonly stepId: string; readonly workingDays: number; readonly calendarVersion: string }, parts: readonly (readonly DirectoryPerson[])[], actor: Actor): void {
    const { workingDays, ...named } = step;
    for (const part of parts) {
      transaction.append({
        kind: 'acknowledgement.peopleAdded',
        entity: card.documentId,
        stream: streamOf(card),
        actor: operationActor(actor),
        payload: { ...named, documentId: card.documentId, people: this.#asked(part, workingDays) },
        changes: [{ field: 'acknowledgement.people', before: null, after: namesOf(part) }],
      });
    }
  }

  #letRead(transaction: Transaction, card: Card, people: readonly DirectoryPerson[], actor: Actor): void {
    const readers = this.#options.records.readers(card.documentId);
    const accounts = [...new Set(people.flatMap(({ accountId }) => (accountId === null || readers.has(accountId) ? [] : [accountId])))];
    for (const part of portions(accounts, READERS_IN_OPERATION)) this.#options.letRead(transaction, card, part, actor);
  }
}

function namesOf(people: readonly { readonly name: string }[]): string {
  return people.map(({ name }) => name).join(', ');
}

function portions<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

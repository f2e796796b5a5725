import { Refusal } from '#shared/contract/errors.ts';
import type { AskedPersonShown, OwnAcknowledgement, ShownAcknowledgementList } from '#shared/contract/acknowledgements.ts';
import type { Card } from '#shared/contract/registration.ts';
import { type AcknowledgementWay, OPEN_STATES, standings } from '#shared/domain/acknowledgement.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { WorkingCalendar } from '#shared/domain/working-calendar.ts';
import { type DatedPeriod, periodHolds } from '#shared/domain/working-day.ts';
import type { AbsencePeriod } from '#shared/domain/working-time.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import type { CardRecords } from '../registration/card-records.ts';
import type { RulePack } from '../rule-packs/index.ts';
import type { SimpleSigning } from '../simple-signatures/simple-signing.ts';
import type { Store, Transaction } from '../store/store.ts';
import { AcknowledgementRecords } from './acknowledgement-records.ts';
import { AcknowledgementTerms } from './acknowledgement-terms.ts';
import { AcknowledgementViews } from './acknowledgement-views.ts';
import { type CheckedDocument, type ContractSignature, MarkAcknowledgement } from './mark-acknowledgement.ts';
import { RequiredActs } from './required-acts.ts';
import { RequirementRecords } from './requirement-records.ts';
import { SendAcknowledgement } from './send-acknowledgement.ts';

export interface AcknowledgementsOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly cards: CardRecords;
  readonly rules: { readonly calendar: () => WorkingCalendar; readonly acknowledgementDays: (sentOn: string) => number; readonly pack: () => RulePack };
  readonly documentLanguages: () => readonly Language[];
  /** Leave, trips and sickness of a person: his clock stands still (ACK-07). */
  readonly absencesOf: (personId: string) => readonly AbsencePeriod[];
  readonly checked: (documentId: string) => Promise<CheckedDocument | null>;
  readonly letRead: (transaction: Transaction, card: Card, accountIds: readonly string[], actor: Actor) => void;
  /** The card, if the actor may read it. @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
  /** The one way in which a password signs (ACK-06). */
  readonly simpleSigning: Pick<SimpleSigning, 'signByPassword' | 'hrProblem'>;
  /** Whether a kind demands the employee's simple signature (SIGN-13). */
  readonly demandsSimple: (kindId: string) => boolean;
  /** The unit and those above it (ACK-08). */
  readonly unitAndAbove: (unitId: string) => readonly string[];
  readonly onChanged: () => void;
}

/** An acknowledgement says more of a person than a refusal, and that more than nothing. */
function saysMore(one: AskedPersonShown, other: AskedPersonShown): boolean {
  const told = ({ mark, state }: AskedPersonShown): number => (mark === null ? 0 : state === 'refused' ? 1 : 2);
  return told(one) > told(other);
}

/** Acknowledgement of registered documents: who is asked, who acknowledged how and when, what is overdue (ACK-01 … ACK-10). */
export class AcknowledgementsRoom {
  readonly #options: AcknowledgementsOptions;
  readonly #records: AcknowledgementRecords;
  readonly #views: AcknowledgementViews;
  readonly #sending: SendAcknowledgement;
  readonly #marking: MarkAcknowledgement;
  readonly #required: RequiredActs;

  constructor(options: AcknowledgementsOptions) {
    this.#options = options;
    const { store, environment, cards, rules, documentLanguages, absencesOf, checked, letRead, readable, simpleSigning, demandsSimple, unitAndAbove } = options;
    const now = (): string => isoInstant(environment.now());
    const records = new AcknowledgementRecords(store.database);
    const terms = (): AcknowledgementTerms => {
      const calendar = rules.calendar();
      return new AcknowledgementTerms({ calendar, today: dayInZone(calendar.zone, now()), absencesOf });
    };
    const term = (sentOn: string) => ({ workingDays: rules.acknowledgementDays(sentOn), calendarVersion: rules.calendar().version });
    this.#records = records;
    this.#views = new AcknowledgementViews({ records, terms, rulePack: rules.pack, documentLanguages, card: (documentId) => cards.byId(documentId), isReadable: (card, actor) => cards.isReadable(card, actor) });
    this.#sending = new SendAcknowledgement({ store, records, terms, now, term, letRead, demandsSimple, readable });
    this.#required = new RequiredActs({ store, records, requirements: new RequirementRecords(store.database), views: this.#views, sending: this.#sending, terms, unitAndAbove, cardFor: (documentId, actor) => this.#cardFor(documentId, actor), readable, demandsSimple, newId: () => newId(environment) });
    this.#marking = new MarkAcknowledgement({ store, records, views: this.#views, terms, martialLaw: () => this.#martialLaw(), checked, readable, cardFor: (documentId, actor) => this.#cardFor(documentId, actor), simpleSigning, demandsSimple, newId: () => newId(environment) });
  }

  readonly handlers: RoomHandlers<'acknowledgements'> = {
    ofDocument: ({ documentId }, { actor }) => {
      this.#options.readable(documentId, actor);
      const lists = this.#records.listsOfDocument(documentId);
      const { calendar } = this.#options.rules;
      const today = dayInZone(calendar().zone, isoInstant(this.#options.environment.now()));
      return { lists: lists.map((list) => this.#views.list(list, actor)), own: this.#views.own(lists, actor), martialLaw: this.#martialLaw().some((period) => periodHolds(period, today)) };
    },
    mine: ({ open }, { actor }) => ({ items: open ? this.openOf(actor) : this.#of(actor) }),
    request: (input, { actor }) => {
      this.#sending.request(input, actor);
      return this.#changed(input.listId, actor);
    },
    addPeople: (input, { actor }) => {
      this.#sending.addPeople(input, actor);
      return this.#changed(input.listId, actor);
    },
    withdraw: (input, { actor }) => {
      this.#sending.withdraw(input, actor);
      return this.#changed(input.listId, actor);
    },
    acknowledge: async (input, { actor }) => {
      const acknowledged = await this.#marking.acknowledge(input, actor);
      this.#options.onChanged();
      return { acknowledged };
    },
    record: (input, { actor }) => {
      this.#marking.record(input, actor);
      return this.#changed(input.listId, actor);
    },
    requireAct: (input, { actor }) => {
      this.#required.require(input, actor);
      this.#options.onChanged();
      return { required: this.#required.of(input.documentId, actor) };
    },
    requirement: ({ documentId }, { actor }) => ({ required: this.#required.of(documentId, actor) }),
    requiredActs: ({ personId }, { actor }) => this.#required.view(personId, actor),
    sendMissing: (input, { actor }) => {
      const sent = this.#required.send(input, actor);
      if (sent > 0) this.#options.onChanged();
      return { sent };
    },
    localActs: (input, { actor }) => ({ employees: this.#views.localActs(input, actor) }),
  };

  /** What still waits for the actor to acknowledge, what is due first (HRC-05). */
  openOf(actor: Actor): OwnAcknowledgement[] {
    return this.#of(actor).filter(({ state }) => OPEN_STATES.includes(state));
  }

  /**
   * People of the document's sheet of acknowledgement by name, each once, by the list that says most of him. Nobody for
   * whom it is no business who has read what: he gets the blank sheet.
   */
  sheetOf(documentId: string, actor: Actor): AskedPersonShown[] {
    if (!this.#views.seesEverybody(actor)) return [];
    const people = new Map<string, AskedPersonShown>();
    for (const person of this.#records.listsOfDocument(documentId).flatMap((list) => this.#views.list(list, actor).people)) {
      const before = people.get(person.personId);
      if (person.state !== 'withdrawn' && (before === undefined || saysMore(person, before))) people.set(person.personId, person);
    }
    return [...people.values()].toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  }

  /** Documents that the person acknowledges with the signature of a contract (ACK-10), and whether he has. */
  withContract(documentId: string, personId: string, actor: Actor): { readonly documentId: string; readonly registrationIndex: string; readonly done: boolean }[] {
    return this.#records.listsWith(documentId).flatMap((list) => {
      const card = this.#cardFor(list.documentId, actor);
      const [standing] = standings(this.#records.facts(list, [personId]));
      if (card === null || standing === undefined || standing.withdrawn) return [];
      return [{ documentId: card.documentId, registrationIndex: card.registrationIndex, done: standing.mark !== null && standing.mark.way !== 'refusal' }];
    });
  }

  /** Marks what a contract's signature acknowledges, in the transaction that records it. */
  byContract(transaction: Transaction, signature: ContractSignature, actor: Actor): void {
    this.#marking.byContract(transaction, signature, actor);
  }

  #cardFor(documentId: string, actor: Actor): Card | null {
    const card = this.#options.cards.byId(documentId);
    return card !== null && this.#options.cards.isReadable(card, actor) ? card : null;
  }

  /** Everybody who is or was asked to acknowledge the document and was not taken off a list, with the mark that counts (SIGN-13). */
  askedOf(documentId: string): { readonly listId: string; readonly personId: string; readonly name: string; readonly way: AcknowledgementWay | null }[] {
    return this.#records.listsOfDocument(documentId).flatMap((list) =>
      this.#views
        .people(list, this.#records.facts(list))
        .filter(({ state }) => state !== 'withdrawn')
        .map(({ personId, name, mark }) => ({ listId: list.listId, personId, name, way: mark?.way ?? null })),
    );
  }

  #of(actor: Actor): OwnAcknowledgement[] {
    const own = this.#records.ownPeople(actor.accountId);
    return own.length === 0 ? [] : this.#views.own(this.#records.listsOfPeople(own), actor);
  }

  #martialLaw(): readonly DatedPeriod[] {
    return this.#options.rules.calendar().martialLaw;
  }

  #changed(listId: string, actor: Actor): ShownAcknowledgementList {
    this.#options.onChanged();
    const list = this.#records.list(listId);
    if (list === null) throw new Refusal('not-found', 'error.acknowledgement.listNotFound');
    return this.#views.list(list, actor);
  }
}

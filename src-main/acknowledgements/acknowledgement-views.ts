import type { AgreedText, AskedPersonShown, OwnAcknowledgement, ShownAcknowledgementList, ShownMark } from '#shared/contract/acknowledgements.ts';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import { isLate, OPEN_STATES, type PersonStanding, requestToShow, standings, stateOf } from '#shared/domain/acknowledgement.ts';
import type { Language } from '#shared/domain/languages.ts';
import { isLocalActInForce } from '#shared/domain/local-act.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import { fillPlaces, type RulePack, sentenceAt } from '../rule-packs/index.ts';
import type { AcknowledgementRecords, ListFacts, ListRecord, PersonRecord } from './acknowledgement-records.ts';
import type { AcknowledgementTerms } from './acknowledgement-terms.ts';

export interface ViewOptions {
  readonly records: AcknowledgementRecords;
  /** Terms as of now. */
  readonly terms: () => AcknowledgementTerms;
  readonly rulePack: () => RulePack;
  readonly documentLanguages: () => readonly Language[];
  /** The card, whoever asks; null: it is not here. */
  readonly card: (documentId: string) => Card | null;
  readonly isReadable: (card: Card, actor: Actor) => boolean;
}

type Employee = MethodOutput<'acknowledgements.localActs'>['employees'][number];
type DocumentName = OwnAcknowledgement['document'];

/** What people see of lists: states and days left are computed here, stored nowhere. */
export class AcknowledgementViews {
  readonly #options: ViewOptions;

  constructor(options: ViewOptions) {
    this.#options = options;
  }

  /** Everybody's line for whoever sends or records; one's own for anybody else: who has read what is not everyone's business. */
  list(list: ListRecord, actor: Actor, terms: AcknowledgementTerms = this.#options.terms()): ShownAcknowledgementList {
    const { records } = this.#options;
    const facts = records.facts(list);
    const people = this.people(list, facts, terms);
    const seesAll = this.seesEverybody(actor);
    const own = seesAll ? [] : records.ownPeople(actor.accountId);
    const whole = facts.withdrawals.find(({ personId }) => personId === null);
    const { listId, documentId, form, note, sentAt, sentBy, workingDays, calendarVersion } = list;
    return {
      listId,
      documentId,
      form,
      note,
      sentAt,
      sentBy,
      workingDays,
      calendarVersion,
      withDocument: this.#named(list.withDocumentId, actor),
      withdrawn: whole === undefined ? null : { at: whole.at, by: whole.by, reason: whole.reason },
      people: people.filter(({ personId }) => seesAll || own.includes(personId)),
      asked: people.length,
      acknowledged: people.filter(({ state }) => state === 'acknowledged').length,
      overdue: people.filter(({ state }) => state === 'overdue').length,
    };
  }

  /** Whether it is the actor's business who else was asked and what he did. */
  seesEverybody(actor: Actor): boolean {
    return hasRight(actor, 'acknowledgement.send') || hasRight(actor, 'card.correct');
  }

  /** People of a list by name, each with state, term and mark. */
  people(list: ListRecord, facts: ListFacts, terms: AcknowledgementTerms = this.#options.terms()): AskedPersonShown[] {
    const byPerson = new Map(standings(facts).map((standing) => [standing.personId, standing]));
    return facts.people.flatMap((person) => {
      const standing = byPerson.get(person.personId);
      return standing === undefined ? [] : [shownPerson(list, facts, person, standing, terms)];
    });
  }

  /** What the actor has to acknowledge, or did: what is due first. Of several lists of one document that wait for him it shows one. */
  own(lists: readonly ListRecord[], actor: Actor): OwnAcknowledgement[] {
    const { records, card, isReadable } = this.#options;
    const own = records.ownPeople(actor.accountId);
    if (own.length === 0) return [];
    const terms = this.#options.terms();
    const lines = lists.flatMap((list): { readonly list: ListRecord; readonly item: OwnAcknowledgement }[] => {
      const document = card(list.documentId);
      if (document === null || document.state === 'void' || !isReadable(document, actor)) return [];
      const people = this.people(list, records.facts(list, own), terms);
      // Somebody with two posts on one list acknowledges for both at once: the line that waits stands for them.
      const [shown] = people.toSorted((one, other) => Number(OPEN_STATES.includes(other.state)) - Number(OPEN_STATES.includes(one.state)));
      if (shown === undefined) return [];
      const { listId, form, note, sentBy } = list;
      return [{ list, item: { listId, document: nameOf(document), form, note, sentAt: shown.sentAt, sentBy, dueOn: shown.dueOn, daysLeft: shown.daysLeft, state: shown.state, withDocument: this.#named(list.withDocumentId, actor), texts: this.texts(list, document) } }];
    });
    const open = lines.filter(({ item }) => OPEN_STATES.includes(item.state));
    const isShown = ({ list, item }: (typeof lines)[number]): boolean => !OPEN_STATES.includes(item.state) || requestToShow(open.filter((other) => isSameDocument(list, other.list)).map((other) => other.item)) === item;
    return lines.filter(isShown).map(({ item }) => item).toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0));
  }

  /** What a person agrees to, in the document languages of the office (SIGN-19: at a conclusion, with the terms too). */
  texts(list: ListRecord, document: Card): AgreedText[] {
    const { rulePack, documentLanguages, card } = this.#options;
    const pack = rulePack();
    const main = list.withDocumentId === null ? null : card(list.withDocumentId);
    const sentence = main !== null ? 'acknowledgement.conclusion' : list.form !== 'mark' ? 'acknowledgement.signature' : 'acknowledgement.mark';
    return documentLanguages().flatMap((language) => {
      const text = sentenceAt(pack, sentence, language, this.#options.terms().days.today)?.text;
      if (text === undefined) return [];
      const places = { index: document.registrationIndex, date: dayText(document.registrationDate), ...(main === null ? {} : { mainIndex: main.registrationIndex, mainDate: dayText(main.registrationDate) }) };
      return [{ language, text: fillPlaces(text, places) }];
    });
  }

  /** Local acts that people were asked to acknowledge, by person (ACK-08). */
  localActs({ open, personId }: { readonly open: boolean; readonly personId: string | null }, actor: Actor): Employee[] {
    const { records, card } = this.#options;
    const terms = this.#options.terms();
    const employees = new Map<string, Employee>();
    for (const { act, ...list } of records.listsOfLocalActs(actor)) {
      const document = card(list.documentId);
      if (document === null) continue;
      for (const person of this.people(list, records.facts(list, personId === null ? null : [personId]), terms)) {
        const waits = OPEN_STATES.includes(person.state) || person.state === 'refused';
        if (open ? !waits : person.state === 'withdrawn') continue;
        const employee = employees.get(person.personId) ?? { personId: person.personId, name: person.name, position: person.position, unitId: person.unitId, acts: [] };
        employee.acts.push({ listId: list.listId, document: nameOf(document), designation: act.designation, inForce: isLocalActInForce(act, terms.days.today), sentAt: person.sentAt, dueOn: person.dueOn, state: person.state, markedOn: person.mark?.on ?? null });
        employees.set(person.personId, employee);
      }
    }
    return [...employees.values()].toSorted((one, other) => (one.name === other.name ? 0 : one.name < other.name ? -1 : 1));
  }

  /** Another document by its name, for whoever may read it. */
  #named(documentId: string | null, actor: Actor): DocumentName | null {
    const found = documentId === null ? null : this.#options.card(documentId);
    return found !== null && this.#options.isReadable(found, actor) ? nameOf(found) : null;
  }
}

/** Whether both ask for the same document, and with the same contract or none (ACK-10). */
function isSameDocument(one: ListRecord, other: ListRecord): boolean {
  return one.documentId === other.documentId && one.withDocumentId === other.withDocumentId;
}

function nameOf({ documentId, registrationIndex, subject }: Card): DocumentName {
  return { documentId, registrationIndex, subject };
}

function dayText(day: string): string {
  return day.split('-').toReversed().join('.');
}

function shownPerson(list: ListRecord, facts: ListFacts, person: PersonRecord, standing: PersonStanding, terms: AcknowledgementTerms): AskedPersonShown {
  const { day: dueOn } = terms.due(person.personId, standing.sentAt, list.workingDays);
  const state = stateOf(standing, dueOn, terms.days);
  const found = standing.mark === null ? undefined : facts.marks.find(({ markId, personId }) => markId === standing.mark?.markId && personId === person.personId);
  const mark: ShownMark | null = found === undefined ? null : { way: found.way, on: found.on, at: found.at, by: found.by, agreed: found.agreed, signature: found.signature, recorded: found.recorded, late: isLate(found, dueOn), onOtherList: found.listId !== list.listId };
  return {
    personId: person.personId,
    name: person.name,
    position: person.position,
    unitId: person.unitId,
    sentAt: standing.sentAt,
    dueOn,
    state,
    daysLeft: OPEN_STATES.includes(state) ? terms.daysLeft(dueOn) : null,
    mark,
    hasAccount: person.accountId !== null,
  };
}

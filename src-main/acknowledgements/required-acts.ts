import type { EmployeeLacking, RequiredAct } from '#shared/contract/acknowledgements.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import { type ActLine, type ActRequirement, isRequiredOf, type StandingByAct, standingByAct } from '#shared/domain/required-acts.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { operationActor } from '#shared/sync/operation.ts';
import { streamOf } from '../registration/streams.ts';
import type { Store } from '../store/store.ts';
import type { AcknowledgementRecords, ListRecord, PersonInUnit } from './acknowledgement-records.ts';
import type { AcknowledgementTerms } from './acknowledgement-terms.ts';
import type { AcknowledgementViews } from './acknowledgement-views.ts';
import type { RequirementRecord, RequirementRecords } from './requirement-records.ts';
import type { SendAcknowledgement } from './send-acknowledgement.ts';

export interface RequiredActsOptions {
  readonly store: Store;
  readonly records: AcknowledgementRecords;
  readonly requirements: RequirementRecords;
  readonly views: AcknowledgementViews;
  readonly sending: SendAcknowledgement;
  readonly terms: () => AcknowledgementTerms;
  /** The unit and those above it. */
  readonly unitAndAbove: (unitId: string) => readonly string[];
  /** The card, if the actor may read it; null otherwise. */
  readonly cardFor: (documentId: string, actor: Actor) => Card | null;
  /** @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly demandsSimple: (kindId: string) => boolean;
  readonly newId: () => string;
}

interface Lacking {
  readonly person: PersonInUnit;
  readonly standing: StandingByAct;
}

interface JudgedAct {
  readonly requirement: RequirementRecord;
  readonly card: Card;
  readonly designation: string | null;
  /** Everybody who has to know it. */
  readonly people: number;
  readonly lacking: readonly Lacking[];
}

/** Acts on HR e-document flow that everybody has to know, and who has not acknowledged them (ACK-08, NOT-03). */
export class RequiredActs {
  readonly #options: RequiredActsOptions;

  constructor(options: RequiredActsOptions) {
    this.#options = options;
  }

  of(documentId: string, actor: Actor): MethodOutput<'acknowledgements.requirement'>['required'] {
    const found = this.#options.requirements.of(this.#options.readable(documentId, actor).documentId);
    return found === null ? null : shownRequirement(found);
  }

  require({ documentId, stepId, required }: MethodCheckedInput<'acknowledgements.requireAct'>, actor: Actor): void {
    const { store, requirements, readable, demandsSimple } = this.#options;
    store.commit((transaction) => {
      const card = readable(documentId, actor);
      if (card.state === 'void') throw new Refusal('refused', 'error.cardVoid', { index: card.registrationIndex });
      if (required?.form === 'mark' && card.medium === 'electronic' && demandsSimple(card.kindId)) throw new Refusal('refused', 'error.acknowledgement.sendSimple', {}, [{ path: 'required.form', message: 'error.acknowledgement.sendSimple' }]);
      const before = requirements.of(documentId);
      if (before?.stepId === stepId || sameRequirement(before, required)) return;
      transaction.append({
        kind: 'act.acknowledgementRequired',
        entity: documentId,
        stream: streamOf(card),
        actor: operationActor(actor),
        payload: { documentId, stepId, required },
        changes: [required === null ? { field: 'required.stop', before: null, after: card.registrationIndex } : { field: `acknowledgement.form.${required.form}`, before: null, after: required.unitIds === null ? '*' : requirements.unitNames(required.unitIds) }, ...(required?.categories ?? []).map((category) => ({ field: `person.category.${category}`, before: null, after: '*' }))],
      });
    });
  }

  view(personId: string | null, actor: Actor): MethodOutput<'acknowledgements.requiredActs'> {
    const acts = this.#judged(personId, actor);
    const employees = new Map<string, EmployeeLacking>();
    for (const { requirement, lacking } of acts) {
      for (const { person, standing } of lacking) {
        const { name, position, unitId, accountId } = person;
        const employee = employees.get(person.personId) ?? { personId: person.personId, name, position, unitId, hasAccount: accountId !== null, acts: [] };
        employee.acts.push({ documentId: requirement.documentId, ...standing });
        employees.set(person.personId, employee);
      }
    }
    return { acts: acts.map(shownAct), employees: [...employees.values()].toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)) };
  }

  /** All in one transaction: what is sent is sent to everybody or to nobody. @returns how many requests were sent */
  send({ personId, documentId }: MethodCheckedInput<'acknowledgements.sendMissing'>, actor: Actor): number {
    const { store, records, sending, newId } = this.#options;
    return store.commit((transaction) => {
      let sent = 0;
      for (const { requirement, card, lacking } of this.#judged(personId, actor)) {
        if (documentId !== null && requirement.documentId !== documentId) continue;
        const people = lacking.filter(({ standing }) => standing.state === 'notAsked').map(({ person }) => ({ personId: person.personId, name: person.name, position: person.position, accountId: person.accountId }));
        sent += people.length;
        const list = this.#standingList(requirement);
        // Whoever was taken off that list stays off it: he is asked by another.
        const there = new Set(list === null ? [] : records.facts(list).people.map((one) => one.personId));
        const further = list === null ? [] : people.filter((one) => !there.has(one.personId));
        const anew = list === null ? people : people.filter((one) => there.has(one.personId));
        if (list !== null && further.length > 0) sending.join(transaction, card, list, newId(), further, actor);
        if (anew.length > 0) sending.ask(transaction, card, { listId: newId(), form: requirement.form, note: '', withDocumentId: null }, anew, actor);
      }
      return sent;
    });
  }

  /** The list that further people join, so that an act has not one for each who enters. */
  #standingList({ documentId, form }: RequirementRecord): ListRecord | null {
    const { records } = this.#options;
    return records.listsOfDocument(documentId).find((list) => list.form === form && list.withDocumentId === null && !records.facts(list, []).withdrawals.some((one) => one.personId === null)) ?? null;
  }

  #judged(personId: string | null, actor: Actor): JudgedAct[] {
    const { records, requirements, terms, unitAndAbove, cardFor } = this.#options;
    const people = records.everybody().filter((person) => personId === null || person.personId === personId);
    const above = new Map<string, readonly string[]>();
    const unitsOf = (unitId: string): readonly string[] => {
      const known = above.get(unitId) ?? unitAndAbove(unitId);
      above.set(unitId, known);
      return known;
    };
    const { today } = terms().days;
    return requirements.all().flatMap((requirement): JudgedAct[] => {
      const card = cardFor(requirement.documentId, actor);
      const act = requirements.act(requirement.documentId, today);
      if (card === null || card.state === 'void' || act?.inForce === false) return [];
      const lines = byPerson(this.#lines(requirement.documentId));
      const required = people.filter((person) => isRequiredOf(requirement, person, unitsOf));
      const lacking = required
        .map((person) => ({ person, standing: standingByAct(requirement, person, lines(person)) }))
        .filter(({ standing }) => standing.state !== 'acknowledged');
      return [{ requirement, card, designation: act?.designation ?? null, people: required.length, lacking }];
    });
  }

  #lines(documentId: string): ActLine[] {
    const { records, views, terms } = this.#options;
    const now = terms();
    return records.listsOfDocument(documentId).flatMap((list) => {
      const facts = records.facts(list);
      const accounts = new Map(facts.people.map(({ personId, accountId }) => [personId, accountId]));
      return views.people(list, facts, now).map(({ personId, state, mark, dueOn }) => ({ personId, accountId: accounts.get(personId) ?? null, form: list.form, state, way: mark?.way ?? null, dueOn }));
    });
  }
}

/** Lines of a person and of his other posts, found without walking through everybody's. */
function byPerson(lines: readonly ActLine[]): (person: PersonInUnit) => ActLine[] {
  const found = new Map<string, ActLine[]>();
  for (const line of lines) for (const key of new Set([line.personId, line.accountId ?? line.personId])) found.set(key, [...(found.get(key) ?? []), line]);
  return ({ personId, accountId }) => [...new Set([...(found.get(personId) ?? []), ...(accountId === null ? [] : (found.get(accountId) ?? []))])];
}

function shownRequirement({ form, unitIds, categories = null }: ActRequirement): MethodOutput<'acknowledgements.requirement'>['required'] & object {
  return { form, unitIds: unitIds === null ? null : [...unitIds], categories: categories === null ? null : [...categories] };
}

function shownAct({ requirement, card: { documentId, registrationIndex, subject }, designation, people, lacking }: JudgedAct): RequiredAct {
  return { ...shownRequirement(requirement), document: { documentId, registrationIndex, subject }, designation, people, lacking: lacking.length, notAsked: lacking.filter(({ standing }) => standing.state === 'notAsked').length };
}

function sameRequirement(one: ActRequirement | null, other: ActRequirement | null): boolean {
  if (one === null || other === null) return one === other;
  const key = ({ form, unitIds, categories = null }: ActRequirement): string => JSON.stringify([form, unitIds?.toSorted() ?? null, categories?.toSorted() ?? null]);
  return key(one) === key(other);
}

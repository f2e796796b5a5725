import type { AskedPersonShown, OwnAcknowledgement, ShownAcknowledgementList } from '#shared/contract/acknowledgements.ts';
import { type MethodOutput, Refusal } from '#shared/contract/index.ts';
import { fakeId } from './data.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';
import { PEOPLE } from './words.ts';

type Choices = MethodOutput<'review.settings'>['people'];

/** What a fake desk knows of acknowledgement at its start. */
export interface FakeAcknowledgementsOptions {
  readonly lists?: readonly ShownAcknowledgementList[];
  readonly own?: readonly OwnAcknowledgement[];
  readonly martialLaw?: boolean;
  readonly required?: MethodOutput<'acknowledgements.requiredActs'>;
}

const SENT = '2026-03-02T07:00:00Z';

/** A line of a list; what a test does not say is plausible. */
export function askedPerson(changes: Partial<AskedPersonShown> & Pick<AskedPersonShown, 'personId'>): AskedPersonShown {
  return { name: PEOPLE[0], position: 'Доцент', unitId: null, sentAt: SENT, dueOn: '2026-03-05', state: 'waiting', daysLeft: 3, mark: null, hasAccount: true, ...changes };
}

/** A list of these people, with its counts. */
export function acknowledgementList(changes: Partial<ShownAcknowledgementList> & Pick<ShownAcknowledgementList, 'listId' | 'documentId'>): ShownAcknowledgementList {
  const people = changes.people ?? [];
  return {
    form: 'mark',
    note: '',
    sentAt: SENT,
    sentBy: PEOPLE[0],
    workingDays: 3,
    calendarVersion: 'ua-2026.6/five-day',
    withDocument: null,
    withdrawn: null,
    people,
    asked: people.length,
    acknowledged: people.filter(({ state }) => state === 'acknowledged').length,
    overdue: people.filter(({ state }) => state === 'overdue').length,
    ...changes,
  };
}

/** An act that everybody has to know, and everybody but one of so many people lacks it. */
export function requiredActs(people: number): MethodOutput<'acknowledgements.requiredActs'> {
  const document = { documentId: fakeId(7200), registrationIndex: '14-од', subject: 'Про запровадження електронного кадрового документообігу' };
  return {
    acts: [{ form: 'simple', unitIds: null, document, designation: 'Положення про електронний кадровий документообіг', people, lacking: people - 1, notAsked: people - 1 }],
    employees: Array.from({ length: people - 1 }, (_, at) => ({ personId: `e${at + 1}`, name: `Employee ${at + 1}`, position: 'Доцент кафедри', unitId: null, hasAccount: at % 5 !== 4, acts: [{ documentId: document.documentId, state: 'notAsked' as const, dueOn: null }] })),
  };
}

export function fakeAcknowledgements(held: FakeHoldings, options: FakeAcknowledgementsOptions, people: () => Choices): FakeHandlers<'acknowledgements'> {
  let lists = [...(options.lists ?? [])];
  const requirements = new Map<string, MethodOutput<'acknowledgements.requirement'>['required']>();
  let required = options.required ?? { acts: [], employees: [] };
  let own = [...(options.own ?? [])];
  const listOf = (listId: string): ShownAcknowledgementList => {
    const found = lists.find((list) => list.listId === listId);
    if (found === undefined) throw new Refusal('not-found', 'error.acknowledgement.listNotFound');
    return found;
  };
  const put = (list: ShownAcknowledgementList): ShownAcknowledgementList => {
    const counted = acknowledgementList({ ...list, asked: list.people.length, acknowledged: list.people.filter(({ state }) => state === 'acknowledged').length, overdue: list.people.filter(({ state }) => state === 'overdue').length });
    lists = [counted, ...lists.filter(({ listId }) => listId !== list.listId)];
    held.changed(['cards']);
    return counted;
  };
  const asked = (personIds: readonly string[]): AskedPersonShown[] =>
    people().filter(({ personId }) => personIds.includes(personId)).map(({ personId, name, position, unitId, accountId }) => askedPerson({ personId, name, position, unitId, hasAccount: accountId !== null }));
  return {
    'acknowledgements.ofDocument': ({ documentId }) => ({ lists: lists.filter((list) => list.documentId === documentId), own: own.filter(({ document }) => document.documentId === documentId), martialLaw: options.martialLaw ?? false }),
    'acknowledgements.mine': ({ open }) => ({ items: own.filter(({ state }) => !open || state !== 'acknowledged') }),
    'acknowledgements.request': ({ listId, documentId, form, note, personIds }) => put(acknowledgementList({ listId, documentId, form, note, people: asked(personIds) })),
    'acknowledgements.addPeople': ({ listId, personIds }) => {
      const list = listOf(listId);
      return put({ ...list, people: [...list.people, ...asked(personIds).filter(({ personId }) => !list.people.some((one) => one.personId === personId))] });
    },
    'acknowledgements.withdraw': ({ listId, personIds, reason }) => {
      const list = listOf(listId);
      if (personIds !== null) return put({ ...list, people: list.people.map((person) => (personIds.includes(person.personId) && person.mark === null ? { ...person, state: 'withdrawn', daysLeft: null } : person)) });
      return put({ ...list, withdrawn: { at: SENT, by: PEOPLE[0], reason }, people: list.people.map((person) => (person.mark === null ? { ...person, state: 'withdrawn', daysLeft: null } : person)) });
    },
    'acknowledgements.acknowledge': ({ documents }) => {
      const done = documents.map(({ listId }) => listId);
      own = own.map((item) => (done.includes(item.listId) ? { ...item, state: 'acknowledged', daysLeft: null } : item));
      held.changed(['cards']);
      return { acknowledged: done };
    },
    'acknowledgements.record': ({ listId, personIds, entry }) => {
      const list = listOf(listId);
      const mark = { way: entry.way, on: entry.on, at: SENT, by: PEOPLE[0], agreed: null, signature: null, recorded: entry, late: false, onOtherList: false };
      return put({ ...list, people: list.people.map((person) => (personIds.includes(person.personId) ? { ...person, state: entry.way === 'refusal' ? 'refused' : 'acknowledged', daysLeft: null, mark } : person)) });
    },
    'acknowledgements.requirement': ({ documentId }) => ({ required: requirements.get(documentId) ?? null }),
    'acknowledgements.requireAct': ({ documentId, required }) => {
      requirements.set(documentId, required);
      held.changed(['cards']);
      return { required };
    },
    'acknowledgements.requiredActs': () => required,
    'acknowledgements.sendMissing': ({ personId, documentId }) => {
      let sent = 0;
      const employees = required.employees.map((employee) => ({
        ...employee,
        acts: employee.acts.map((act) => {
          if (act.state !== 'notAsked' || (personId !== null && personId !== employee.personId) || (documentId !== null && documentId !== act.documentId)) return act;
          sent += 1;
          return { ...act, state: 'waiting' as const, dueOn: '2026-03-10' };
        }),
      }));
      const notAsked = (id: string): number => employees.flatMap(({ acts }) => acts).filter((act) => act.documentId === id && act.state === 'notAsked').length;
      required = { acts: required.acts.map((act) => ({ ...act, notAsked: notAsked(act.document.documentId) })), employees };
      held.changed(['cards']);
      return { sent };
    },
    'acknowledgements.localActs': () => ({ employees: [] }),
  };
}

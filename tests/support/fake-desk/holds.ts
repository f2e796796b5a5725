import { Refusal } from '#shared/contract/index.ts';
import type { Hold, HoldSubject } from '#shared/contract/holds.ts';
import { fakeId } from './data.ts';
import { type FakeHandlers, type FakeHoldings, notFound } from './holdings.ts';
import { PEOPLE } from './words.ts';

export interface FakeHoldsOptions {
  readonly holds?: readonly Hold[];
}

const CASE: HoldSubject = { kind: 'case', caseId: 'case-01-05', index: '01-05', title: 'Листування з органами державної влади з питань освітньої, наукової та міжнародної діяльності університету', year: 2024 };
const CASES: readonly HoldSubject[] = [CASE, { kind: 'case', caseId: 'case-02-01', index: '02-01', title: 'Накази з кадрових питань', year: 2024 }];

/** A hold; what a test does not say is plausible. */
export function fakeHold(at: number, changes: Partial<Hold> = {}): Hold {
  return { holdId: fakeId(9300 + at), ground: 'court', reason: 'Справа № 520/1234/26 за позовом колишнього працівника', reference: 'Ухвала від 02.03.2026', placedAt: '2026-03-03T09:00:00Z', placedBy: PEOPLE[0], subjects: [CASE], lifted: null, ...changes };
}

export function fakeHolds(held: FakeHoldings, { holds: first = [] }: FakeHoldsOptions = {}): FakeHandlers<'holds'> {
  let holds = [...first];
  const standing = (): Hold[] => holds.filter(({ lifted }) => lifted === null);
  const documents = (): HoldSubject[] => held.cards.slice(0, 20).map(({ documentId, registrationIndex, subject }) => ({ kind: 'document', documentId, index: registrationIndex, subject }));
  return {
    'holds.list': ({ lifted, after, limit }) => {
      const chosen = holds.filter((one) => (one.lifted !== null) === lifted);
      const from = after === null ? 0 : chosen.findIndex(({ holdId }) => holdId === after) + 1;
      return { holds: chosen.slice(from, from + limit), more: chosen.length > from + limit, standing: standing().length, lifted: holds.length - standing().length };
    },
    'holds.of': (subject) => ({ holds: standing().filter(({ subjects }) => subjects.some((one) => ('caseId' in subject ? one.kind === 'case' && one.caseId === subject.caseId : one.kind === 'document' && one.documentId === subject.documentId))) }),
    'holds.find': ({ text }) => ({ subjects: [...CASES, ...documents()].filter(({ index }) => index?.includes(text) === true).slice(0, 20) }),
    'holds.place': ({ caseIds, documentIds, ...rest }) => {
      const subjects = [...CASES, ...documents()].filter((one) => (one.kind === 'case' ? caseIds.includes(one.caseId) : documentIds.includes(one.documentId)));
      const made = fakeHold(0, { ...rest, placedAt: '2026-03-05T09:00:00Z', subjects });
      holds = [made, ...holds];
      held.changed(['archive']);
      return made;
    },
    'holds.lift': ({ holdId, reason }) => {
      const hold = holds.find((one) => one.holdId === holdId) ?? notFound();
      if (hold.lifted !== null) throw new Refusal('conflict', 'error.holdLiftedAlready', { name: hold.lifted.by });
      const lifted = { ...hold, lifted: { at: '2026-03-05T09:00:00Z', by: PEOPLE[0], reason } };
      holds = holds.map((one) => (one === hold ? lifted : one));
      held.changed(['archive']);
      return lifted;
    },
  };
}

import type { MethodCheckedInput, MethodInput, MethodOutput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { FoundRow, SearchQuestion } from '#shared/contract/search.ts';

type Question = MethodInput<'search.facets'>;

/** What of a fake desk lies in the archive, by document. */
export type FakeArchive = Readonly<Record<string, NonNullable<FoundRow['archive']>>>;

function found(cards: readonly Card[], { text = '', filters }: Question, archived: FakeArchive): Card[] {
  const wanted = text.toLowerCase();
  const { directions = [], verdicts = [], kinds = [], journals = [], archive = [] } = (filters ?? {}) as Partial<SearchQuestion['filters']>;
  return cards.filter(
    (card) =>
      (directions.length === 0 || directions.includes(card.direction)) &&
      (kinds.length === 0 || kinds.includes(card.kindId)) &&
      (journals.length === 0 || journals.includes(card.journalId)) &&
      (archive.length === 0 || archive.some((state) => state === archived[card.documentId])) &&
      (verdicts.length === 0 || verdicts.includes(card.verdict ?? 'none')) &&
      [card.registrationIndex, card.correspondent, card.subject].some((part) => part?.toLowerCase().includes(wanted) === true),
  );
}

function rowOf(card: Card, archived: FakeArchive): FoundRow {
  return { ...card, registeredBy: card.registeredBy.name, archive: archived[card.documentId] ?? null };
}

export function fakePage(cards: readonly Card[], question: MethodInput<'search.page'>, archived: FakeArchive): MethodOutput<'search.page'> {
  const all = found(cards, question, archived);
  const from = Number(question.after ?? 0);
  const to = from + (question.limit ?? 50);
  return { rows: all.slice(from, to).map((card) => rowOf(card, archived)), next: to < all.length ? String(to) : null, waiting: 0 };
}

export function fakeFacets(cards: readonly Card[], question: Question, archived: FakeArchive): MethodOutput<'search.facets'> {
  const all = found(cards, question, archived);
  const values = (of: (card: Card) => string | null) => [...Map.groupBy(all, of)].flatMap(([value, group]) => (value === null ? [] : [{ value, count: group.length, exact: true }]));
  return {
    total: { count: all.length, exact: true },
    facets: [
      { facet: 'direction', values: values((card) => card.direction) },
      { facet: 'kind', values: values((card) => card.kindId) },
      { facet: 'year', values: values((card) => String(card.registrationYear)) },
      { facet: 'verdict', values: values((card) => card.verdict ?? 'none') },
      { facet: 'archive', values: values((card) => archived[card.documentId] ?? null) },
      { facet: 'correspondent', values: values((card) => card.correspondent).slice(0, 8) },
    ],
  };
}

/** The journal of the demonstration window: newest number first, from any number on. */
export function fakeJournal(cards: readonly Card[], { journalId, year, place, limit = 100 }: MethodInput<'search.journal'> | MethodCheckedInput<'search.journal'>, archived: FakeArchive): MethodOutput<'search.journal'> {
  const all = cards.filter((card) => card.journalId === journalId && card.registrationYear === year).toSorted((a, b) => b.registrationNumber - a.registrationNumber);
  const from = place?.at === 'number' ? all.filter((card) => card.registrationNumber <= place.number) : all;
  return { rows: from.slice(0, limit).map((card) => rowOf(card, archived)), first: all.at(-1)?.registrationNumber ?? null, last: all[0]?.registrationNumber ?? null, more: from.length > limit };
}

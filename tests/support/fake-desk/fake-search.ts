import type { MethodCheckedInput, MethodInput, MethodOutput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { FoundRow, SearchQuestion } from '#shared/contract/search.ts';

type Question = MethodInput<'search.facets'>;

function found(cards: readonly Card[], { text = '', filters }: Question): Card[] {
  const wanted = text.toLowerCase();
  const { directions = [], verdicts = [], kinds = [], journals = [] } = (filters ?? {}) as Partial<SearchQuestion['filters']>;
  return cards.filter(
    (card) =>
      (directions.length === 0 || directions.includes(card.direction)) &&
      (kinds.length === 0 || kinds.includes(card.kindId)) &&
      (journals.length === 0 || journals.includes(card.journalId)) &&
      (verdicts.length === 0 || verdicts.includes(card.verdict ?? 'none')) &&
      [card.registrationIndex, card.correspondent, card.subject].some((part) => part?.toLowerCase().includes(wanted) === true),
  );
}

function rowOf(card: Card): FoundRow {
  return { ...card, registeredBy: card.registeredBy.name };
}

export function fakePage(cards: readonly Card[], question: MethodInput<'search.page'>): MethodOutput<'search.page'> {
  const all = found(cards, question);
  const from = Number(question.after ?? 0);
  const to = from + (question.limit ?? 50);
  return { rows: all.slice(from, to).map(rowOf), next: to < all.length ? String(to) : null, waiting: 0 };
}

export function fakeFacets(cards: readonly Card[], question: Question): MethodOutput<'search.facets'> {
  const all = found(cards, question);
  const values = (of: (card: Card) => string | null) => [...Map.groupBy(all, of)].flatMap(([value, group]) => (value === null ? [] : [{ value, count: group.length, exact: true }]));
  return {
    total: { count: all.length, exact: true },
    facets: [
      { facet: 'direction', values: values((card) => card.direction) },
      { facet: 'kind', values: values((card) => card.kindId) },
      { facet: 'year', values: values((card) => String(card.registrationYear)) },
      { facet: 'verdict', values: values((card) => card.verdict ?? 'none') },
      { facet: 'correspondent', values: values((card) => card.correspondent).slice(0, 8) },
    ],
  };
}

/** The journal of the demonstration window: newest number first, from any number on. */
export function fakeJournal(cards: readonly Card[], { journalId, year, place, limit = 100 }: MethodInput<'search.journal'> | MethodCheckedInput<'search.journal'>): MethodOutput<'search.journal'> {
  const all = cards.filter((card) => card.journalId === journalId && card.registrationYear === year).toSorted((a, b) => b.registrationNumber - a.registrationNumber);
  const from = place?.at === 'number' ? all.filter((card) => card.registrationNumber <= place.number) : all;
  return { rows: from.slice(0, limit).map(rowOf), first: all.at(-1)?.registrationNumber ?? null, last: all[0]?.registrationNumber ?? null, more: from.length > limit };
}

import { create } from 'zustand';
import { searchFilters, type SearchFilters, type SearchQuestion, type SearchSort } from '#shared/contract/search.ts';
import { usePlaces } from './places.ts';

export const NO_FILTERS: SearchFilters = searchFilters.parse({});

interface SearchState {
  readonly filters: SearchFilters;
  readonly sort: SearchSort;
  setFilters(filters: SearchFilters): void;
  setSort(sort: SearchSort): void;
  /** Puts a whole question, as a saved search holds it; its text goes into the box of the window. */
  ask(question: SearchQuestion): void;
}

/** Filters and order of the search room; its text stands in the box at the top of the window. */
export const useSearch = create<SearchState>()((set) => ({
  filters: NO_FILTERS,
  sort: 'newest',
  setFilters: (filters) => set({ filters }),
  setSort: (sort) => set({ sort }),
  ask: ({ text, filters, sort }) => {
    usePlaces.getState().setSearchText(text);
    usePlaces.getState().setRowInHand('search', 0);
    set({ filters, sort });
  },
}));

/** Whether two questions ask the same. */
export function sameQuestion(one: SearchQuestion, other: SearchQuestion): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered({ text, filters, sort }: SearchQuestion): readonly unknown[] {
  return [text, sort, ...Object.keys(NO_FILTERS).map((name) => filters[name as keyof SearchFilters])];
}

export function isFiltered(filters: SearchFilters): boolean {
  return Object.values(filters).some((value) => (Array.isArray(value) ? value.length > 0 : value !== null));
}

import { create } from 'zustand';
import type { TermFilter, TermPart } from '#shared/contract/retention-terms.ts';

export const WHOLE_CALENDAR: TermFilter = { periodClass: null, section: null, held: false };

interface TermCalendarState {
  readonly filter: TermFilter;
  /** The year or the sort of cases whose list is open; null: the first that needs something. */
  readonly part: TermPart | null;
  setFilter(filter: Partial<TermFilter>): void;
  setPart(part: TermPart): void;
}

/** What the calendar of terms shows: coming back from a case, one goes on where one was. */
export const useTermCalendar = create<TermCalendarState>()((set) => ({
  filter: WHOLE_CALENDAR,
  part: null,
  setFilter: (filter) => set((before) => ({ filter: { ...before.filter, ...filter } })),
  setPart: (part) => set({ part }),
}));

import { useMemo, useState } from 'react';
import type { Direction } from '#shared/domain/registration-card.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useChoices, type Journal } from '../../app/use-choices.ts';

export interface JournalChoice {
  readonly journals: readonly Journal[];
  readonly journal: Journal | null;
  readonly years: readonly number[];
  readonly year: number | null;
  readonly chooseJournal: (journalId: string) => void;
  readonly chooseYear: (year: number) => void;
}

/** The journal and year of a direction that the list shows: the first journal and the newest year until others are chosen. */
export function useJournalChoice(direction: Direction): JournalChoice {
  const choices = useChoices().value;
  const filled = useAsk('search.journalYears', (client, options) => client.search.journalYears({}, options), ['cards']).value;
  const [chosenJournal, chooseJournal] = useState<string | null>(null);
  const [chosenYear, chooseYear] = useState<number | null>(null);
  return useMemo(() => {
    const journals = (choices?.journals ?? []).filter((journal) => journal.direction === direction);
    const yearsOf = (journalId: string): readonly number[] => filled?.journals.find((known) => known.journalId === journalId)?.years ?? [];
    const journal = journals.find(({ journalId }) => journalId === chosenJournal) ?? journals.find(({ journalId }) => yearsOf(journalId).length > 0) ?? journals[0] ?? null;
    const years = journal === null ? [] : yearsOf(journal.journalId);
    // A journal without numbers shows the year that is running.
    const shown = years.length === 0 && journal !== null ? [journal.year] : years;
    const year = filled === null ? null : (shown.find((known) => known === chosenYear) ?? shown[0] ?? null);
    return { journals, journal, years: shown, year, chooseJournal, chooseYear };
  }, [choices, filled, direction, chosenJournal, chosenYear]);
}

import { useDesk } from '../state/desk.ts';
import { usePreferences } from '../state/preferences.ts';
import { useAsk } from './use-ask.ts';
import type { Journal } from './use-choices.ts';

export function journalInHandOf(journals: readonly Journal[], journalId: string | null): Journal | null {
  return journals.find((journal) => journal.journalId === journalId) ?? journals.find((journal) => journal.direction === 'incoming') ?? journals[0] ?? null;
}

/** The journal that new cards start in; null for a person who registers nothing. */
export function useJournalInHand(): Journal | null {
  const registers = useDesk((desk) => desk.person?.rights.includes('card.register') ?? false);
  const journalId = usePreferences((preferences) => preferences.journalInHand);
  const choices = useAsk(registers ? 'registration.choices' : null, (client, options) => client.registration.choices({}, options), ['cards']);
  return choices.value === null ? null : journalInHandOf(choices.value.journals, journalId);
}

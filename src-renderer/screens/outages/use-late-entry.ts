import type { Office } from '#shared/contract/desk.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { useChoices } from '../../app/use-choices.ts';
import { journalInHandOf } from '../../app/use-journal-in-hand.ts';
import { useDrafts } from '../../state/drafts.ts';
import { usePlaces } from '../../state/places.ts';
import { usePreferences } from '../../state/preferences.ts';
import { newDraft } from '../registration/new-draft.ts';

/** Begins a card for a paper of an outage and goes to it; null while the journals are not known. */
export function useLateEntry(office: Office): ((outage: { readonly outageId: string; readonly from: string }) => void) | null {
  const choices = useChoices().value;
  const journalId = usePreferences((preferences) => preferences.journalInHand);
  const go = usePlaces((places) => places.go);
  const journal = choices === null ? null : journalInHandOf(choices.journals, journalId);
  if (choices === null || journal === null) return null;
  return ({ outageId, from }) => {
    const key = crypto.randomUUID();
    const drafts = useDrafts.getState();
    drafts.begin(newDraft({ key, letterId: null, journal, choices, office }));
    drafts.change(key, { medium: 'paper', outageId, receivedDate: dayInZone(office.zone, from), delivery: 'in-person' });
    drafts.take(key);
    go({ room: 'registration', view: 'letters' });
  };
}

import type { CardOfDraft } from '#shared/contract/routing.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';

/** The number under which the draft was registered; a second card, made at another desk at once, is told as a conflict. */
export function DraftCards({ cards }: { readonly cards: readonly CardOfDraft[] }) {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  return cards.map(({ documentId, registrationIndex, registrationDate, counts }) => {
    const link = (
      <button key={documentId} type="button" className="text-button" onClick={() => go({ room: 'start', view: 'document', documentId })}>
        {t(counts ? 'route.registeredAs' : 'route.registeredTwice', { index: registrationIndex, date: words.day(registrationDate) })}
      </button>
    );
    return counts ? (
      <p key={documentId}>{link}</p>
    ) : (
      <div key={documentId} className="attention-note" role="alert">
        {link}
      </div>
    );
  });
}

import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './drafts.module.css';
import { RoutePart } from './route-part.tsx';

/** By whom and how a registered document was approved and signed; nothing where it came of no draft. */
export function CardRoute({ documentId }: { readonly documentId: string }) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  const answer = useAsk(`routing.ofCard:${documentId}`, (client, options) => client.routing.ofCard({ documentId }, options), ['cards']);
  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return null;
  const { draftId, counts, route } = answer.value;
  return (
    <section className={styles['part']} aria-label={t('route.ofCard')}>
      <h2>{t('route.ofCard')}</h2>
      {counts ? null : (
        <p className="attention-note" role="alert">
          {t('route.otherCard')}
        </p>
      )}
      {draftId === null ? null : (
        <p>
          <button type="button" className="text-button" onClick={() => go({ room: 'start', view: 'draft', documentId: draftId })}>
            {t('route.toDraft')}
          </button>
        </p>
      )}
      <RoutePart route={route} />
    </section>
  );
}

import type { RouteView } from '#shared/contract/routing.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './drafts.module.css';
import { nameIn } from './step-names.ts';

/** What happened on the route, the newest last; what came too late says that it does not count. */
export function RouteHistory({ history }: { readonly history: RouteView['history'] }) {
  const words = useWords();
  const { t } = words;
  return (
    <section className={styles['part']} aria-label={t('route.history')}>
      <h2>{t('route.history')}</h2>
      <ol className={styles['history']}>
        {history.map(({ eventId, type, at, byName, stepNames, text, replaced, stale }) => (
          <li key={eventId} data-stale={stale !== null || undefined}>
            <span className="quiet numbers">{words.instant(at)}</span>
            <span>
              {t(`route.event.${type}`)}
              {stepNames === null ? null : `: ${nameIn(words, stepNames)}`} · {byName}
              {text === '' ? null : <> · «{text}»</>}
              {replaced.length === 0 ? null : <> · {t('route.replacedExecutors', { names: replaced.join(', ') })}</>}
              {stale === null ? null : (
                <span className={styles['stale']}>
                  {' '}
                  ({t('route.stale')}: {t(`error.route.${stale}`)})
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

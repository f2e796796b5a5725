import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { SyncState } from '#shared/contract/sync-state.ts';
import { hasPersonRight, useDesk } from '../state/desk.ts';
import { usePlaces } from '../state/places.ts';
import styles from './bottom-line.module.css';
import { LINK_ICONS } from './link-icons.ts';
import { useWords } from './use-text.ts';

/** How the desk stands with its server: link, last exchange, what waits; what a person has to settle leads to its page. */
export function LinkPart({ sync }: { readonly sync: SyncState }) {
  const words = useWords();
  const { t } = words;
  const reads = useDesk((desk) => hasPersonRight(desk.person, 'card.read'));
  const go = usePlaces((places) => places.go);
  const toSettle = sync.conflicts + sync.refused;
  // On the same day its hour is enough: the line is short.
  const momentText = (text: string): string => {
    const whole = words.instant(text);
    const today = `${words.day(words.todayDay())} `;
    return whole.startsWith(today) ? whole.slice(today.length) : whole;
  };
  const LinkIcon = LINK_ICONS[sync.link];
  const lastExchange = sync.lastExchange === null ? t('frame.neverExchanged') : t('frame.lastExchange', { time: momentText(sync.lastExchange) });
  const counts = [...(sync.queued > 0 ? [t('frame.queued', { count: words.number(sync.queued) })] : []), ...(sync.behind > 0 ? [t('frame.behind', { count: words.number(sync.behind) })] : [])];
  return (
    <>
      <span className={styles['part']} data-link={sync.link} title={sync.link === 'offline' ? t('frame.offlineHint') : undefined}>
        <LinkIcon size={14} aria-hidden />
        <span>{t(`frame.link.${sync.link}`)}</span>
        {sync.link === 'standalone' ? null : sync.exchanging ? (
          <span className={styles['exchanging']}>
            <IconRefresh size={14} aria-hidden className={styles['turning']} />
            {t('frame.exchanging')}
          </span>
        ) : (
          <span className="numbers">{lastExchange}</span>
        )}
        {counts.map((text) => (
          <span key={text} className="numbers">
            {text}
          </span>
        ))}
      </span>
      {toSettle === 0 || !reads ? null : (
        <button type="button" className={styles['toSettle']} title={t('frame.toSettleParts', { conflicts: sync.conflicts, refused: sync.refused })} onClick={() => go({ room: 'exchange', view: 'conflicts', settled: false })}>
          <IconAlertTriangle size={14} aria-hidden />
          {t('frame.toSettle', { count: words.number(toSettle) })}
        </button>
      )}
    </>
  );
}

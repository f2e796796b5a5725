import { IconBook2, IconBuilding, IconCloud, IconCloudOff, IconDeviceDesktop } from '@tabler/icons-react';
import type { DeskStatus } from '#shared/contract/desk.ts';
import { useDesk } from '../state/desk.ts';
import styles from './bottom-line.module.css';
import { JobsButton } from './jobs-button.tsx';
import { useJournalInHand } from './use-journal-in-hand.ts';
import { useOpenOutage } from './use-open-outage.ts';
import { useWords } from './use-text.ts';

const LINK_ICONS = { standalone: IconDeviceDesktop, offline: IconCloudOff, online: IconCloud } as const;

/** Office and desk, link, journal in hand, running jobs. */
export function BottomLine({ status }: { readonly status: DeskStatus | null }) {
  const words = useWords();
  const { t } = words;
  const office = useDesk((desk) => desk.state?.office ?? null);
  const demonstration = useDesk((desk) => desk.state?.demonstration ?? false);
  const journal = useJournalInHand();
  const sync = status?.sync;
  const outage = useOpenOutage();
  const LinkIcon = LINK_ICONS[sync?.link ?? 'standalone'];

  return (
    <footer className={styles['foot']}>
      {demonstration ? <span className={styles['warning']}>{t('frame.demonstration')}</span> : null}
      {outage === null ? null : (
        <span className={styles['warning']} role="status">
          {t('outage.banner', { from: words.instant(outage.from), cause: t(`outage.cause.${outage.cause}`) })}
        </span>
      )}
      {status?.diskNearlyFull === true ? (
        <span className={styles['warning']} role="status">
          {t('frame.diskNearlyFull', { free: words.size(status.freeBytes) })}
        </span>
      ) : null}
      <div className={styles['line']}>
      {office === null ? null : (
        <span className={`${styles['part']} ${styles['office']}`} title={office.name}>
          <IconBuilding size={14} aria-hidden />
          <span className="ellipsis">{office.name}</span>
          <span className={styles['desk']}>{t('frame.desk', { code: office.deskCode })}</span>
        </span>
      )}
      {sync === undefined ? null : (
        <span className={styles['part']} data-link={sync.link} title={sync.link === 'offline' ? t('frame.offlineHint') : undefined}>
          <LinkIcon size={14} aria-hidden />
          {t(`frame.link.${sync.link}`)}
          {sync.link === 'standalone' ? null : <span className="numbers">{sync.lastExchange === null ? t('frame.neverExchanged') : t('frame.lastExchange', { time: words.instant(sync.lastExchange) })}</span>}
          {sync.queued > 0 ? <span className="numbers">{t('frame.queued', { count: sync.queued })}</span> : null}
        </span>
      )}
      {journal === null ? null : (
        <span className={styles['part']} title={t('frame.journal')}>
          <IconBook2 size={14} aria-hidden />
          <span className="ellipsis">{words.named(journal.names)}</span>
          <span className={`${styles['desk']} numbers`}>{t('frame.nextNumber', { number: journal.next })}</span>
        </span>
      )}
      <JobsButton />
      </div>
    </footer>
  );
}

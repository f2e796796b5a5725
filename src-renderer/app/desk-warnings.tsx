import type { DeskStatus } from '#shared/contract/desk.ts';
import { useDesk } from '../state/desk.ts';
import styles from './bottom-line.module.css';
import { differenceText, isClockWrong } from './clock-difference.ts';
import { useOpenOutage } from './use-open-outage.ts';
import { useWords } from './use-text.ts';

/** What everyone at the desk has to know now, each on a line of its own. */
export function DeskWarnings({ status }: { readonly status: DeskStatus | null }) {
  const words = useWords();
  const { t } = words;
  const demonstration = useDesk((desk) => desk.state?.demonstration ?? false);
  const outage = useOpenOutage();
  const clockAhead = status?.sync.clockAhead ?? null;
  return (
    <>
      {demonstration ? <span className={styles['warning']}>{t('frame.demonstration')}</span> : null}
      {outage === null ? null : (
        <span className={styles['warning']} role="status">
          {t('outage.banner', { from: words.instant(outage.from), cause: t(`outage.cause.${outage.cause}`) })}
        </span>
      )}
      {status?.sync.link === 'revoked' ? (
        <span className={styles['warning']} data-grave role="status">
          {t('frame.revoked')}
        </span>
      ) : null}
      {isClockWrong(clockAhead) ? (
        <span className={styles['warning']} role="status">
          {t(clockAhead > 0 ? 'frame.clockAhead' : 'frame.clockBehind', { by: differenceText(clockAhead, words) })}
        </span>
      ) : null}
      {status?.diskNearlyFull === true ? (
        <span className={styles['warning']} role="status">
          {t('frame.diskNearlyFull', { free: words.size(status.freeBytes) })}
        </span>
      ) : null}
    </>
  );
}

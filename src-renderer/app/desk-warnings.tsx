import type { DeskStatus } from '#shared/contract/desk.ts';
import { useDesk } from '../state/desk.ts';
import { useCopyRegister } from '../state/copy-register.ts';
import styles from './bottom-line.module.css';
import { differenceText, isClockWrong } from './clock-difference.ts';
import type { CopiesWaiting } from './use-copies-waiting.ts';
import { useOpenOutage } from './use-open-outage.ts';
import { useWords } from './use-text.ts';

/** What everyone at the desk has to know now, each on a line of its own. */
export function DeskWarnings({ status, copies }: { readonly status: DeskStatus | null; readonly copies: CopiesWaiting | null }) {
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
      {copies === null || copies.due + copies.overdue === 0 ? null : <CopiesLine {...copies} />}
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

/** Applications for copies whose three working days end or have ended (PAP-04), and the way to them. */
function CopiesLine({ due, overdue }: CopiesWaiting) {
  const { t, number } = useWords();
  const open = useCopyRegister((register) => register.open);
  const parts = [overdue === 0 ? null : t('copyRegister.waitingOverdue', { count: number(overdue) }), due === 0 ? null : t('copyRegister.waitingDue', { count: number(due) })].filter((part) => part !== null);
  return (
    <span className={styles['warning']} role="status">
      <button type="button" className="text-button" aria-keyshortcuts="Alt+O" title={t('copyRegister.showWaiting')} onClick={() => open(overdue > 0 ? 'overdue' : 'due')}>
        {parts.join(' · ')}
      </button>{' '}
      <kbd>Alt+O</kbd>
    </span>
  );
}

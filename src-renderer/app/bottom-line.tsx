import { IconBook2, IconBuilding } from '@tabler/icons-react';
import type { DeskStatus } from '#shared/contract/desk.ts';
import { useDesk } from '../state/desk.ts';
import styles from './bottom-line.module.css';
import { DeskWarnings } from './desk-warnings.tsx';
import { JobsButton } from './jobs-button.tsx';
import { LinkPart } from './link-part.tsx';
import type { CopiesWaiting } from './use-copies-waiting.ts';
import { useJournalInHand } from './use-journal-in-hand.ts';
import { useWords } from './use-text.ts';

/** Office and desk, link, journal in hand, running jobs. */
export function BottomLine({ status, copies, onPrintQueue }: { readonly status: DeskStatus | null; readonly copies: CopiesWaiting | null; readonly onPrintQueue: () => void }) {
  const words = useWords();
  const { t } = words;
  const office = useDesk((desk) => desk.state?.office ?? null);
  const journal = useJournalInHand();

  return (
    <footer className={styles['foot']}>
      <DeskWarnings status={status} copies={copies} />
      <div className={styles['line']}>
        {office === null ? null : (
          <span className={`${styles['part']} ${styles['office']}`} title={office.name}>
            <IconBuilding size={14} aria-hidden />
            <span className="ellipsis">{office.name}</span>
            <span className={styles['desk']}>{t('frame.desk', { code: office.deskCode })}</span>
          </span>
        )}
        {status === null ? null : <LinkPart sync={status.sync} />}
        {journal === null ? null : (
          <span className={styles['part']} title={t('frame.journal')}>
            <IconBook2 size={14} aria-hidden />
            <span className="ellipsis">{words.named(journal.names)}</span>
            <span className={`${styles['desk']} numbers`}>{t('frame.nextNumber', { number: journal.next })}</span>
          </span>
        )}
        <JobsButton onPrintQueue={onPrintQueue} />
      </div>
    </footer>
  );
}

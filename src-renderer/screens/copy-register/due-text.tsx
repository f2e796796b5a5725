import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import type { CopyEntry } from '#shared/contract/copy-register.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './copy-register.module.css';

/** How an application stands: by when it is to be met, that this day is near or has passed, or how it ended. */
export function DueText({ entry }: { readonly entry: CopyEntry }) {
  const words = useWords();
  const { t } = words;
  const { closed } = entry;
  if (closed !== null) return <span>{t(closed.outcome === 'handed-over' ? 'copyRegister.handedOverTo' : 'copyRegister.notGivenWhy', { day: words.day(closed.on), note: closed.note })}</span>;
  switch (entry.term) {
    case 'closed':
    case 'ahead':
      return <span>{t('copyRegister.due', { day: words.day(entry.dueOn) })}</span>;
    case 'due':
      return (
        <span className={styles['soon']}>
          <IconClock size={14} aria-hidden />
          {t('copyRegister.soon', { day: words.day(entry.dueOn) })}
        </span>
      );
    case 'overdue':
      return (
        <span className={styles['overdue']}>
          <IconAlertTriangle size={14} aria-hidden />
          {t('copyRegister.overdue', { day: words.day(entry.dueOn) })}
        </span>
      );
  }
}

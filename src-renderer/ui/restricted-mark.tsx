import { IconLock } from '@tabler/icons-react';
import { useWords } from '../app/use-text.ts';
import styles from './restricted-mark.module.css';

/** That access is limited (SEC-22), beside what the document is. */
export function RestrictedMark() {
  const { t } = useWords();
  return (
    <span className={styles['mark']}>
      <IconLock size={14} aria-hidden /> {t('requisite.restricted')}
    </span>
  );
}

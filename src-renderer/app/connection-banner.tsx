import { IconPlugConnectedX } from '@tabler/icons-react';
import styles from './connection-banner.module.css';
import { useWords } from './use-text.ts';

/** Says plainly that the desk's process is away and what was kept. */
export function ConnectionBanner() {
  const { t } = useWords();
  return (
    <div className={styles['banner']} role="alert">
      <IconPlugConnectedX size={18} aria-hidden />
      <span>{t('frame.disconnected')}</span>
    </div>
  );
}

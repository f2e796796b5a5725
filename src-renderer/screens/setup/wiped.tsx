import { cleanNotifications } from '@mantine/notifications';
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useWords } from '../../app/use-text.ts';
import { Quiet } from '../../ui/quiet.tsx';
import styles from './wiped.module.css';

/** The last page of a desk that was cut off and cleared: its program has ended, nothing is left to do here. */
export function Wiped() {
  const { t } = useWords();
  // Notices of before speak of a desk that is no more.
  useEffect(() => cleanNotifications(), []);
  return (
    <Quiet>
      <div className={styles['told']} role="status">
        <IconCircleCheck size={40} stroke={1.2} aria-hidden />
        <h1>{t('sync.wiped')}</h1>
        <p className="quiet">{t('sync.wipedHint')}</p>
      </div>
    </Quiet>
  );
}

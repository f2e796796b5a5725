import { Button, Progress } from '@mantine/core';
import { useWords } from '../../app/use-text.ts';
import styles from './copy-register.module.css';

/** A copy that is being made: how far it is, and a way to stop. */
export function Making({ progress, onStop }: { readonly progress: number | null; readonly onStop: () => void }) {
  const { t } = useWords();
  return (
    <div className={styles['running']} role="status">
      <span>{t('document.copy.making')}</span>
      <Progress className={styles['bar']} size="sm" value={(progress ?? 1) * 100} animated={progress === null} aria-label={t('document.copy.making')} />
      <Button variant="default" onClick={onStop}>
        {t('common.stop')}
      </Button>
    </div>
  );
}

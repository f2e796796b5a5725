import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useWords } from '../../app/use-text.ts';
import styles from './exchange.module.css';

/** No stick is seen. */
export function StickMissing({ onLook }: { readonly onLook: () => void }) {
  const { t } = useWords();
  return (
    <>
      <p>{t('sync.stick.none')}</p>
      <div className={styles['buttons']}>
        <StickLook onLook={onLook} />
      </div>
    </>
  );
}

/** Looks for sticks once more. */
export function StickLook({ disabled = false, onLook }: { readonly disabled?: boolean; readonly onLook: () => void }) {
  const { t } = useWords();
  return (
    <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} disabled={disabled} onClick={onLook}>
      {t('sync.stick.lookAgain')}
    </Button>
  );
}

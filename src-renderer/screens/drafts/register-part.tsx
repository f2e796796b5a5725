import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { DraftView } from '#shared/contract/routing.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './drafts.module.css';
import { useRegisterDraft } from './use-register-draft.ts';

/** A signed draft whose route names no registrar, before any of them (ROUTE-18). */
export function RegisterPart({ shown }: { readonly shown: DraftView }) {
  const { t } = useWords();
  const register = useRegisterDraft(shown, null);
  const ready = register === 'loading' ? null : register;
  useScreenShortcuts(ready === null ? [] : [{ id: 'decide', keys: ['Ctrl+Enter'], label: 'route.register', group: 'screen', run: ready }]);
  if (register === null) return null;
  return (
    <section className={styles['mine']} aria-label={t('work.register')}>
      <p>{t('route.toRegister')}</p>
      <div className={styles['line']}>
        <Button disabled={ready === null} leftSection={<IconCheck size={16} aria-hidden />} rightSection={<kbd className={styles['key']}>Ctrl+Enter</kbd>} onClick={() => ready?.()}>
          {t('route.register')}
        </Button>
      </div>
    </section>
  );
}

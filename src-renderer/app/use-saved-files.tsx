import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFolderOpen } from '@tabler/icons-react';
import { useEffect, useEffectEvent } from 'react';
import type { SavedFile } from '#shared/rpc/bridge.ts';
import '../transport/preload.ts';
import { useWords } from './use-text.ts';

/** Offers to show a saved file in its folder, where this is a program of its own; a browser has its own list. */
export function useSavedFiles(): void {
  const { t } = useWords();
  const tell = useEffectEvent(({ savedId, fileName }: SavedFile): void => {
    notifications.show({
      message: (
        <>
          <p>{t('document.savedAs', { file: fileName })}</p>
          <Button variant="default" size="compact-sm" leftSection={<IconFolderOpen size={16} aria-hidden />} onClick={() => window.chancery?.showSaved(savedId)}>
            {t('document.showInFolder')}
          </Button>
        </>
      ),
      color: 'ink',
      autoClose: 15_000,
      closeButtonProps: { 'aria-label': t('common.close') },
    });
  });
  useEffect(() => window.chancery?.onSaved((saved) => tell(saved)), []);
}

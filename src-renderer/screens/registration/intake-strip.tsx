import { Button, FileButton } from '@mantine/core';
import { IconFilePlus, IconUpload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useClient } from '../../app/client-context.tsx';
import { toastsFor } from '../../app/toasts.tsx';
import { useWords } from '../../app/use-text.ts';
import { useDrafts } from '../../state/drafts.ts';
import { takeIn } from '../../state/uploads.ts';
import styles from './intake-strip.module.css';
import { FolderProblems } from './folder-problems.tsx';
import { UploadList } from './upload-list.tsx';

/** Where files come in: dropped anywhere in the window, or chosen. */
export function IntakeStrip({ onNewCard }: { readonly onNewCard: () => void }) {
  const words = useWords();
  const { t } = words;
  const client = useClient();
  const [over, setOver] = useState(false);

  useEffect(() => {
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      receive([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  });

  function receive(files: readonly File[]): void {
    if (files.length === 0) return;
    void takeIn(client, files).then(({ letterIds, error }) => {
      if (error !== null) toastsFor(words).fail(words.error(error));
      const first = letterIds[0];
      if (first === undefined) return;
      toastsFor(words).done(t('registration.intake.received', { count: letterIds.length }));
      // The card in hand stays in hand while someone writes in it.
      const { inHand, drafts, take } = useDrafts.getState();
      if (inHand === null || drafts[inHand]?.begun !== true) take(first);
    });
  }

  return (
    <section className={styles['strip']} aria-label={t('registration.intake.label')} data-over={over || undefined}>
      <div className={styles['row']} title={t('registration.intake.hint')}>
        <IconUpload size={20} aria-hidden className={styles['icon']} />
        <p>
          {t('registration.intake.drop')}{' '}
          <FileButton multiple onChange={receive}>
            {(props) => (
              <button {...props} type="button" className={`${styles['choose']} text-button`}>
                {t('registration.intake.choose')}
              </button>
            )}
          </FileButton>
          <span className={styles['hint']}> · {t('registration.intake.hint')}</span>
        </p>
        <Button variant="default" leftSection={<IconFilePlus size={16} aria-hidden />} rightSection={<kbd>Alt+N</kbd>} onClick={onNewCard} className={styles['new']}>
          {t('registration.newCard')}
        </Button>
      </div>
      <UploadList />
      <FolderProblems />
    </section>
  );
}

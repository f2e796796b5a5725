import { Button } from '@mantine/core';
import { IconDownload, IconFile } from '@tabler/icons-react';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { useCall } from '../../app/use-call.ts';
import { saveFile } from '../../app/save-file.ts';
import { useWords } from '../../app/use-text.ts';
import { Empty } from '../empty.tsx';
import { ErrorNote } from '../error-note.tsx';
import styles from './file-sheet.module.css';

/** Stands for a file that has no picture here: what it is, and a way to take it out. */
export function FileSheet({ file }: { readonly file: DocumentFile }) {
  const { t, size } = useWords();
  const save = useCall((client, wanted: DocumentFile, options) => saveFile(client, wanted, options));
  return (
    <Empty title={file.fileName} icon={<IconFile size={40} stroke={1.2} aria-hidden />} hint={`${file.mediaType} · ${size(file.size)}`}>
      <p className={styles['why']}>{t('viewer.notShown')}</p>
      <p className={styles['print']}>
        {t('viewer.fingerprint')}: <code>{file.sha256}</code>
      </p>
      {save.error === null ? null : <ErrorNote error={save.error} />}
      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={save.running} onClick={() => void save.run(file)}>
        {t('document.saveFile')}
      </Button>
    </Empty>
  );
}

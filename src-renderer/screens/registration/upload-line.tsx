import { ActionIcon, Progress } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { FILE_LIMIT } from '#shared/contract/files.ts';
import { useWords } from '../../app/use-text.ts';
import { type Upload, useUploads } from '../../state/uploads.ts';
import styles from './upload-line.module.css';

/** One file on its way in, with what became of it. */
export function UploadLine({ upload }: { readonly upload: Upload }) {
  const words = useWords();
  const { t } = words;
  const running = upload.phase === 'sending' || upload.phase === 'storing';
  return (
    <li className={styles['line']} data-phase={upload.phase}>
      <span className={styles['text']} role={running ? undefined : 'alert'}>
        {text()}
      </span>
      {running ? <Progress className={styles['bar']} size="sm" value={upload.size === 0 ? 100 : (upload.sent / upload.size) * 100} animated={upload.phase === 'storing'} aria-label={upload.fileName} /> : null}
      <ActionIcon size="1.5rem" aria-label={`${t(running ? 'common.stop' : 'common.close')}: ${upload.fileName}`} onClick={running ? upload.stop : () => useUploads.getState().remove(upload.uploadKey)}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </li>
  );

  function text(): string {
    const file = upload.fileName;
    switch (upload.phase) {
      case 'sending':
        return t('registration.intake.uploading', { file });
      case 'storing':
        return t('registration.intake.storing', { file });
      case 'stopped':
        return t('registration.intake.stopped', { file });
      case 'tooLarge':
        return t('registration.intake.tooLarge', { file, limit: words.size(FILE_LIMIT) });
      case 'failed':
        return t('registration.intake.failed', { file, reason: upload.error === null ? '' : words.error(upload.error) });
    }
  }
}

import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import type { Copy } from '#shared/contract/registration.ts';
import { saveFile } from '../../app/save-file.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './copy-line.module.css';

/** One copy: what it is, who made it, and how to take or print it. */
export function CopyLine({ copy, onPrint }: { readonly copy: Copy; readonly onPrint: () => void }) {
  const words = useWords();
  const { t } = words;
  const save = useCall((client, wanted: Copy, options) => saveFile(client, wanted, options));
  return (
    <article className={styles['copy']}>
      <div className={styles['what']}>
        <strong>
          {t(`document.copy.${copy.form}`)}
          {copy.certified === null ? null : ` № ${copy.certified.number}`}
          {copy.certified?.pages === null || copy.certified === null ? null : ` · ${t('copyRegister.extract', { pages: copy.certified.pages })}`}
        </strong>
        <p>{copy.fileName}</p>
        <p className="quiet numbers">
          {t('document.copy.by', { time: words.instant(copy.madeAt), person: copy.madeBy })} · {words.size(copy.size)} · {t(`document.copy.${copy.method}`)}
        </p>
        {save.error === null ? null : <ErrorNote error={save.error} />}
      </div>
      <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={onPrint}>
        {t('document.print')}
      </Button>
      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={save.running} onClick={() => void save.run(copy)}>
        {t('document.saveFile')}
      </Button>
    </article>
  );
}

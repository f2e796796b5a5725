import { Button, Group } from '@mantine/core';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PrintDialog } from './print-dialog.tsx';
import type { CopyPrint } from './use-copy-print.ts';

/** What printing a copy asks and says: the printer, the page in work, what stood in the way. */
export function CopyPrintPart({ printing }: { readonly printing: CopyPrint }) {
  const { t } = useWords();
  const { documentId, asked, own, error, close } = printing;
  return (
    <>
      {error === null ? null : <ErrorNote error={error} />}
      {own.at === null ? null : (
        <Group gap="sm" role="status">
          <span className="numbers">{t('document.print.preparing', own.at)}</span>
          <Button variant="default" onClick={own.cancel}>
            {t('common.stop')}
          </Button>
        </Group>
      )}
      {asked === null ? null : <PrintDialog printed={{ documentId, copy: { sha256: asked.copy.sha256, title: `${t(`document.copy.${asked.copy.form}`)}: ${asked.copy.fileName}` } }} printers={asked.printers} onClose={close} onEntered={close} />}
    </>
  );
}

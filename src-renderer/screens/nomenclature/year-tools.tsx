import { Button, FileButton, Menu } from '@mantine/core';
import { IconFileExport, IconFileImport, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { NomenclatureWhole } from '#shared/contract/nomenclature.ts';
import { offerDownload } from '../../app/save-file.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { usePrint } from '../../app/use-print.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormsMenu } from '../../ui/forms/forms-menu.tsx';
import { ImportDialog } from './import-dialog.tsx';

/** Table in, table out, paper. */
export function YearTools({ whole, mayEdit }: { readonly whole: NomenclatureWhole; readonly mayEdit: boolean }) {
  const words = useWords();
  const { t } = words;
  const { nomenclatureId } = whole.nomenclature;
  const [file, setFile] = useState<File | null>(null);
  const printing = usePrint();
  const print = useCall((client, _input: null, options) => client.nomenclature.print({ nomenclatureId }, options));
  const save = useCall((client, form: 'csv' | 'xlsx', options) => client.nomenclature.export({ nomenclatureId, form }, options));
  useScreenShortcuts([{ id: 'print', keys: ['Ctrl+P'], label: 'shortcut.print', group: 'screen', run: () => void printIt() }]);

  async function printIt(): Promise<void> {
    const made = await print.run(null);
    if (made !== null) printing.print(made);
  }

  async function exportIt(form: 'csv' | 'xlsx'): Promise<void> {
    const made = await save.run(form);
    if (made === null) return;
    // Never a type that a browser would open and run in place of saving.
    offerDownload(new Uint8Array(made.bytes), made.fileName, 'application/octet-stream');
    toastsFor(words).done(made.fileName);
  }

  return (
    <>
      {mayEdit && whole.editing === 'free' ? (
        <FileButton onChange={setFile} accept=".csv,.xlsx,.txt">
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconFileImport size={16} aria-hidden />}>
              {t('nomenclature.import')}
            </Button>
          )}
        </FileButton>
      ) : null}
      <Menu transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconFileExport size={16} aria-hidden />} loading={save.running}>
            {t('nomenclature.exportMenu')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['xlsx', 'csv'] as const).map((form) => (
            <Menu.Item key={form} onClick={() => void exportIt(form)}>
              {t('nomenclature.export', { form: form.toUpperCase() })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} loading={print.running || printing.at !== null} onClick={() => void printIt()}>
        {t('nomenclature.print')}
      </Button>
      <FormsMenu about="nothing" subjectId={null} />
      {[print.error, save.error].map((error) => (error === null ? null : <ErrorNote key={error.message} error={error} />))}
      {file === null ? null : <ImportDialog key={`${file.name}${file.size}`} file={file} whole={whole} onClose={() => setFile(null)} />}
    </>
  );
}

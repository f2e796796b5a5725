import { Button, Menu } from '@mantine/core';
import { IconFileExport, IconPrinter } from '@tabler/icons-react';
import { printMade } from '../../app/print-file.ts';
import { offerDownload } from '../../app/save-file.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { type RegisterFilters, useCopyRegister } from '../../state/copy-register.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './copy-register.module.css';

interface MadeFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** The lines that are shown, on paper and as a table. */
export function RegisterTools() {
  const words = useWords();
  const { t, language } = words;
  const filters = useCopyRegister((register) => register.filters);
  const draw = useCall((client, wanted: RegisterFilters, options) => client.copyRegister.print({ ...wanted, language }, options));
  const table = useCall((client, wanted: RegisterFilters, options) => client.copyRegister.export({ ...wanted, language }, options));
  useScreenShortcuts([{ id: 'print', keys: ['Ctrl+P'], label: 'shortcut.print', group: 'screen', run: () => void print() }]);

  function save({ fileName, bytes }: MadeFile): void {
    // Never a type that a browser would open and run in place of saving.
    offerDownload(Uint8Array.from(bytes), fileName, 'application/octet-stream');
    toastsFor(words).done(fileName);
  }
  async function print(): Promise<void> {
    if (draw.running) return;
    const made = await draw.run(filters);
    if (made === null) return;
    try {
      await printMade(Uint8Array.from(made.bytes));
    } catch (cause) {
      console.warn(cause);
      toastsFor(words).fail(t('forms.notPrintable'));
      save(made);
    }
  }
  async function saveOf(made: Promise<MadeFile | null>): Promise<void> {
    const file = await made;
    if (file !== null) save(file);
  }

  return (
    <>
      <div className={styles['tools']}>
        <Menu position="bottom-end" transitionProps={{ duration: 0 }} withInitialFocusPlaceholder={false} portalProps={{ target: '#content' }}>
          <Menu.Target>
            <Button variant="default" leftSection={<IconFileExport size={16} aria-hidden />} loading={table.running}>
              {t('copyRegister.take')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void saveOf(draw.run(filters))}>{t('copyRegister.save')}</Menu.Item>
            <Menu.Item onClick={() => void saveOf(table.run(filters))}>{t('copyRegister.export')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} loading={draw.running} onClick={() => void print()}>
          {t('copyRegister.print')}
        </Button>
      </div>
      {[draw.error, table.error].map((error) => (error === null ? null : <ErrorNote key={error.message} error={error} />))}
    </>
  );
}

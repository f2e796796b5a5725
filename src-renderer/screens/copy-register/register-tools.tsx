import { Button, Menu } from '@mantine/core';
import { IconFileExport, IconPrinter } from '@tabler/icons-react';
import { useCall } from '../../app/use-call.ts';
import { useMadeFile } from '../../app/use-made-file.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { type RegisterFilters, useCopyRegister } from '../../state/copy-register.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './copy-register.module.css';

/** The lines that are shown, on paper and as a table. */
export function RegisterTools() {
  const { t, language } = useWords();
  const made = useMadeFile();
  const filters = useCopyRegister((register) => register.filters);
  const draw = useCall((client, wanted: RegisterFilters, options) => client.copyRegister.print({ ...wanted, language }, options));
  const table = useCall((client, wanted: RegisterFilters, options) => client.copyRegister.export({ ...wanted, language }, options));
  useScreenShortcuts([{ id: 'print', keys: ['Ctrl+P'], label: 'shortcut.print', group: 'screen', run: () => void print() }]);

  async function print(): Promise<void> {
    if (!draw.running) await made.print(await draw.run(filters));
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
            <Menu.Item onClick={() => void draw.run(filters).then(made.save)}>{t('copyRegister.save')}</Menu.Item>
            <Menu.Item onClick={() => void table.run(filters).then(made.save)}>{t('copyRegister.export')}</Menu.Item>
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

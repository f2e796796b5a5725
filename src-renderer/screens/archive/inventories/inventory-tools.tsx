import { Button, Menu } from '@mantine/core';
import { IconFileExport, IconPrinter } from '@tabler/icons-react';
import { type Inventory, INVENTORY_FORMS } from '#shared/contract/inventories.ts';
import { printMade } from '../../../app/print-file.ts';
import { offerDownload } from '../../../app/save-file.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import { useCall } from '../../../app/use-call.ts';
import { useScreenShortcuts } from '../../../app/use-shortcuts.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import own from '../../directories/directories.module.css';

interface MadeFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** The inventory on paper, as a table and as XML. */
export function InventoryTools({ inventory: { inventoryId } }: { readonly inventory: Inventory }) {
  const words = useWords();
  const { t, language } = words;
  const draw = useCall((client, _input: null, options) => client.inventories.print({ inventoryId, language }, options));
  const file = useCall((client, form: (typeof INVENTORY_FORMS)[number], options) => client.inventories.export({ inventoryId, form }, options));
  useScreenShortcuts([{ id: 'print', keys: ['Ctrl+P'], label: 'shortcut.print', group: 'screen', run: () => void print() }]);

  function save({ fileName, bytes }: MadeFile): void {
    // Never a type that a browser would open and run in place of saving.
    offerDownload(Uint8Array.from(bytes), fileName, 'application/octet-stream');
    toastsFor(words).done(fileName);
  }
  async function print(): Promise<void> {
    if (draw.running) return;
    const made = await draw.run(null);
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
    const found = await made;
    if (found !== null) save(found);
  }

  return (
    <>
      <div className={own['buttons']}>
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} loading={draw.running} onClick={() => void print()}>
          {t('inventory.print')}
        </Button>
        <Menu position="bottom-start" transitionProps={{ duration: 0 }} withInitialFocusPlaceholder={false} portalProps={{ target: '#content' }}>
          <Menu.Target>
            <Button variant="default" leftSection={<IconFileExport size={16} aria-hidden />} loading={file.running}>
              {t('inventory.save')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void saveOf(draw.run(null))}>{t('inventory.save.pdf')}</Menu.Item>
            {INVENTORY_FORMS.map((form) => (
              <Menu.Item key={form} onClick={() => void saveOf(file.run(form))}>
                {t(`inventory.save.${form}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      {[draw.error, file.error].map((error) => (error === null ? null : <ErrorNote key={error.message} error={error} />))}
    </>
  );
}

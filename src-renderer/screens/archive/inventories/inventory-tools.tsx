import { Button, Menu } from '@mantine/core';
import { IconFileExport, IconPrinter } from '@tabler/icons-react';
import { type Inventory, INVENTORY_FORMS } from '#shared/contract/inventories.ts';
import { useCall } from '../../../app/use-call.ts';
import { useMadeFile } from '../../../app/use-made-file.ts';
import { useScreenShortcuts } from '../../../app/use-shortcuts.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import own from '../../directories/directories.module.css';

/** The inventory on paper, as a table and as XML. */
export function InventoryTools({ inventory: { inventoryId } }: { readonly inventory: Inventory }) {
  const { t, language } = useWords();
  const made = useMadeFile();
  const draw = useCall((client, _input: null, options) => client.inventories.print({ inventoryId, language }, options));
  const file = useCall((client, form: (typeof INVENTORY_FORMS)[number], options) => client.inventories.export({ inventoryId, form }, options));
  useScreenShortcuts([{ id: 'print', keys: ['Ctrl+P'], label: 'shortcut.print', group: 'screen', run: () => void print() }]);

  async function print(): Promise<void> {
    if (!draw.running) await made.print(await draw.run(null));
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
            <Menu.Item onClick={() => void draw.run(null).then(made.save)}>{t('inventory.save.pdf')}</Menu.Item>
            {INVENTORY_FORMS.map((form) => (
              <Menu.Item key={form} onClick={() => void file.run(form).then(made.save)}>
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

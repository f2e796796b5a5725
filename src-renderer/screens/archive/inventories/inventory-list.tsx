import { IconListNumbers } from '@tabler/icons-react';
import { useState } from 'react';
import type { Inventory } from '#shared/contract/inventories.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useWords } from '../../../app/use-text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { WideTable } from '../../../ui/wide-table.tsx';
import { DrawUpDialog, type ToDrawUp } from './draw-up-dialog.tsx';
import { InventoryPage } from './inventory-page.tsx';
import { InventoryState } from './inventory-state.tsx';
import { InventorySummary } from './inventory-summary.tsx';
import { WaitingVolumes } from './waiting-volumes.tsx';

/** Inventories by year and type with their states, what waits for one, and the one that is chosen. */
export function InventoryList() {
  const { t } = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [drawing, setDrawing] = useState<ToDrawUp | null>(null);
  const list = useAsk('inventories.list', (client, options) => client.inventories.list({}, options), ['archive', 'nomenclature']);
  if (list.error !== null && list.value === null) return <ErrorNote error={list.error} again={list.again} />;
  if (list.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { inventories, waiting } = list.value;
  const shown = inventories.find(({ inventoryId }) => inventoryId === chosen);
  return (
    <>
      <WaitingVolumes waiting={waiting} onDrawUp={({ type, year }) => setDrawing({ type, year, inventoryId: null })} />
      {inventories.length === 0 ? <Empty icon={<IconListNumbers size={40} stroke={1.2} aria-hidden />} title={t('inventory.none')} hint={t('inventory.noneHint')} /> : <InventoryTable inventories={inventories} shown={shown} onChoose={setChosen} />}
      {shown === undefined ? null : <InventoryPage key={shown.inventoryId} inventoryId={shown.inventoryId} onRedraw={() => setDrawing(shown)} onDiscarded={() => setChosen(null)} />}
      {inventories.length === 0 ? null : <InventorySummary inventories={inventories} />}
      {drawing === null ? null : (
        <DrawUpDialog
          subject={drawing}
          onClose={() => setDrawing(null)}
          onDrawnUp={(inventoryId) => {
            setDrawing(null);
            setChosen(inventoryId);
          }}
        />
      )}
    </>
  );
}

function InventoryTable({ inventories, shown, onChoose }: { readonly inventories: readonly Inventory[]; readonly shown: Inventory | undefined; readonly onChoose: (inventoryId: string) => void }) {
  const { t, number } = useWords();
  return (
    <WideTable label={t('archive.section.inventories')}>
      <thead>
        <tr>
          <th scope="col">{t('inventory.year')}</th>
          <th scope="col">{t('inventory.number')}</th>
          <th scope="col">{t('inventory.kind')}</th>
          <th scope="col">{t('inventory.entries')}</th>
          <th scope="col">{t('inventory.volumes')}</th>
          <th scope="col">{t('inventory.state')}</th>
        </tr>
      </thead>
      <tbody>
        {inventories.map((inventory) => (
          <tr key={inventory.inventoryId} aria-current={inventory === shown || undefined}>
            <td>{inventory.year}</td>
            <td>
              <button type="button" className="text-button" onClick={() => onChoose(inventory.inventoryId)}>
                № {inventory.number}
              </button>
            </td>
            <td>{t(`inventory.type.${inventory.type}`)}</td>
            <td className="numbers">{inventory.first === null ? '—' : `${inventory.first}–${inventory.last ?? inventory.first}`}</td>
            <td className="numbers">{number(inventory.totals.volumes)}</td>
            <td>
              <InventoryState inventory={inventory} />
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

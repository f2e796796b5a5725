import type { Inventory } from '#shared/contract/inventories.ts';
import { inventorySummary } from '#shared/domain/archive-inventories.ts';
import { useWords } from '../../../app/use-text.ts';
import { WideTable } from '../../../ui/wide-table.tsx';
import own from '../../directories/directories.module.css';

/** What the inventories hold by year and type. */
export function InventorySummary({ inventories }: { readonly inventories: readonly Inventory[] }) {
  const { t, number } = useWords();
  return (
    <section className={own['section']} aria-labelledby="inventory-summary">
      <h2 id="inventory-summary">{t('inventory.summary')}</h2>
      <WideTable labelledBy="inventory-summary">
        <thead>
          <tr>
            <th scope="col">{t('inventory.year')}</th>
            <th scope="col">{t('inventory.kind')}</th>
            <th scope="col">{t('inventory.inventories')}</th>
            <th scope="col">{t('inventory.volumes')}</th>
            <th scope="col">{t('inventory.sheets')}</th>
            <th scope="col">{t('inventory.electronic')}</th>
            <th scope="col">{t('inventory.electronicDocuments')}</th>
          </tr>
        </thead>
        <tbody>
          {inventorySummary(inventories).map((line) => (
            <tr key={`${line.year}/${line.type}`}>
              <td>{line.year}</td>
              <td>{t(`inventory.type.${line.type}`)}</td>
              {[line.inventories, line.volumes, line.sheets, line.electronic, line.electronicDocuments].map((count, at) => (
                <td key={['inventories', 'volumes', 'sheets', 'electronic', 'documents'][at]} className="numbers">
                  {number(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
    </section>
  );
}

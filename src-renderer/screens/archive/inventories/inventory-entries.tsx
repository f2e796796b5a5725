import type { InventoryLine } from '#shared/contract/inventories.ts';
import { useWords } from '../../../app/use-text.ts';
import { usePagedRows } from '../../../ui/paged-rows.tsx';
import { WideTable } from '../../../ui/wide-table.tsx';
import { datesText } from './dates-text.ts';

export function InventoryEntries({ entries }: { readonly entries: readonly InventoryLine[] }) {
  const { t, day, number } = useWords();
  const { shown, more } = usePagedRows(entries);
  return (
    <>
      <WideTable label={t('inventory.volumes')}>
        <thead>
          <tr>
            <th scope="col">{t('inventory.entryNumber')}</th>
            <th scope="col">{t('inventory.index')}</th>
            <th scope="col">{t('inventory.caseTitle')}</th>
            <th scope="col">{t('inventory.volume')}</th>
            <th scope="col">{t('inventory.dates')}</th>
            <th scope="col">{t('inventory.sheets')}</th>
            <th scope="col">{t('inventory.documents')}</th>
            <th scope="col">{t('nomenclature.medium')}</th>
            <th scope="col">{t('inventory.note')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry) => (
            <tr key={`${entry.caseId}/${entry.volume}`}>
              <td className="numbers">{entry.number}</td>
              <td className="numbers">{entry.index}</td>
              <td>
                <p>{entry.title}</p>
              </td>
              <td className="numbers">{entry.volume}</td>
              <td className="numbers">{datesText(entry, day)}</td>
              <td className="numbers">{entry.sheets === null ? '—' : number(entry.sheets)}</td>
              <td className="numbers">{number(entry.documents)}</td>
              <td>{t(`nomenclature.medium.${entry.medium}`)}</td>
              <td>
                <p>{entry.note}</p>
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      {more}
    </>
  );
}

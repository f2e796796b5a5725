import { Button } from '@mantine/core';
import { useState } from 'react';
import type { InventoryLine } from '#shared/contract/inventories.ts';
import { useWords } from '../../../app/use-text.ts';
import { WideTable } from '../../../ui/wide-table.tsx';
import { datesText } from './dates-text.ts';

/** Entries drawn at once: a large inventory is read from its beginning, page by page. */
const PAGE = 200;

export function InventoryEntries({ entries }: { readonly entries: readonly InventoryLine[] }) {
  const { t, day, number } = useWords();
  const [most, setMost] = useState(PAGE);
  const shown = entries.slice(0, most);
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
      {shown.length < entries.length ? (
        <div>
          <p className="quiet">{t('common.shown', { shown: number(shown.length), total: number(entries.length) })}</p>
          <Button variant="default" onClick={() => setMost((before) => before + PAGE)}>
            {t('common.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

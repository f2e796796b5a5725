import { type ReactNode, useState } from 'react';
import { useWords } from '../../../app/use-text.ts';
import { FilterLine } from '../../../ui/filter-line.tsx';
import { Appraisal } from './appraisal.tsx';
import { InventoryList } from './inventory-list.tsx';
import styles from './inventories.module.css';

const PARTS = ['inventories', 'appraisal'] as const;
type Part = (typeof PARTS)[number];

/** Inventories of the archive, and the value appraisal from which they come. */
export function Inventories() {
  const { t } = useWords();
  const [part, setPart] = useState<Part>('inventories');
  const parts: ReactNode = (
    <FilterLine<Part>
      label={t('common.panes')}
      chosen={part}
      choices={PARTS.map((value) => ({ value, text: t(value === 'inventories' ? 'archive.section.inventories' : 'appraisal.title'), count: null }))}
      onChoose={(value) => setPart(value === 'appraisal' ? 'appraisal' : 'inventories')}
    />
  );
  return <div className={styles['room']}>{part === 'appraisal' ? <Appraisal parts={parts} /> : <InventoryList parts={parts} />}</div>;
}

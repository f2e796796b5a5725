import { useState } from 'react';
import { useWords } from '../../../app/use-text.ts';
import { FilterLine } from '../../../ui/filter-line.tsx';
import own from '../../directories/directories.module.css';
import { Appraisal } from './appraisal.tsx';
import { InventoryList } from './inventory-list.tsx';
import styles from './inventories.module.css';

const PARTS = ['inventories', 'appraisal'] as const;
type Part = (typeof PARTS)[number];

/** Inventories of the archive, and the value appraisal from which they come. */
export function Inventories() {
  const { t } = useWords();
  const [part, setPart] = useState<Part>('inventories');
  return (
    <div className={styles['room']}>
      <h1 className={own['title']}>{t(part === 'appraisal' ? 'appraisal.awaiting' : 'archive.section.inventories')}</h1>
      <FilterLine<Part>
        label={t('common.panes')}
        chosen={part}
        choices={PARTS.map((value) => ({ value, text: t(value === 'inventories' ? 'archive.section.inventories' : 'appraisal.title'), count: null }))}
        onChoose={(value) => setPart(value === 'appraisal' ? 'appraisal' : 'inventories')}
      />
      {part === 'appraisal' ? <Appraisal /> : <InventoryList />}
    </div>
  );
}

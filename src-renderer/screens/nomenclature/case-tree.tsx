import { Button } from '@mantine/core';
import { IconFolderPlus, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import type { NomenclatureCase, NomenclatureWhole } from '#shared/contract/nomenclature.ts';
import { useWords } from '../../app/use-text.ts';
import { Empty } from '../../ui/empty.tsx';
import styles from './nomenclature.module.css';

/** What the side pane shows: a case, a section, or a new one of either. */
export type Chosen = { readonly of: 'case'; readonly caseId: string } | { readonly of: 'section'; readonly sectionId: string } | { readonly of: 'newCase'; readonly sectionId: string | null } | { readonly of: 'newSection' };

interface Props {
  readonly whole: NomenclatureWhole;
  readonly chosen: Chosen | null;
  readonly mayEdit: boolean;
  readonly onChoose: (chosen: Chosen) => void;
}

/** Sections with their cases and how full they are; arrows move, Enter goes to the form. */
export function CaseTree({ whole, chosen, mayEdit, onChoose }: Props) {
  const { t } = useWords();
  const tree = useRef<HTMLDivElement>(null);
  const { sections, cases, editing } = whole;
  const addable = mayEdit && editing !== 'none';
  const sectionInHand = chosen?.of === 'section' ? chosen.sectionId : chosen?.of === 'case' ? (cases.find((entry) => entry.caseId === chosen.caseId)?.sectionId ?? null) : null;
  const firstKey = sections[0]?.sectionId ?? null;
  const chosenKey = chosen?.of === 'case' ? chosen.caseId : chosen?.of === 'section' ? chosen.sectionId : null;

  function move(event: KeyboardEvent): void {
    const rows = [...(tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]') ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-nomenclature-form] input, [data-nomenclature-form] textarea')?.focus();
      return;
    }
    const row = to === undefined ? undefined : rows[to];
    if (row === undefined) return;
    event.preventDefault();
    row.focus();
    row.click();
  }

  const item = (key: string, selected: Chosen) => ({
    role: 'treeitem',
    tabIndex: key === (chosenKey ?? firstKey) ? 0 : -1,
    'aria-selected': key === chosenKey,
    onClick: () => onChoose(selected),
  });

  return (
    <div className={styles['list']}>
      {sections.length === 0 ? (
        <Empty title={t('nomenclature.missing.noSections')} hint={t('nomenclature.noCases')} />
      ) : (
        // The keys of the tree are those of its rows; the row in hand holds the focus.
        <div ref={tree} role="tree" aria-label={t('nomenclature.list')} className={styles['tree']} data-keys="list" tabIndex={-1} onKeyDown={move}>
          {sections.map((section) => (
            <div key={section.sectionId} role="none">
              <div {...item(section.sectionId, { of: 'section', sectionId: section.sectionId })} aria-level={1} aria-expanded className={`${styles['row']} ${styles['section']}`}>
                <span className="numbers">{section.index}</span>
                <span>{section.title}</span>
              </div>
              {cases
                .filter((entry) => entry.sectionId === section.sectionId)
                .map((entry) => (
                  <div key={entry.caseId} {...item(entry.caseId, { of: 'case', caseId: entry.caseId })} aria-level={2} className={styles['row']}>
                    <CaseRow entry={entry} />
                  </div>
                ))}
            </div>
          ))}
        </div>
      )}
      {addable ? (
        <div className={styles['bar']}>
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} disabled={sections.length === 0} onClick={() => onChoose({ of: 'newCase', sectionId: sectionInHand })}>
            {t('nomenclature.addCase')}
          </Button>
          <Button variant="default" leftSection={<IconFolderPlus size={16} aria-hidden />} onClick={() => onChoose({ of: 'newSection' })}>
            {t('nomenclature.addSection')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function CaseRow({ entry }: { readonly entry: NomenclatureCase }) {
  const { t, number, day } = useWords();
  const ended = entry.destroyedOn !== null ? t('caseFile.state.destroyed', { day: day(entry.destroyedOn) }) : entry.closedOn !== null ? t('caseFile.state.closed', { day: day(entry.closedOn) }) : null;
  return (
    <>
      <span className="numbers">{entry.index}</span>
      <span className={entry.discontinued ? styles['struck'] : undefined}>
        {entry.title}
        {entry.transit ? <span className="quiet"> · {t('retention.transit')}</span> : null}
        {ended === null ? null : <span className={styles['ended']}> · {ended}</span>}
      </span>
      <span className={entry.retention === null ? styles['lacking'] : 'quiet'}>{entry.retention === null && entry.retentionText === '' ? t('nomenclature.missing.retention') : entry.retentionText}</span>
      <span className={`${styles['number']} numbers`} title={t('nomenclature.documents', { documents: entry.documents, filed: entry.filed })}>
        {number(entry.documents)}
        {entry.volumes > 1 ? <span className="quiet"> · {t('caseFile.volumeCount', { count: number(entry.volumes) })}</span> : null}
      </span>
    </>
  );
}

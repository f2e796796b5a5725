import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Direction } from '#shared/domain/registration-card.ts';
import { todayIn } from '../../app/formats.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { usePlaces } from '../../state/places.ts';
import { DayField } from '../../ui/fields/day-field.tsx';
import { PaneSwitch } from '../../ui/pane-switch.tsx';
import { Panes } from '../../ui/panes.tsx';
import { usePanes } from '../../ui/use-panes.ts';
import { DocumentPreview } from './document-preview.tsx';
import { DocumentTable } from './document-table.tsx';
import styles from './journal-view.module.css';
import { useRowPages } from './use-row-pages.ts';

const PANES = ['list', 'viewer'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A finished day; what is still being typed filters nothing. */
function asDay(value: string | null): string | null {
  return value !== null && DAY.test(value) ? value : null;
}

/** The registered documents of one direction. */
export function JournalView({ direction }: { readonly direction: Direction }) {
  const words = useWords();
  const { t } = words;
  const zone = useDesk((desk) => desk.state?.office?.zone ?? 'UTC');
  const today = todayIn(zone);
  const [text, setText] = useState('');
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [settled] = useDebouncedValue(text.trim(), 150);
  const go = usePlaces((places) => places.go);
  const setRowInHand = usePlaces((places) => places.setRowInHand);
  const inHand = usePlaces((places) => places.rowInHand[direction] ?? 0);
  const panes = usePanes('journal', PANES, ['viewer']);
  const query = useMemo(() => ({ direction, text: settled, from: asDay(from), to: asDay(to) }), [direction, settled, from, to]);
  const pages = useRowPages(query);
  const filtered = settled !== '' || query.from !== null || query.to !== null;
  const previewOpen = !panes.closed.includes('viewer');

  useScreenShortcuts([{ id: 'preview', keys: ['Space'], label: 'shortcut.preview', group: 'list', run: () => panes.toggle('viewer') }]);

  function clear(): void {
    setText('');
    setFrom(null);
    setTo(null);
  }

  return (
    <div className={styles['view']}>
      <div className={styles['filter']} role="search" aria-label={t('document.list.filter')}>
        <TextInput className={styles['text']} type="search" autoComplete="off" aria-label={t('document.list.filter')} placeholder={t('document.list.filter')} leftSection={<IconFilter size={16} aria-hidden />} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <span className={styles['period']}>
          <span aria-hidden>{t('document.list.from')}</span>
          <DayField className={styles['day']} aria-label={t('document.list.from')} value={from} today={today} onDay={setFrom} />
          <span aria-hidden>{t('document.list.to')}</span>
          <DayField className={styles['day']} aria-label={t('document.list.to')} value={to} today={today} onDay={setTo} />
        </span>
        {filtered ? (
          <Button variant="subtle" onClick={clear}>
            {t('document.list.clear')}
          </Button>
        ) : null}
        <span className={`${styles['count']} quiet numbers`} role="status">
          {pages.total === null ? '' : t('search.found', { count: words.number(pages.total) })}
        </span>
        <PaneSwitch panes={PANES} state={panes} />
      </div>
      <div className={styles['parts']}>
        <Panes
          room="journal"
          closed={panes.closed}
          panes={[
            {
              id: 'list',
              size: 58,
              least: 35,
              content: (
                <DocumentTable
                  label={`${t('document.list')}: ${t(`direction.${direction}`)}`}
                  pages={pages}
                  inHand={inHand}
                  narrow={previewOpen}
                  empty={filtered ? { title: t('document.list.nothing'), hint: t('document.list.nothingHint') } : { title: t('document.list.empty'), hint: t('document.list.emptyHint') }}
                  onHand={(row) => setRowInHand(direction, row)}
                  onOpen={(documentId) => go({ room: 'registration', view: 'document', documentId })}
                />
              ),
            },
            { id: 'viewer', size: 42, least: 25, content: <DocumentPreview documentId={pages.rows[inHand]?.documentId ?? null} /> },
          ]}
        />
      </div>
    </div>
  );
}

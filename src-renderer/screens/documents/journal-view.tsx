import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFilter, IconWriting } from '@tabler/icons-react';
import { type FormEvent, useMemo, useState } from 'react';
import { HANDOVER_LIMIT } from '#shared/contract/day-papers.ts';
import { MOST_PRINTED } from '#shared/contract/printing.ts';
import { searchFilters, type SearchQuestion } from '#shared/contract/search.ts';
import type { Direction } from '#shared/domain/registration-card.ts';
import { todayIn } from '../../app/formats.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { usePlaces } from '../../state/places.ts';
import { DayField } from '../../ui/fields/day-field.tsx';
import { PaneSwitch } from '../../ui/pane-switch.tsx';
import { Panes } from '../../ui/panes.tsx';
import { usePanes } from '../../ui/use-panes.ts';
import { HandoverDialog } from '../day-papers/handover-dialog.tsx';
import { JournalPrint } from '../day-papers/journal-print.tsx';
import { PrintMarked } from '../printing/print-marked.tsx';
import { DocumentPreview } from './document-preview.tsx';
import { DocumentTable } from './document-table.tsx';
import styles from './journal-view.module.css';
import { useFoundRows } from './use-found-rows.ts';
import { useJournalChoice } from './use-journal-choice.ts';
import { useJournalRows } from './use-journal-rows.ts';
import { useMarks } from './use-marks.ts';

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
  const [since, until] = [asDay(from), asDay(to)];
  const filtered = settled !== '' || since !== null || until !== null;
  // Who reads only what was passed to them sees a list of it; the others see the journal, number by number.
  const readsJournal = useDesk((desk) => hasPersonRight(desk.person, 'card.read'));
  const choice = useJournalChoice(direction);
  const { journal, year } = choice;
  const journalId = journal?.journalId ?? null;
  const [shared, setShared] = useState<string | null>(null);
  const place = journalId === null || year === null ? null : `${journalId}/${year}`;
  const asList = filtered || !readsJournal || (place !== null && shared === place);
  const question = useMemo((): SearchQuestion | null => {
    if (!asList) return null;
    if (filtered || !readsJournal || journalId === null) return { text: settled, filters: searchFilters.parse({ directions: [direction], from: since, to: until }), sort: 'newest' };
    return { text: '', filters: searchFilters.parse({ journals: [journalId], from: `${year}-01-01`, to: `${year}-12-31` }), sort: 'newest' };
  }, [asList, filtered, readsJournal, journalId, year, direction, settled, since, until]);
  const inSight = useMemo(() => (asList || journalId === null || year === null ? null : { journalId, year }), [asList, journalId, year]);
  const found = useFoundRows(question);
  const numbered = useJournalRows(inSight);
  if (numbered.shared && shared !== place) setShared(place);
  const pages = asList ? found : numbered;
  const registers = useDesk((desk) => hasPersonRight(desk.person, 'card.register'));
  const copies = useDesk((desk) => hasPersonRight(desk.person, 'copy.make'));
  const marks = useMarks(direction, registers ? HANDOVER_LIMIT : MOST_PRINTED);
  const { marked } = marks;
  const [handing, setHanding] = useState(false);
  const previewOpen = !panes.closed.includes('viewer');

  useScreenShortcuts([{ id: 'preview', keys: ['Space'], label: 'shortcut.preview', group: 'list', run: () => panes.toggle('viewer') }]);

  const [wanted, setWanted] = useState('');
  function goToNumber(event: FormEvent): void {
    event.preventDefault();
    const number = Number(wanted);
    if (Number.isSafeInteger(number) && number > 0) setRowInHand(direction, numbered.lineOf(number));
  }

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
        {filtered || !readsJournal || journal === null ? null : (
          <>
            {choice.journals.length > 1 ? <NativeSelect className={styles['journal']} aria-label={t('requisite.journalId')} value={journal.journalId} onChange={(event) => choice.chooseJournal(event.currentTarget.value)} data={choice.journals.map(({ journalId: value, names }) => ({ value, label: words.named(names) }))} /> : null}
            <NativeSelect className={styles['year']} aria-label={t('document.list.year')} value={String(year ?? '')} onChange={(event) => choice.chooseYear(Number(event.currentTarget.value))} data={choice.years.map(String)} />
            <form onSubmit={goToNumber}>
              <TextInput className={styles['number']} inputMode="numeric" autoComplete="off" aria-label={t('document.list.toNumber')} placeholder={t('document.list.toNumber')} value={wanted} onChange={(event) => setWanted(event.currentTarget.value.replace(/\D/g, '').slice(0, 9))} />
            </form>
          </>
        )}
        {filtered ? (
          <Button variant="subtle" onClick={clear}>
            {t('document.list.clear')}
          </Button>
        ) : null}
        <span className={`${styles['count']} quiet numbers`} role="status">
          {pages.total === null ? '' : t('search.found', { count: `${words.number(pages.total)}${pages.more ? '+' : ''}` })}
        </span>
        {registers && marked.size > 0 ? (
          <Button leftSection={<IconWriting size={16} aria-hidden />} onClick={() => setHanding(true)}>
            {t('dayPapers.addToHandover', { count: marked.size })}
          </Button>
        ) : null}
        {copies ? <PrintMarked marked={marked} /> : null}
        {marked.size > 0 ? (
          <Button variant="subtle" onClick={marks.clear}>
            {t('dayPapers.unmark')}
          </Button>
        ) : null}
        {registers && marked.size === 0 && journalId !== null ? <JournalPrint journalId={journalId} from={since ?? until ?? today} to={until ?? (since === null ? today : since)} label={t(since === null && until === null ? 'dayPapers.printToday' : 'dayPapers.print')} /> : null}
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
                  {...(registers || copies ? { marks } : {})}
                  empty={filtered ? { title: t('document.list.nothing'), hint: t('document.list.nothingHint') } : { title: t('document.list.empty'), hint: t('document.list.emptyHint') }}
                  onHand={(row) => setRowInHand(direction, row)}
                  onOpen={(documentId) => go({ room: 'registration', view: 'document', documentId })}
                />
              ),
            },
            { id: 'viewer', size: 42, least: 25, content: <DocumentPreview documentId={pages.rows.get(inHand)?.documentId ?? null} /> },
          ]}
        />
      </div>
      <HandoverDialog opened={handing} documents={marked} onClose={() => setHanding(false)} onMade={marks.clear} />
    </div>
  );
}

import { IconCircleCheck } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import type { Person } from '../../state/desk.ts';
import { usePlaces } from '../../state/places.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panes } from '../../ui/panes.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { ConflictDetail } from './conflict-detail.tsx';
import { ConflictList } from './conflict-list.tsx';
import { usePages } from './use-pages.ts';

/** What desks that did not see each other's work left to a person: open or settled ones, one in hand. */
export function ConflictsView({ person, settled }: { readonly person: Person; readonly settled: boolean }) {
  const { t } = useWords();
  const list = useRef<HTMLUListElement>(null);
  const listName = settled ? 'exchange.settled' : 'exchange.conflicts';
  const remembered = usePlaces((places) => places.rowInHand[listName] ?? 0);
  const setRowInHand = usePlaces((places) => places.setRowInHand);
  const [heldId, setHeldId] = useState<string | null>(null);
  const pages = usePages(
    `${listName}.list`,
    async (client, after, options) => {
      const page = await client.sync.conflicts({ settled, after }, options);
      return page.ok ? { ok: true, value: { rows: page.value.conflicts, next: page.value.next } } : page;
    },
    ['sync', 'cards'],
  );
  const rows = pages.rows ?? [];
  const found = rows.findIndex(({ conflictId }) => conflictId === heldId);
  // New ones come in above: the one in hand stays in hand. Where it was settled, the next one takes its place.
  const current = found === -1 ? Math.max(0, Math.min(remembered, rows.length - 1)) : found;
  const held = rows[current];
  if (held !== undefined && held.conflictId !== heldId) setHeldId(held.conflictId);

  function moveTo(row: number): void {
    const to = Math.max(0, Math.min(rows.length - 1, row));
    if (to >= rows.length - 1 && pages.more) pages.readMore();
    setRowInHand(listName, to);
    setHeldId(rows[to]?.conflictId ?? null);
  }
  useScreenShortcuts([
    { id: 'down', keys: ['J'], label: 'shortcut.down', group: 'list', run: () => moveTo(current + 1) },
    { id: 'up', keys: ['K'], label: 'shortcut.up', group: 'list', run: () => moveTo(current - 1) },
    { id: 'next', keys: ['Alt+→'], label: 'shortcut.next', group: 'list', run: () => moveTo(current + 1) },
    { id: 'previous', keys: ['Alt+←'], label: 'shortcut.previous', group: 'list', run: () => moveTo(current - 1) },
  ]);

  function settledOne(): void {
    setRowInHand(listName, current);
    pages.again();
    list.current?.focus();
  }

  const heading = <h1 className="visually-hidden">{t(settled ? 'sync.tab.settled' : 'sync.tab.conflicts')}</h1>;
  if (pages.rows === null) return pages.error === null ? <SlowLoading label={t('common.loading')} lines={12} /> : <div className="padded"><ErrorNote error={pages.error} again={pages.again} /></div>;
  if (held === undefined) {
    return (
      <>
        {heading}
        <Empty icon={<IconCircleCheck size={40} stroke={1.2} aria-hidden />} title={t(settled ? 'sync.noneSettled' : 'sync.noConflicts')} hint={t('sync.noConflictsHint')} />
      </>
    );
  }
  return (
    <>
      {heading}
      <Panes
        room="exchange"
        closed={[]}
        panes={[
          { id: 'list', size: 36, least: 24, content: <ConflictList listRef={list} label={t(settled ? 'sync.tab.settled' : 'sync.tab.conflicts')} conflicts={rows} current={current} onHold={moveTo} /> },
          { id: 'card', size: 64, least: 40, content: <ConflictDetail key={held.conflictId} person={person} conflict={held} onSettled={settledOne} /> },
        ]}
      />
    </>
  );
}

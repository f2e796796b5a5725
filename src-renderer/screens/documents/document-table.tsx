import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { IconFileSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { matchesKey } from '../../app/keys.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { documentColumns, features, type TableLine } from './document-columns.tsx';
import styles from './document-table.module.css';
import type { RowPages } from './row-pages.ts';
import type { Marks } from './use-marks.ts';

interface Props {
  readonly label: string;
  readonly pages: RowPages;
  readonly inHand: number;
  readonly empty: { readonly title: string; readonly hint: string };
  readonly narrow?: boolean;
  /** Left out: rows are not marked here. */
  readonly marks?: Marks;
  readonly onHand: (row: number) => void;
  readonly onOpen: (documentId: string) => void;
}

const ROW = 32;
/** Height of the head, which stays above the rows. */
const HEAD = 32;
const PAGE_STEP = 12;

/** Registered documents as a long table: one row in hand, moved by keys, opened by Enter. */
export function DocumentTable({ label, pages, inHand, empty, narrow = false, marks, onHand, onOpen }: Props) {
  const words = useWords();
  const { t } = words;
  const kinds = useChoices().value?.kinds;
  const scroll = useRef<HTMLDivElement>(null);
  const { total, rows: held, need } = pages;
  const columns = useMemo(() => documentColumns(words, kinds ?? [], narrow), [words, kinds, narrow]);
  const count = total ?? 0;
  const virtual = useVirtualizer({ count, getScrollElement: () => scroll.current, estimateSize: () => ROW, overscan: 12, scrollMargin: HEAD, scrollPaddingStart: HEAD });
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => need(first, last), [need, first, last]);
  // The table is given the lines in sight only: a journal has tens of thousands.
  const data = useMemo(() => Array.from({ length: count === 0 ? 0 : last - first + 1 }, (_, at): TableLine => ({ at: first + at, row: held.get(first + at) })), [held, first, last, count]);
  const table = useTable({ features, columns, data, getRowId: (line) => String(line.at) });
  const lines = table.getRowModel().rows;

  const current = Math.min(inHand, Math.max(0, count - 1));
  // A line that was put in hand from elsewhere, as by its number, comes into sight.
  useEffect(() => {
    if (count > 0) virtual.scrollToIndex(current, { align: 'auto' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the list itself must not pull the sight back
  }, [current]);
  function moveTo(row: number): void {
    const to = Math.max(0, Math.min(count - 1, row));
    onHand(to);
    virtual.scrollToIndex(to, { align: 'auto' });
  }
  function open(at: number): void {
    const row = held.get(at);
    if (row !== undefined && row !== null) onOpen(row.documentId);
  }
  useScreenShortcuts([
    { id: 'down', keys: ['J'], label: 'shortcut.down', group: 'list', run: () => moveTo(current + 1) },
    { id: 'up', keys: ['K'], label: 'shortcut.up', group: 'list', run: () => moveTo(current - 1) },
    { id: 'next', keys: ['Alt+→'], label: 'shortcut.next', group: 'list', run: () => moveTo(current + 1) },
    { id: 'previous', keys: ['Alt+←'], label: 'shortcut.previous', group: 'list', run: () => moveTo(current - 1) },
    ...(marks === undefined
      ? []
      : ([
          { id: 'mark', keys: ['X'], label: 'shortcut.mark', group: 'list', run: () => mark([current], !marked(current)) },
          // The list itself answers these, so that a text field keeps its own.
          { id: 'markOn', keys: ['Shift+↓', 'Shift+↑'], label: 'shortcut.markOn', group: 'list', listens: false, run: () => undefined },
          { id: 'markAll', keys: ['Ctrl+A'], label: 'shortcut.markAll', group: 'list', listens: false, run: markShown },
          { id: 'unmark', keys: ['Shift+X'], label: 'dayPapers.unmark', group: 'list', run: marks.clear },
        ] as const)),
    { id: 'open', keys: ['Enter'], label: 'shortcut.open', group: 'list', run: () => open(current) },
  ]);

  function mark(places: readonly number[], on: boolean): void {
    marks?.mark(places.flatMap((at) => held.get(at) ?? []), on);
  }
  /** What has been read of the list, from its beginning. */
  function markShown(): void {
    mark([...held.keys()].toSorted((one, other) => one - other), true);
  }
  function marked(at: number): boolean {
    const row = held.get(at);
    return row !== undefined && row !== null && marks?.marked.has(row.documentId) === true;
  }
  function markBox(at: number) {
    if (marks === undefined) return null;
    const row = held.get(at);
    return (
      <span role="gridcell" data-column="mark">
        {row === undefined || row === null ? null : <input type="checkbox" tabIndex={-1} aria-label={t('dayPapers.mark', { index: row.registrationIndex })} checked={marks.marked.has(row.documentId)} onChange={(event) => mark([at], event.currentTarget.checked)} />}
      </span>
    );
  }

  function keys(event: KeyboardEvent): void {
    if (marks !== undefined && matchesKey('Ctrl+A', event.nativeEvent)) {
      event.preventDefault();
      markShown();
      return;
    }
    const steps: Readonly<Record<string, number>> = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + PAGE_STEP, PageUp: current - PAGE_STEP, Home: 0, End: count - 1 };
    const to = event.ctrlKey || event.altKey ? undefined : steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (event.shiftKey) mark([current, Math.max(0, Math.min(count - 1, to))], true);
    moveTo(to);
  }

  if (pages.error !== null && total === null) return <div className="padded"><ErrorNote error={pages.error} again={pages.again} /></div>;
  if (total === null) return <SlowLoading label={t('common.loading')} lines={12} />;
  if (total === 0) return <Empty icon={<IconFileSearch size={40} stroke={1.2} aria-hidden />} title={empty.title} hint={empty.hint} />;
  return (
    <div ref={scroll} className={`${styles['table']} long-table`} role="grid" aria-label={label} aria-rowcount={pages.more ? -1 : total + 1} aria-activedescendant={`row-${current}`} tabIndex={0} data-keys="list" data-narrow={narrow || undefined} data-marks={marks !== undefined || undefined} onKeyDown={keys}>
      <div role="rowgroup" className="long-table-head">
        {table.getHeaderGroups().map((group) => (
          <div key={group.id} role="row" aria-rowindex={1}>
            {marks === undefined ? null : (
              <span role="columnheader" data-column="mark">
                <span className="visually-hidden">{t('dayPapers.marks')}</span>
              </span>
            )}
            {group.headers.map((header) => (
              <span key={header.id} role="columnheader" data-column={header.column.id}>
                <table.FlexRender header={header} />
              </span>
            ))}
          </div>
        ))}
      </div>
      <div role="rowgroup" className="long-table-rows" style={{ height: virtual.getTotalSize() }}>
          {shown.map((item) => {
            const line = lines[item.index - first];
            if (line === undefined) return null;
            return (
              <div
                key={line.id}
                id={`row-${item.index}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={item.index === current}
                style={{ transform: `translateY(${item.start - HEAD}px)` }}
                onClick={() => onHand(item.index)}
                onDoubleClick={() => open(item.index)}
              >
                {markBox(item.index)}
                {line.getAllCells().map((cell) => (
                  <span key={cell.id} role="gridcell" data-column={cell.column.id}>
                    <table.FlexRender cell={cell} />
                  </span>
                ))}
              </div>
            );
          })}
      </div>
    </div>
  );
}

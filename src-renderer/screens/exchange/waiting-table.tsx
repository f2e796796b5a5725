import { useVirtualizer } from '@tanstack/react-virtual';
import { IconClock, IconCloudCheck, IconCloudX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { WaitingOperation } from '#shared/contract/sync.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import styles from './waiting-table.module.css';

const ROW = 32;
const HEAD = 32;
const PAGE_STEP = 12;
/** Rows before the end at which what follows is read. */
const AHEAD = 20;
const STATE_ICONS = { queued: IconClock, sent: IconCloudCheck, refused: IconCloudX } as const;
const COLUMNS = ['what', 'about', 'who', 'when', 'state'] as const;

interface Props {
  readonly rows: readonly WaitingOperation[];
  readonly more: boolean;
  readonly onMore: () => void;
  readonly onOpen: (documentId: string) => void;
}

/** Waiting operations as a long table: one row in hand, moved by keys; Enter opens its document. */
export function WaitingTable({ rows, more, onMore, onOpen }: Props) {
  const words = useWords();
  const { t } = words;
  const scroll = useRef<HTMLDivElement>(null);
  const inHand = usePlaces((places) => places.rowInHand['sync.waiting'] ?? 0);
  const setRowInHand = usePlaces((places) => places.setRowInHand);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => ROW, overscan: 12, scrollMargin: HEAD, scrollPaddingStart: HEAD });
  const shown = virtual.getVirtualItems();
  const current = Math.min(inHand, rows.length - 1);
  const held = rows[current];
  const last = Math.max(shown.at(-1)?.index ?? 0, current);
  useEffect(() => {
    if (more && last >= rows.length - AHEAD) onMore();
  }, [last, more, rows.length, onMore]);
  useEffect(() => {
    virtual.scrollToIndex(current, { align: 'auto' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the list itself must not pull the sight back
  }, [current]);

  function moveTo(row: number): void {
    setRowInHand('sync.waiting', Math.max(0, Math.min(rows.length - 1, row)));
  }
  function open(row: WaitingOperation | undefined): void {
    if (row !== undefined && row.documentId !== null) onOpen(row.documentId);
  }
  useScreenShortcuts([
    { id: 'down', keys: ['J'], label: 'shortcut.down', group: 'list', run: () => moveTo(current + 1) },
    { id: 'up', keys: ['K'], label: 'shortcut.up', group: 'list', run: () => moveTo(current - 1) },
    { id: 'next', keys: ['Alt+→'], label: 'shortcut.next', group: 'list', run: () => moveTo(current + 1) },
    { id: 'previous', keys: ['Alt+←'], label: 'shortcut.previous', group: 'list', run: () => moveTo(current - 1) },
    { id: 'open', keys: ['Enter'], label: 'shortcut.open', group: 'list', run: () => open(held) },
  ]);

  function keys(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + PAGE_STEP, PageUp: current - PAGE_STEP, Home: 0, End: rows.length - 1 };
    const to = event.ctrlKey || event.altKey ? undefined : steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    moveTo(to);
  }

  return (
    <div className={styles['view']}>
      <div ref={scroll} className={`${styles['table']} long-table`} role="grid" aria-label={t('sync.tab.waiting')} aria-rowcount={more ? -1 : rows.length + 1} aria-activedescendant={`waiting-${current}`} tabIndex={0} data-keys="list" onKeyDown={keys}>
        <div role="rowgroup" className="long-table-head">
          <div role="row" aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <span key={column} role="columnheader">
                {t(`sync.column.${column}`)}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="long-table-rows" style={{ height: virtual.getTotalSize() }}>
          {shown.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={row.operationId}
                id={`waiting-${item.index}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={item.index === current}
                style={{ transform: `translateY(${item.start - HEAD}px)` }}
                onClick={() => moveTo(item.index)}
                onDoubleClick={() => open(row)}
              >
                <WaitingCells row={row} />
              </div>
            );
          })}
        </div>
      </div>
      {held === undefined ? null : (
        <div className={styles['held']} aria-live="polite">
          <p className={styles['about']}>{[nameOf(held.kind), held.about].filter((part) => part !== '').join(' — ')}</p>
          <p className="quiet">{t(`sync.itemHint.${held.state}`)}</p>
        </div>
      )}
    </div>
  );

  function nameOf(kind: string): string {
    return words.tKnown(`operation.${kind}`, 'operation.other', { kind });
  }
}

function WaitingCells({ row }: { readonly row: WaitingOperation }) {
  const words = useWords();
  const { t } = words;
  const Icon = STATE_ICONS[row.state];
  const what = words.tKnown(`operation.${row.kind}`, 'operation.other', { kind: row.kind });
  const who = row.by ?? t('sync.byDesk');
  return (
    <>
      <Cell text={what} />
      <Cell text={row.about} />
      <Cell text={who} quiet={row.by === null} />
      <span role="gridcell">{words.instant(row.at)}</span>
      <span role="gridcell" className={styles['state']} data-state={row.state}>
        <Icon size={16} aria-hidden />
        <span className="ellipsis">{t(`sync.item.${row.state}`)}</span>
      </span>
    </>
  );
}

function Cell({ text, quiet = false }: { readonly text: string; readonly quiet?: boolean }) {
  return (
    <span role="gridcell">
      <span className={quiet ? 'ellipsis quiet' : 'ellipsis'} title={text}>
        {text}
      </span>
    </span>
  );
}

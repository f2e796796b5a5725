import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { CopyEntry } from '#shared/contract/copy-register.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { REGISTER_LIST } from '../../state/copy-register.ts';
import { usePlaces } from '../../state/places.ts';
import { CopyNames } from './copy-names.tsx';
import styles from './copy-register-table.module.css';
import { DueText } from './due-text.tsx';
import type { CopyEntries } from './use-copy-entries.ts';

/** Height of a line before it is measured: two lines of text. */
const ROW = 48;
/** Height of the head, which stays above the rows. */
const HEAD = 32;
const PAGE_STEP = 8;
const COLUMNS = ['appliedOn', 'document', 'requester', 'givenAs', 'state'] as const;

/** The lines of the register: as high as their texts, only those in sight drawn; one in hand, opened by Enter. */
export function CopyRegisterTable({ entries }: { readonly entries: CopyEntries }) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  const setRowInHand = usePlaces((places) => places.setRowInHand);
  const inHand = usePlaces((places) => places.rowInHand[REGISTER_LIST] ?? 0);
  const scroll = useRef<HTMLDivElement>(null);
  const { rows, need } = entries;
  const count = entries.total ?? 0;
  const virtual = useVirtualizer({ count, getScrollElement: () => scroll.current, estimateSize: () => ROW, overscan: 8, scrollMargin: HEAD, scrollPaddingStart: HEAD });
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => need(first, last), [need, first, last]);
  const current = Math.min(inHand, Math.max(0, count - 1));
  // Coming back to the register, the line in hand is in sight.
  useEffect(() => {
    if (count > 0) virtual.scrollToIndex(current, { align: 'auto' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the list itself must not pull the sight back
  }, [current]);

  function moveTo(row: number): void {
    const to = Math.max(0, Math.min(count - 1, row));
    setRowInHand(REGISTER_LIST, to);
    virtual.scrollToIndex(to, { align: 'auto' });
  }
  function open(at: number): void {
    const entry = rows.get(at);
    if (entry !== undefined) go({ room: 'registration', view: 'document', documentId: entry.documentId });
  }
  useScreenShortcuts([
    { id: 'down', keys: ['J'], label: 'shortcut.down', group: 'list', run: () => moveTo(current + 1) },
    { id: 'up', keys: ['K'], label: 'shortcut.up', group: 'list', run: () => moveTo(current - 1) },
    { id: 'open', keys: ['Enter'], label: 'shortcut.open', group: 'list', run: () => open(current) },
  ]);
  function keys(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + PAGE_STEP, PageUp: current - PAGE_STEP, Home: 0, End: count - 1 };
    const to = event.ctrlKey || event.altKey || event.shiftKey ? undefined : steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    moveTo(to);
  }

  return (
    <div ref={scroll} className={`${styles['table']} long-table tall-rows`} role="grid" aria-label={t('copyRegister.title')} aria-rowcount={count + 1} aria-activedescendant={`copy-row-${current}`} tabIndex={0} data-keys="list" onKeyDown={keys}>
      <div role="rowgroup" className="long-table-head">
        <div role="row" aria-rowindex={1}>
          {COLUMNS.map((column) => (
            <span key={column} role="columnheader">
              {t(`copyRegister.${column}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="long-table-rows" style={{ height: virtual.getTotalSize() }}>
        {shown.map((item) => (
          <div
            key={item.key}
            ref={virtual.measureElement}
            id={`copy-row-${item.index}`}
            data-index={item.index}
            role="row"
            aria-rowindex={item.index + 2}
            aria-selected={item.index === current}
            style={{ transform: `translateY(${item.start - HEAD}px)` }}
            onClick={() => setRowInHand(REGISTER_LIST, item.index)}
            onDoubleClick={() => open(item.index)}
          >
            <Cells entry={rows.get(item.index)} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Cells({ entry }: { readonly entry: CopyEntry | undefined }) {
  const words = useWords();
  const { t } = words;
  if (entry === undefined) return <span role="gridcell" className="quiet" aria-label={t('copyRegister.notRead')}>…</span>;
  return (
    <>
      <span role="gridcell">{words.day(entry.appliedOn)}</span>
      <span role="gridcell">
        <strong>{entry.registrationIndex}</strong>
        <p className="quiet">{entry.subject}</p>
      </span>
      <span role="gridcell">
        <p>{entry.requester}</p>
        <p className="quiet">{t(`copyRegister.kind.${entry.requesterKind}`)}</p>
      </span>
      <span role="gridcell">
        <p>{t(`copyRegister.givenAs.${entry.givenAs}`)}</p>
        <p className="quiet">{t(`copyRegister.way.${entry.way}`)}</p>
        <CopyNames copies={entry.copies} />
      </span>
      <span role="gridcell">
        <DueText entry={entry} />
      </span>
    </>
  );
}

import { IconCopy, IconHash, IconPencil, IconPlayerSkipForward } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import type { Conflict } from '#shared/contract/sync.ts';
import { useWords } from '../../app/use-text.ts';
import { fieldName } from '../documents/requisite-value.ts';
import styles from './conflict-list.module.css';

const SORT_ICONS = { field: IconPencil, duplicate: IconCopy, number: IconHash, command: IconPlayerSkipForward } as const;

interface Props {
  readonly listRef: RefObject<HTMLUListElement | null>;
  readonly label: string;
  readonly conflicts: readonly Conflict[];
  readonly current: number;
  readonly onHold: (row: number) => void;
}

/** Conflicts, newest first, one in hand. */
export function ConflictList({ listRef, label, conflicts, current, onHold }: Props) {
  useEffect(() => {
    listRef.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current, listRef]);

  function keys(event: KeyboardEvent): void {
    const steps: Readonly<Record<string, number>> = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: conflicts.length - 1 };
    const to = event.ctrlKey || event.altKey ? undefined : steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onHold(to);
  }

  return (
    <ul ref={listRef} className="entry-list" role="listbox" aria-label={label} tabIndex={0} data-keys="list" aria-activedescendant={`conflict-${current}`} onKeyDown={keys}>
      {conflicts.map((conflict, at) => (
        <li key={conflict.conflictId} id={`conflict-${at}`} role="option" aria-selected={at === current} onClick={() => onHold(at)}>
          <ConflictLine conflict={conflict} />
        </li>
      ))}
    </ul>
  );
}

function ConflictLine({ conflict: { sort, document, field, later, settled } }: { readonly conflict: Conflict }) {
  const words = useWords();
  const { t } = words;
  const Icon = SORT_ICONS[sort];
  const operation = words.tKnown(`operation.${later.kind}`, 'operation.other', { kind: later.kind });
  return (
    <>
      <span className={styles['sort']}>
        <Icon size={16} aria-hidden />
        <span>
          {t(`sync.sort.${sort}`)}
          {field === null ? null : `: ${fieldName(field, words)}`}
        </span>
      </span>
      <span className="two-lines">{document === null ? operation : `№ ${document.registrationIndex} — ${document.subject}`}</span>
      <span className="quiet numbers">{settled === null ? [words.instant(later.at), later.actor].join(' · ') : [t(`sync.decided.${settled.decision}`), words.instant(settled.at)].join(' · ')}</span>
    </>
  );
}

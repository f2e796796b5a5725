import { IconAlertTriangle, IconFileOff, IconInbox } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { useWords } from '../../app/use-text.ts';
import { Empty } from '../../ui/empty.tsx';
import { Seal } from '../../ui/seal.tsx';
import { focusFirstField } from './field-focus.ts';
import styles from './letter-list.module.css';
import type { Entries, Entry } from './use-entries.ts';

interface Props {
  readonly listRef: RefObject<HTMLUListElement | null>;
  readonly entries: Entries;
}

/** Focuses the first field of the card that is shown. */
export function focusCard(): void {
  const card = document.querySelector<HTMLElement>('[data-card]');
  focusFirstField(card);
}

/** The letters that wait, one in hand. */
export function LetterList({ listRef, entries }: Props) {
  const { t } = useWords();
  const { inHand, take } = entries;
  useEffect(() => {
    listRef.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [inHand, listRef]);

  function open(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.ctrlKey) return;
    event.preventDefault();
    focusCard();
  }

  if (entries.entries.length === 0) return <Empty icon={<IconInbox size={40} stroke={1.2} aria-hidden />} title={t('registration.letters.empty')} hint={t('registration.letters.emptyHint')} />;
  return (
    <ul
      ref={listRef}
      className="entry-list"
      role="listbox"
      aria-label={t('registration.letters')}
      tabIndex={0}
      data-keys="list"
      aria-activedescendant={entries.entries.some((entry) => entry.key === inHand) ? `letter-${inHand}` : undefined}
      onKeyDown={open}
    >
      {entries.entries.map((entry) => (
        <li key={entry.key} id={`letter-${entry.key}`} role="option" aria-selected={entry.key === inHand} onClick={() => take(entry.key)} onDoubleClick={focusCard}>
          <LetterLine entry={entry} />
        </li>
      ))}
    </ul>
  );
}

function LetterLine({ entry: { letter, draft } }: { readonly entry: Entry }) {
  const words = useWords();
  const { t } = words;
  const title = draft?.requisites.subject.trim() || letter?.fileName || t('registration.letter.unnamed');
  const who = draft?.requisites.correspondent ?? letter?.suggestions.correspondent ?? null;
  return (
    <>
      <span className={`${styles['title']} two-lines`} title={title}>
        {title}
      </span>
      {who === null ? null : <span className={`${styles['who']} ellipsis`}>{who}</span>}
      <span className={styles['line']}>
        {letter === null ? <IconFileOff size={16} aria-hidden /> : <Seal verdict={letter.verdict} form="mark" />}
        {letter === null ? null : <time className="numbers">{words.instant(letter.receivedAt)}</time>}
        {letter?.sameFile === true ? (
          <span className={styles['warning']} title={t('registration.duplicate')}>
            <IconAlertTriangle size={14} aria-hidden />
            <span className="visually-hidden">{t('registration.duplicate')}</span>
          </span>
        ) : null}
        {draft?.begun === true ? <span className={styles['begun']}>{t('registration.letter.begun')}</span> : null}
      </span>
    </>
  );
}

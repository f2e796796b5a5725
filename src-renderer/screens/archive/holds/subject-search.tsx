import { ActionIcon, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { HoldSubject } from '#shared/contract/holds.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import styles from './holds.module.css';
import { subjectKey, subjectName, subjectTitle } from './subject-text.ts';

const SETTLE_MILLISECONDS = 150;

interface Props {
  readonly chosen: readonly HoldSubject[];
  readonly error: string | null;
  readonly onChosen: (chosen: readonly HoldSubject[]) => void;
}

/** Finds cases and documents by their index and gathers those that are chosen. */
export function SubjectSearch({ chosen, error, onChosen }: Props) {
  const words = useWords();
  const { t } = words;
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), SETTLE_MILLISECONDS);
  const found = useAsk(settled === '' ? null : `holds.find:${settled}`, (client, options) => client.holds.find({ text: settled }, options));
  const offered = (found.value?.subjects ?? []).filter((subject) => !chosen.some((one) => subjectKey(one) === subjectKey(subject)));
  const field = useRef<HTMLInputElement>(null);

  /** The line that was chosen is gone from the list: the hands go on where they can look for the next one. */
  function choose(subject: HoldSubject): void {
    onChosen([...chosen, subject]);
    setText('');
    field.current?.focus();
  }

  return (
    <>
      <TextInput ref={field} label={t('hold.find')} maxLength={60} value={text} onChange={(event) => setText(event.currentTarget.value)} error={error} autoComplete="off" />
      {found.error === null ? null : <ErrorNote error={found.error} again={found.again} />}
      {found.value === null || settled === '' || text.trim() === '' ? null : offered.length === 0 ? (
        <p className="quiet" role="status">
          {t('hold.foundNone')}
        </p>
      ) : (
        <div className={styles['found']} role="group" aria-label={t('hold.found')}>
          {offered.map((subject) => (
            <button key={subjectKey(subject)} type="button" onClick={() => choose(subject)}>
              <strong>{subjectName(subject, words)}</strong> {subjectTitle(subject)}
            </button>
          ))}
        </div>
      )}
      {chosen.length === 0 ? null : (
        <ul className={styles['chosen']} aria-label={t('hold.subjects')}>
          {chosen.map((subject) => (
            <li key={subjectKey(subject)}>
              <span>
                <strong>{subjectName(subject, words)}</strong> {subjectTitle(subject)}
              </span>
              <ActionIcon aria-label={t('hold.remove', { name: subjectName(subject, words) })} onClick={() => onChosen(chosen.filter((one) => one !== subject))}>
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

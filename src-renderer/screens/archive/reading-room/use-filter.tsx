import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { isCalendarDay } from '#shared/domain/working-day.ts';
import { useWords } from '../../../app/use-text.ts';
import { DayField } from '../../../ui/fields/day-field.tsx';
import styles from '../../copy-register/register-filter.module.css';

const SETTLE_MILLISECONDS = 150;

/** Which entries of the log are shown. */
export interface UseChoice {
  readonly text: string;
  readonly from: string | null;
  readonly to: string | null;
}

export function isNarrowed({ text, from, to }: UseChoice): boolean {
  return text !== '' || from !== null || to !== null;
}

/** A finished day; what is still being typed filters nothing. */
function asDay(value: string | null): string | null {
  return value !== null && isCalendarDay(value) ? value : null;
}

/** Narrows the log of use: by words of the reader or the case, by days of giving. */
export function UseFilter({ choice, onChoice }: { readonly choice: UseChoice; readonly onChoice: (choice: UseChoice) => void }) {
  const { t, todayDay } = useWords();
  const [text, setText] = useState(choice.text);
  const [typed, setTyped] = useState({ from: choice.from, to: choice.to });
  const settle = useDebouncedCallback((next: string) => onChoice({ text: next.trim(), from: asDay(typed.from), to: asDay(typed.to) }), SETTLE_MILLISECONDS);
  const today = todayDay();

  function period(next: typeof typed): void {
    setTyped(next);
    onChoice({ text: text.trim(), from: asDay(next.from), to: asDay(next.to) });
  }

  return (
    <div className={styles['filter']} role="search" aria-label={t('use.log')}>
      <TextInput
        className={styles['text']}
        type="search"
        autoComplete="off"
        maxLength={200}
        aria-label={t('use.filter')}
        placeholder={t('use.filter')}
        leftSection={<IconFilter size={16} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          settle(event.currentTarget.value);
        }}
      />
      <span className={styles['period']}>
        <span aria-hidden>{t('document.list.from')}</span>
        <DayField className={styles['day']} aria-label={t('use.from')} value={typed.from} today={today} onDay={(from) => period({ ...typed, from })} />
        <span aria-hidden>{t('document.list.to')}</span>
        <DayField className={styles['day']} aria-label={t('use.to')} value={typed.to} today={today} onDay={(to) => period({ ...typed, to })} />
      </span>
    </div>
  );
}

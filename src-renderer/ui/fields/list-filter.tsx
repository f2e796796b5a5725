import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { isCalendarDay } from '#shared/domain/working-day.ts';
import { useWords } from '../../app/use-text.ts';
import { DayField } from './day-field.tsx';
import styles from './list-filter.module.css';

export { styles as listFilterStyles };

const SETTLE_MILLISECONDS = 150;

/** Days of a period; null: open on that side. */
export interface FilterPeriod {
  readonly from: string | null;
  readonly to: string | null;
}

/** The period as it filters: what is still being typed filters nothing. */
export function finishedPeriod({ from, to }: FilterPeriod): FilterPeriod {
  return { from: asDay(from), to: asDay(to) };
}

function asDay(value: string | null): string | null {
  return value !== null && isCalendarDay(value) ? value : null;
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onType: (text: string) => void;
  /** The words stand for a moment. */
  readonly onSettled: (text: string) => void;
}

/** Words that narrow a list. */
export function FilterText({ label, value, onType, onSettled }: TextProps) {
  const settle = useDebouncedCallback((next: string) => onSettled(next.trim()), SETTLE_MILLISECONDS);
  return (
    <TextInput
      className={styles['text']}
      type="search"
      autoComplete="off"
      maxLength={200}
      aria-label={label}
      placeholder={label}
      leftSection={<IconFilter size={16} aria-hidden />}
      value={value}
      onChange={(event) => {
        onType(event.currentTarget.value);
        settle(event.currentTarget.value);
      }}
    />
  );
}

interface PeriodProps {
  readonly labels: { readonly from: string; readonly to: string };
  readonly typed: FilterPeriod;
  readonly onTyped: (typed: FilterPeriod) => void;
}

/** From one day to another. */
export function FilterDays({ labels, typed, onTyped }: PeriodProps) {
  const { t, todayDay } = useWords();
  const today = todayDay();
  return (
    <span className={styles['period']}>
      <span aria-hidden>{t('document.list.from')}</span>
      <DayField className={styles['day']} aria-label={labels.from} value={typed.from} today={today} onDay={(from) => onTyped({ ...typed, from })} />
      <span aria-hidden>{t('document.list.to')}</span>
      <DayField className={styles['day']} aria-label={labels.to} value={typed.to} today={today} onDay={(to) => onTyped({ ...typed, to })} />
    </span>
  );
}

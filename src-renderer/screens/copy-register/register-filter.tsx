import { ActionIcon, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilter, IconFilterOff } from '@tabler/icons-react';
import { useState } from 'react';
import { COPY_VIEWS } from '#shared/domain/copy-register.ts';
import { useWords } from '../../app/use-text.ts';
import { type RegisterFilters, useCopyRegister, WHOLE_REGISTER } from '../../state/copy-register.ts';
import { DayField } from '../../ui/fields/day-field.tsx';
import styles from './register-filter.module.css';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Years offered beside a period of one's own. */
const YEARS = 6;
const SETTLE_MILLISECONDS = 150;

/** A finished day; what is still being typed filters nothing. */
function asDay(value: string | null): string | null {
  return value !== null && DAY.test(value) ? value : null;
}

/** The year that a period is; empty for all years, null for another period. */
function yearOf({ from, to }: Pick<RegisterFilters, 'from' | 'to'>): string | null {
  if (from === null && to === null) return '';
  const year = from?.slice(0, 4) ?? '';
  return from === `${year}-01-01` && to === `${year}-12-31` ? year : null;
}

/** Which lines of the register are shown: by state, year or period, applicant or number. */
export function RegisterFilter() {
  const words = useWords();
  const { t } = words;
  const filters = useCopyRegister((register) => register.filters);
  const setFilters = useCopyRegister((register) => register.setFilters);
  const [text, setText] = useState(filters.text);
  // Days as they are typed: an unfinished one stays in its field and filters nothing.
  const [typed, setTyped] = useState({ from: filters.from, to: filters.to });
  const settle = useDebouncedCallback((next: string) => setFilters({ text: next.trim() }), SETTLE_MILLISECONDS);
  const today = words.todayDay();
  const year = yearOf(typed);
  const years = Array.from({ length: YEARS }, (_unused, at) => String(Number(today.slice(0, 4)) - at));

  function period(next: typeof typed): void {
    setTyped(next);
    setFilters({ from: asDay(next.from), to: asDay(next.to) });
  }
  function clear(): void {
    setText('');
    settle('');
    setTyped({ from: null, to: null });
    setFilters(WHOLE_REGISTER);
  }

  return (
    <div className={styles['filter']} role="search" aria-label={t('copyRegister.filter')}>
      <TextInput
        className={styles['text']}
        type="search"
        autoComplete="off"
        maxLength={200}
        aria-label={t('copyRegister.filter')}
        placeholder={t('copyRegister.filter')}
        leftSection={<IconFilter size={16} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          settle(event.currentTarget.value);
        }}
      />
      <NativeSelect aria-label={t('copyRegister.show')} value={filters.show} onChange={(event) => setFilters({ show: COPY_VIEWS.find((one) => one === event.currentTarget.value) ?? filters.show })} data={COPY_VIEWS.map((one) => ({ value: one, label: t(`copyRegister.show.${one}`) }))} />
      <NativeSelect
        aria-label={t('copyRegister.year')}
        value={year ?? 'period'}
        onChange={({ currentTarget: { value } }) => {
          if (value !== 'period') period(value === '' ? { from: null, to: null } : { from: `${value}-01-01`, to: `${value}-12-31` });
        }}
        data={[{ value: '', label: t('copyRegister.years.all') }, ...(year === null ? [{ value: 'period', label: t('copyRegister.years.period') }] : []), ...years.map((one) => ({ value: one, label: one })), ...(year === null || year === '' || years.includes(year) ? [] : [{ value: year, label: year }])]}
      />
      <span className={styles['period']}>
        <span aria-hidden>{t('document.list.from')}</span>
        <DayField className={styles['day']} aria-label={t('copyRegister.from')} value={typed.from} today={today} onDay={(from) => period({ ...typed, from })} />
        <span aria-hidden>{t('document.list.to')}</span>
        <DayField className={styles['day']} aria-label={t('copyRegister.to')} value={typed.to} today={today} onDay={(to) => period({ ...typed, to })} />
      </span>
      {JSON.stringify(filters) === JSON.stringify(WHOLE_REGISTER) ? null : (
        <ActionIcon aria-label={t('copyRegister.clear')} title={t('copyRegister.clear')} onClick={clear}>
          <IconFilterOff size={18} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}

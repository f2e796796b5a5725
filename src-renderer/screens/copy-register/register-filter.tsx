import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useState } from 'react';
import { COPY_VIEWS } from '#shared/domain/copy-register.ts';
import { useWords } from '../../app/use-text.ts';
import { type RegisterFilters, useCopyRegister, WHOLE_REGISTER } from '../../state/copy-register.ts';
import { FilterDays, FilterText, finishedPeriod, listFilterStyles } from '../../ui/fields/list-filter.tsx';

/** Years offered beside a period of one's own. */
const YEARS = 6;

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
  // Another field takes its place, so that words which were just typed do not come back.
  const [cleared, setCleared] = useState(0);
  const today = words.todayDay();
  const year = yearOf(typed);
  const years = Array.from({ length: YEARS }, (_unused, at) => String(Number(today.slice(0, 4)) - at));

  function period(next: typeof typed): void {
    setTyped(next);
    setFilters(finishedPeriod(next));
  }
  function clear(): void {
    setText('');
    setCleared(cleared + 1);
    setTyped({ from: null, to: null });
    setFilters(WHOLE_REGISTER);
  }

  return (
    <div className={listFilterStyles['filter']} role="search" aria-label={t('copyRegister.filter')}>
      <FilterText key={cleared} label={t('copyRegister.filter')} value={text} onType={setText} onSettled={(next) => setFilters({ text: next })} />
      <NativeSelect aria-label={t('copyRegister.show')} value={filters.show} onChange={(event) => setFilters({ show: COPY_VIEWS.find((one) => one === event.currentTarget.value) ?? filters.show })} data={COPY_VIEWS.map((one) => ({ value: one, label: t(`copyRegister.show.${one}`) }))} />
      <NativeSelect
        aria-label={t('copyRegister.year')}
        value={year ?? 'period'}
        onChange={({ currentTarget: { value } }) => {
          if (value !== 'period') period(value === '' ? { from: null, to: null } : { from: `${value}-01-01`, to: `${value}-12-31` });
        }}
        data={[{ value: '', label: t('copyRegister.years.all') }, ...(year === null ? [{ value: 'period', label: t('copyRegister.years.period') }] : []), ...years.map((one) => ({ value: one, label: one })), ...(year === null || year === '' || years.includes(year) ? [] : [{ value: year, label: year }])]}
      />
      <FilterDays labels={{ from: t('copyRegister.from'), to: t('copyRegister.to') }} typed={typed} onTyped={period} />
      {JSON.stringify(filters) === JSON.stringify(WHOLE_REGISTER) ? null : (
        <ActionIcon aria-label={t('copyRegister.clear')} title={t('copyRegister.clear')} onClick={clear}>
          <IconFilterOff size={18} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}

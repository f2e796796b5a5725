import { Group } from '@mantine/core';
import { useState } from 'react';
import type { ControlScope, DisciplineRow } from '#shared/contract/execution-control.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { DayField } from '../../ui/fields/day-field.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { SmallTable } from '../../ui/small-table.tsx';

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What was executed in time of all that was due in a period, by unit and by executor. */
export function DisciplineView({ scope }: { readonly scope: ControlScope }) {
  const words = useWords();
  const { t } = words;
  const today = words.todayDay();
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`);
  const [to, setTo] = useState(today);
  const whole = isDay(from) && isDay(to);
  const answer = useAsk(whole ? `executionControl.discipline:${scope}:${from}:${to}` : null, (client, options) => client.executionControl.discipline({ scope, from, to }, options), ['cards', 'directories', 'sync']);
  const rowsOf = (rows: readonly DisciplineRow[], nameless: string) =>
    rows.map((row) => ({ key: row.id, cells: [row.name === '' ? nameless : row.name, words.number(row.open), words.number(row.overdue), words.number(row.executedInTime), words.number(row.executedLate), row.share === null ? '—' : words.number(Math.round(row.share * 100))] }));
  const heads = (first: string): string[] => [first, t('control.shown.open'), t('control.shown.overdue'), t('timeliness.executedInTime'), t('timeliness.executedLate'), t('control.share')];
  return (
    <>
      <Group gap="xs" align="start">
        <DayField label={t('control.disciplineFrom')} value={from} today={today} error={isDay(from) ? null : t('requisite.invalid.notACalendarDay')} onDay={(day) => setFrom(day ?? '')} />
        <DayField label={t('control.disciplineTo')} value={to} today={today} error={isDay(to) ? null : t('requisite.invalid.notACalendarDay')} onDay={(day) => setTo(day ?? '')} />
      </Group>
      {answer.error === null ? null : <ErrorNote error={answer.error} again={answer.again} />}
      {answer.value === null ? (
        whole && answer.error === null ? <SlowLoading label={t('common.loading')} lines={4} /> : null
      ) : (
        <>
          <h3>{t('control.byUnit')}</h3>
          <SmallTable label={t('control.byUnit')} empty={t('control.nothing')} heads={heads(t('review.person.unit'))} rows={rowsOf(answer.value.units, t('control.noUnit'))} />
          <h3>{t('control.byPerson')}</h3>
          <SmallTable label={t('control.byPerson')} empty={t('control.nothing')} heads={heads(t('control.column.executor'))} rows={rowsOf(answer.value.people, '—')} />
        </>
      )}
    </>
  );
}

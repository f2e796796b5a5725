import { Button, Group, NativeSelect } from '@mantine/core';
import { IconFileExport, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { ControlScope } from '#shared/contract/execution-control.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { type MadeFile, useMadeFile } from '../../app/use-made-file.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { SmallTable } from '../../ui/small-table.tsx';
import start from '../start/start-page.module.css';

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** A number or a day is read as one. */
const unbroken = (text: string) => <span className={start['document']}>{text}</span>;

/** Who was late in a period, and the memo about it to the head of the office, printed or saved (CTRL-11). */
export function LateView({ scope }: { readonly scope: ControlScope }) {
  const words = useWords();
  const { t, language } = words;
  const today = words.todayDay();
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`);
  const [to, setTo] = useState(today);
  const [unitId, setUnitId] = useState('');
  const whole = isDay(from) && isDay(to);
  const wanted = { scope, unitId: unitId === '' ? null : unitId, from, to };
  const answer = useAsk(whole ? `executionControl.late:${scope}:${unitId}:${from}:${to}` : null, (client, options) => client.executionControl.late(wanted, options), ['cards', 'directories', 'sync']);
  const memo = useCall((client, input: typeof wanted, options) => client.executionControl.lateMemo({ ...input, language }, options));
  const file = useMadeFile();
  const rows = answer.value?.rows ?? [];
  const ready = whole && rows.length > 0;
  useScreenShortcuts(ready ? [{ id: 'print', keys: ['Ctrl+P'], label: 'control.late.print', group: 'screen', run: () => void make(file.print) }] : []);

  async function make(use: (made: MadeFile | null) => Promise<void> | void): Promise<void> {
    if (!memo.running) await use(await memo.run(wanted));
  }

  return (
    <>
      <Group gap="xs" align="start">
        <DayField label={t('control.disciplineFrom')} value={from} today={today} error={isDay(from) ? null : t('requisite.invalid.notACalendarDay')} onDay={(day) => setFrom(day ?? '')} />
        <DayField label={t('control.disciplineTo')} value={to} today={today} error={isDay(to) ? null : t('requisite.invalid.notACalendarDay')} onDay={(day) => setTo(day ?? '')} />
        <NativeSelect
          label={t('control.late.unit')}
          value={unitId}
          onChange={({ currentTarget }) => setUnitId(currentTarget.value)}
          data={[{ value: '', label: t('control.late.allUnits') }, ...(answer.value?.units ?? []).map(({ unitId: value, name }) => ({ value, label: name }))]}
        />
      </Group>
      <Group gap="xs" mt="sm">
        <Button leftSection={<IconPrinter size={16} aria-hidden />} disabled={!ready} loading={memo.running} onClick={() => void make(file.print)}>
          {t('control.late.print')}
        </Button>
        <Button variant="default" leftSection={<IconFileExport size={16} aria-hidden />} disabled={!ready || memo.running} onClick={() => void make(file.save)}>
          {t('control.late.save')}
        </Button>
      </Group>
      {memo.error === null ? null : <ErrorNote error={memo.error} />}
      {answer.error === null ? null : <ErrorNote error={answer.error} again={answer.again} />}
      {answer.value === null ? (
        whole && answer.error === null ? <SlowLoading label={t('common.loading')} lines={4} /> : null
      ) : (
        <>
          <SmallTable
            label={t('control.late')}
            empty={t('control.late.none')}
            heads={[t('control.column.executor'), t('control.late.unit'), t('control.late.document'), t('control.late.due'), t('control.late.executed'), t('control.late.days')]}
            rows={rows.map((one) => ({ key: one.assignmentId, cells: [one.personName, one.unitName ?? t('control.noUnit'), unbroken(`№ ${one.registrationIndex}`), unbroken(words.day(one.dueOn)), one.executedOn === null ? t('control.late.notExecuted') : unbroken(words.day(one.executedOn)), words.number(one.daysLate)] }))}
          />
          {answer.value.total > rows.length ? <p className="quiet">{t('common.shown', { shown: rows.length, total: answer.value.total })}</p> : null}
        </>
      )}
    </>
  );
}

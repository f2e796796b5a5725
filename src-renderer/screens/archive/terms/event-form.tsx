import { Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { DayField } from '../../../ui/fields/day-field.tsx';
import { FormFoot } from '../../../ui/form-foot.tsx';

interface Props {
  readonly caseId: string;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

/** What starts the period of a case, with the paper that says so. */
export function EventForm({ caseId, onCancel, onDone }: Props) {
  const words = useWords();
  const { t } = words;
  const today = words.todayDay();
  const [happenedOn, setHappenedOn] = useState<string | null>(null);
  const [basis, setBasis] = useState('');
  const [tried, setTried] = useState(false);
  const record = useCall((client, input: MethodInput<'retentionTerms.recordEvent'>, options) => client.retentionTerms.recordEvent(input, options));
  const isDay = happenedOn !== null && /^\d{4}-\d{2}-\d{2}$/.test(happenedOn);
  const dayProblem = record.error !== null && record.error.issues.some(({ path }) => path === 'happenedOn') ? words.error(record.error) : null;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (!isDay || basis.trim() === '') return;
    void record.run({ caseId, happenedOn, basis: basis.trim() }).then((made) => (made === null ? undefined : onDone()));
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        <p className="quiet">{t('terms.eventExplain')}</p>
        {record.error === null || dayProblem !== null ? null : <ErrorNote error={record.error} />}
        <DayField data-autofocus label={t('terms.happenedOn')} required today={today} latest={today} value={happenedOn} onDay={setHappenedOn} error={dayProblem ?? (tried && !isDay ? t('requisite.invalid.notACalendarDay') : null)} />
        <TextInput label={t('terms.basis')} description={t('terms.basisHint')} required maxLength={500} value={basis} onChange={(event) => setBasis(event.currentTarget.value)} error={tried && basis.trim() === '' ? t('terms.basisNeeded') : null} />
        <FormFoot action={t('terms.event')} running={record.running} onCancel={onCancel} />
      </Stack>
    </form>
  );
}

import { NativeSelect, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { PersonInStructure } from '#shared/contract/structure.ts';
import { ABSENCE_REASONS, type AbsenceReason } from '#shared/domain/absence.ts';
import { todayIn } from '../../app/formats.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { InstantField } from '../../ui/fields/instant-field.tsx';
import { useFocusOnShow } from '../../ui/use-focus-on-show.ts';
import { FormFoot } from '../../ui/form-foot.tsx';
import directories from '../directories/directories.module.css';
import { issueAt } from '../directories/issues.ts';
import { personOptions } from './names.ts';
import own from './structure.module.css';

/** Records that somebody is away from one moment to another. */
export function AbsenceForm({ people, onClose }: { readonly people: readonly PersonInStructure[]; readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const zone = useDesk((desk) => desk.state?.office?.zone ?? 'UTC');
  const today = todayIn(zone);
  // The same press twice is one record.
  const [absenceId] = useState(() => crypto.randomUUID());
  const [personId, setPersonId] = useState<string | null>(people.length === 1 ? (people[0]?.personId ?? null) : null);
  const [reason, setReason] = useState<AbsenceReason>('leave');
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const first = useFocusOnShow<HTMLInputElement>();
  const [tried, setTried] = useState(false);
  const record = useCall((client, given: MethodInput<'structure.recordAbsence'>, options) => client.structure.recordAbsence(given, options));
  const needed = (value: string | null): string | undefined => (tried && value === null ? t('setup.fieldNeeded') : undefined);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (personId === null || from === null || to === null || record.running) return;
    void record.run({ absenceId, personId, reason, from, to }).then((made) => {
      if (made === null) return;
      toastsFor(words).done(t('absence.recorded', { name: made.personName }));
      onClose();
    });
  }

  return (
    <form className={directories['inner']} aria-label={t('absence.new')} noValidate autoComplete="off" onSubmit={submit}>
      {record.error === null ? null : <ErrorNote error={record.error} />}
      <div className={own['fields']}>
        <Select ref={first} openOnFocus={false} label={t('absence.person')} required searchable allowDeselect={false} placeholder={t('common.notChosen')} nothingFoundMessage={t('palette.nothing')} value={personId} error={needed(personId)} onChange={setPersonId} data={personOptions(people)} />
        <NativeSelect label={t('absence.reason')} value={reason} onChange={(event) => setReason(ABSENCE_REASONS.find((one) => one === event.currentTarget.value) ?? reason)} data={ABSENCE_REASONS.map((one) => ({ value: one, label: t(`absence.reason.${one}`) }))} />
        <InstantField label={t('absence.from')} required zone={zone} today={today} value={from} error={needed(from)} onInstant={setFrom} />
        <InstantField label={t('absence.to')} required zone={zone} today={today} value={to} error={issueAt(record.error, 'to', words) ?? needed(to)} onInstant={setTo} />
      </div>
      <FormFoot action={t('absence.new')} running={record.running} onCancel={onClose} />
    </form>
  );
}

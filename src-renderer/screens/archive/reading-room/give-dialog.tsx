import { Modal, NativeSelect, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import { mayNameCopy, USE_FORMS, type UseForm, problemOfUse } from '#shared/domain/reading-room.ts';
import { isCalendarDay } from '#shared/domain/working-day.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import { useAsk } from '../../../app/use-ask.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { DayField } from '../../../ui/fields/day-field.tsx';
import { FormFoot } from '../../../ui/form-foot.tsx';

/** Writes down that a case, or a volume of it, was given to a reader. */
export function GiveDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} title={t('use.giveTitle')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Fields onClose={onClose} />
    </Modal>
  );
}

function Fields({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const today = words.todayDay();
  // The same press twice is one entry.
  const [useId] = useState(() => crypto.randomUUID());
  const [text, setText] = useState('');
  const [caseId, setCaseId] = useState<string | null>(null);
  const [volume, setVolume] = useState('');
  const [form, setForm] = useState<UseForm>('original');
  const [reader, setReader] = useState('');
  const [readerOf, setReaderOf] = useState('');
  const [proof, setProof] = useState('');
  const [copyId, setCopyId] = useState('');
  const [purpose, setPurpose] = useState('');
  const [givenOn, setGivenOn] = useState<string | null>(today);
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const found = useAsk(`readingRoom.find:${text}`, (client, options) => client.readingRoom.find({ text }, options), ['archive']);
  const give = useCall((client, given: MethodInput<'readingRoom.giveOut'>, options) => client.readingRoom.giveOut(given, options));
  const cases = (found.value?.cases ?? []).filter((one) => one.closed && !one.destroyed);
  const options = cases.map((one) => ({ value: one.caseId, label: `${one.index} · ${one.year} · ${one.title}` }));
  const chosen = cases.find((one) => one.caseId === caseId) ?? null;
  const due = form === 'original' ? dueOn : null;
  const unread = (day: string | null): boolean => day !== null && !isCalendarDay(day);
  const problem = givenOn === null || unread(givenOn) || unread(due) ? null : problemOfUse({ form, givenOn, dueOn: due }, today);
  const needed = (filled: boolean): string | null => (tried && !filled ? t('setup.fieldNeeded') : null);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (caseId === null || givenOn === null || unread(givenOn) || unread(due) || problem !== null || [reader, readerOf, purpose].some((field) => field.trim() === '') || give.running) return;
    void give.run({ useId, caseId, volume: volume === '' ? null : Number(volume), form, reader, readerOf, purpose, givenOn, dueOn: due, proof, copyId: mayNameCopy(form) && copyId !== '' ? copyId : null }).then((made) => {
      if (made === null) return;
      toastsFor(words).done(t('use.given', { index: made.index, reader: made.reader }));
      onClose();
    });
  }

  return (
    <form noValidate autoComplete="off" onSubmit={submit}>
      <Stack gap="sm">
        {give.error === null ? null : <ErrorNote error={give.error} />}
        {found.error === null ? null : <ErrorNote error={found.error} again={found.again} />}
        <Select
          data-autofocus
          openOnFocus={false}
          label={t('use.case')}
          description={t('use.caseHint')}
          required
          searchable
          allowDeselect={false}
          placeholder={t('common.notChosen')}
          nothingFoundMessage={t('palette.nothing')}
          // The desk has searched already, by words of the title too.
          filter={(given) => given.options}
          onSearchChange={(typed) => {
            // The name of what was chosen stands in the field too; it is nothing to be looked for.
            if (!options.some(({ label }) => label === typed)) setText(typed);
          }}
          value={caseId}
          error={needed(caseId !== null)}
          onChange={(value) => {
            setCaseId(value);
            setVolume('');
            setCopyId('');
          }}
          data={options}
        />
        {chosen === null || chosen.volumes < 2 ? null : (
          <NativeSelect label={t('use.volume')} value={volume} onChange={(event) => setVolume(event.currentTarget.value)} data={[{ value: '', label: t('use.wholeCase') }, ...Array.from({ length: chosen.volumes }, (_unused, at) => ({ value: String(at + 1), label: String(at + 1) }))]} />
        )}
        <NativeSelect label={t('use.form')} value={form} onChange={(event) => setForm(USE_FORMS.find((one) => one === event.currentTarget.value) ?? form)} data={USE_FORMS.map((one) => ({ value: one, label: t(`use.form.${one}`) }))} />
        {caseId !== null && mayNameCopy(form) ? <CopyField caseId={caseId} value={copyId} onChange={setCopyId} /> : null}
        <TextInput label={t('use.reader')} required maxLength={300} value={reader} error={needed(reader.trim() !== '')} onChange={(event) => setReader(event.currentTarget.value)} />
        <TextInput label={t('use.readerOf')} required maxLength={300} value={readerOf} error={needed(readerOf.trim() !== '')} onChange={(event) => setReaderOf(event.currentTarget.value)} />
        <TextInput label={t('use.proof')} description={t('use.proofHint')} maxLength={300} value={proof} onChange={(event) => setProof(event.currentTarget.value)} />
        <TextInput label={t('use.purpose')} required maxLength={300} value={purpose} error={needed(purpose.trim() !== '')} onChange={(event) => setPurpose(event.currentTarget.value)} />
        <DayField label={t('use.givenOn')} required today={today} value={givenOn} error={dayError(givenOn, problem === 'givenInFuture')} onDay={setGivenOn} />
        {form === 'original' ? <DayField label={t('use.dueOn')} required today={today} value={dueOn} error={dayError(dueOn, problem === 'dueNeeded' || problem === 'dueBeforeGiving')} onDay={setDueOn} /> : null}
        <FormFoot action={t('use.giveAction')} running={give.running} onCancel={onClose} />
      </Stack>
    </form>
  );

  function dayError(value: string | null, wrong: boolean): string | null {
    if (!tried) return null;
    if (unread(value)) return t('requisite.invalid.notACalendarDay');
    return wrong && problem !== null ? t(`error.use.${problem}`) : null;
  }
}

/** Which certified copy of the register was handed over; a choice only where some were made of the case's documents. */
function CopyField({ caseId, value, onChange }: { readonly caseId: string; readonly value: string; readonly onChange: (copyId: string) => void }) {
  const { t } = useWords();
  const made = useAsk(`readingRoom.copiesOf:${caseId}`, (client, options) => client.readingRoom.copiesOf({ caseId }, options), ['archive']);
  if (made.error !== null) return <ErrorNote error={made.error} again={made.again} />;
  const copies = made.value?.copies ?? [];
  if (copies.length === 0) return null;
  const labelOf = ({ number, registrationIndex, requester, pages }: (typeof copies)[number]): string =>
    [t('use.copyOf', { number, registrationIndex }), ...(pages === null ? [] : [t('use.copyPages', { pages })]), requester].join(' · ');
  return (
    <NativeSelect
      label={t('use.copy')}
      description={t('use.copyHint')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: t('use.noCopy') }, ...copies.map((copy) => ({ value: copy.copyId, label: labelOf(copy) }))]}
    />
  );
}

import { Modal, Select, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { isCalendarDay } from '#shared/domain/working-day.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';

/** Asks an employee for data or documents by a day. */
export function AskDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened onClose={onClose} title={t('dataRequest.ask')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <AskForm onClose={onClose} />
    </Modal>
  );
}

function AskForm({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const settings = useAsk('review.settings', (client, options) => client.review.settings({}, options), ['directories']);
  const [personId, setPersonId] = useState<string | null>(null);
  const [subject, setSubject] = useState('');
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  // The same press twice is one request.
  const [requestId] = useState(() => crypto.randomUUID());
  const ask = useCall((client, given: { personId: string; dueOn: string }, options) => client.duties.ask({ requestId, subject: subject.trim(), ...given }, options));
  const isDay = dueOn !== null && isCalendarDay(dueOn);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (personId === null || subject.trim() === '' || dueOn === null || !isDay || ask.running) return;
    void ask.run({ personId, dueOn }).then((asked) => {
      if (asked === null) return;
      toastsFor(words).done(t('dataRequest.asked', { person: asked.personName }));
      onClose();
    });
  }

  if (settings.error !== null && settings.value === null) return <ErrorNote error={settings.error} again={settings.again} />;
  if (settings.value === null) return <SlowLoading label={t('common.loading')} lines={4} />;
  const people = settings.value.people.map((person) => ({ value: person.personId, label: [person.name, person.position].filter((part) => part !== '').join(', ') }));
  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {ask.error === null ? null : <ErrorNote error={ask.error} />}
        <Select data-autofocus required searchable openOnFocus={false} allowDeselect={false} label={t('dataRequest.person')} placeholder={t('common.notChosen')} nothingFoundMessage={t('palette.nothing')} data={people} value={personId} error={tried && personId === null ? t('dataRequest.choosePerson') : null} onChange={setPersonId} />
        <Textarea required label={t('dataRequest.subject')} maxLength={300} autosize minRows={2} value={subject} error={tried && subject.trim() === '' ? t('dataRequest.subjectMissing') : null} onChange={(event) => setSubject(event.currentTarget.value)} />
        <DayField required label={t('dataRequest.dueOn')} today={words.todayDay()} value={dueOn} error={tried && !isDay ? t('dataRequest.dueMissing') : null} onDay={setDueOn} />
        <FormFoot action={t('dataRequest.ask')} running={ask.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}

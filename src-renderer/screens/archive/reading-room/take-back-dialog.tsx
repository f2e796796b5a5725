import { Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ArchiveUse } from '#shared/contract/reading-room.ts';
import { isCalendarDay } from '#shared/domain/working-day.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { DayField } from '../../../ui/fields/day-field.tsx';
import { FormFoot } from '../../../ui/form-foot.tsx';

/** Writes down that a case came back, and in what state. */
export function TakeBackDialog({ use, onClose }: { readonly use: ArchiveUse; readonly onClose: () => void }) {
  const { t, todayDay } = useWords();
  const today = todayDay();
  const [returnedOn, setReturnedOn] = useState<string | null>(today);
  const [note, setNote] = useState('');
  const take = useCall((client, given: { readonly useId: string; readonly returnedOn: string; readonly note: string }, options) => client.readingRoom.takeBack(given, options));
  const unread = returnedOn === null || !isCalendarDay(returnedOn);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (returnedOn === null || unread || take.running) return;
    void take.run({ useId: use.useId, returnedOn, note }).then((done) => {
      if (done !== null) onClose();
    });
  }

  return (
    <Modal opened onClose={onClose} title={t('use.takeBackTitle', { index: use.index })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form noValidate autoComplete="off" onSubmit={submit}>
        <Stack gap="sm">
          {take.error === null ? null : <ErrorNote error={take.error} />}
          <DayField label={t('use.returnedOn')} required today={today} value={returnedOn} error={unread ? t('requisite.invalid.notACalendarDay') : null} onDay={setReturnedOn} />
          <TextInput data-autofocus label={t('use.note')} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          <FormFoot action={t('use.takeBackAction')} running={take.running} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

import { Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CasePage } from '#shared/contract/case-files.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import type { Person } from '../../../state/desk.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { DayField } from '../../../ui/fields/day-field.tsx';
import { FormFoot } from '../../../ui/form-foot.tsx';
import { useOwnPosition } from '../../copy-register/use-own-position.ts';

interface Props {
  readonly shown: CasePage;
  readonly person: Person;
  readonly onClose: () => void;
  readonly onClosed: () => void;
}

/** Closes a case: its last day, from which the term counts, and who draws up the certifying note. */
export function CloseDialog({ shown, person, onClose, onClosed }: Props) {
  const words = useWords();
  const { t } = words;
  const ownPosition = useOwnPosition();
  const [finishedOn, setFinishedOn] = useState<string | null>(shown.newestOn ?? words.todayDay());
  const [name, setName] = useState(person.name);
  const [written, setWritten] = useState<string | null>(null);
  const position = written ?? ownPosition;
  const close = useCall((client, day: string, options) => client.caseFiles.close({ caseId: shown.caseId, finishedOn: day, certifiedBy: { name, position } }, options));
  const isDay = finishedOn !== null && /^\d{4}-\d{2}-\d{2}$/.test(finishedOn);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isDay || (await close.run(finishedOn)) === null) return;
    toastsFor(words).done(t('caseFile.closedNotice', { index: shown.index }));
    onClosed();
  }

  return (
    <Modal opened onClose={onClose} title={t('caseFile.closeTitle', { index: shown.index })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="sm">
          <p>{t('caseFile.closeExplain')}</p>
          {shown.former.length === 0 ? null : <p>{t('caseFile.closesFormer', { cases: shown.former.map(({ index, year }) => `${index} (${year})`).join(', ') })}</p>}
          {close.error === null ? null : <ErrorNote error={close.error} />}
          <DayField data-autofocus label={t('caseFile.finishedOn')} value={finishedOn} today={words.todayDay()} latest={words.todayDay()} error={isDay ? null : t('requisite.invalid.notACalendarDay')} onDay={setFinishedOn} />
          <TextInput label={t('caseFile.certifierName')} maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput label={t('caseFile.certifierPosition')} maxLength={200} value={position} onChange={(event) => setWritten(event.currentTarget.value)} />
          <FormFoot action={t('caseFile.close')} running={close.running} disabled={!isDay || name.trim() === '' || position.trim() === ''} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

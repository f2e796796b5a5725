import { Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CopyEntry } from '#shared/contract/copy-register.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import { COPY_OUTCOMES, type CopyOutcome } from '#shared/domain/copy-register.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { isOfField } from './use-certified-copy.ts';

interface Props {
  readonly entry: CopyEntry;
  readonly barred: boolean;
  readonly onClose: () => void;
}

/** To whom and when the document was handed over, or why it was not given (PAP-04). */
export function CloseDialog(props: Props) {
  const { t } = useWords();
  return (
    <Modal opened onClose={props.onClose} title={t('copyRegister.handOverTo', { requester: props.entry.requester })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <CloseForm {...props} />
    </Modal>
  );
}

function CloseForm({ entry, barred, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const today = words.todayDay();
  const [outcome, setOutcome] = useState<CopyOutcome>('handed-over');
  const [on, setOn] = useState<string | null>(today);
  // Most often who applied is who receives.
  const [note, setNote] = useState<string | null>(null);
  const [permission, setPermission] = useState('');
  const [tried, setTried] = useState(false);
  const close = useCall((client, closing: MethodInput<'copyRegister.close'>['closing'], options) => client.copyRegister.close({ requestId: entry.requestId, closing }, options));
  const shownNote = note ?? (outcome === 'handed-over' ? entry.requester : '');
  const isDay = on !== null && /^\d{4}-\d{2}-\d{2}$/.test(on);
  const dayProblem = isOfField(close.error, 'closing.on') && close.error !== null ? words.error(close.error) : null;
  const permits = outcome === 'handed-over' && ((barred && !entry.copies.some((copy) => copy.permission !== null)) || isOfField(close.error, 'closing.permission'));

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (!isDay || shownNote.trim() === '' || (permits && permission.trim() === '')) return;
    void close.run({ outcome, on, note: shownNote.trim(), permission: permits ? permission.trim() : null }).then((closed) => {
      if (closed === null) return;
      toastsFor(words).done(t('copyRegister.closed'));
      onClose();
    });
  }
  const needed = (text: string): string | null => (tried && text.trim() === '' ? t('setup.fieldNeeded') : null);

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {close.error === null || dayProblem !== null ? null : <ErrorNote error={close.error} />}
        <NativeSelect data-autofocus label={t('copyRegister.outcome')} value={outcome} onChange={(event) => setOutcome(COPY_OUTCOMES.find((one) => one === event.currentTarget.value) ?? outcome)} data={COPY_OUTCOMES.map((one) => ({ value: one, label: t(one === 'handed-over' ? 'copyRegister.handedOver' : 'copyRegister.notGiven') }))} />
        <TextInput label={t(`copyRegister.outcome.${outcome}`)} required maxLength={300} value={shownNote} onChange={(event) => setNote(event.currentTarget.value)} error={needed(shownNote)} />
        <DayField label={t('copyRegister.closedOn')} required today={today} latest={today} value={on} onDay={setOn} error={dayProblem ?? (tried && !isDay ? t('requisite.invalid.notACalendarDay') : null)} />
        {permits ? <TextInput label={t('document.permissionHint')} required maxLength={300} value={permission} onChange={(event) => setPermission(event.currentTarget.value)} error={needed(permission)} /> : null}
        <FormFoot action={t('common.save')} running={close.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}

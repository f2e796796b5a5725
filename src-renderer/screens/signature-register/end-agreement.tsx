import { Modal, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { InteractionAgreementShown } from '#shared/contract/agreements.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import { isCalendarDay } from '#shared/domain/working-day.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';

interface Props {
  /** Null: closed. */
  readonly agreement: InteractionAgreementShown | null;
  readonly today: string;
  readonly onClose: () => void;
}

/** Ends an agreement: its last day, and why. */
export function EndAgreement({ agreement, today, onClose }: Props) {
  const { t } = useWords();
  return (
    <Modal opened={agreement !== null} onClose={onClose} title={t('signatureRegister.end')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {agreement === null ? null : <Fields agreement={agreement} today={today} onClose={onClose} />}
    </Modal>
  );
}

function Fields({ agreement, today, onClose }: Props & { readonly agreement: InteractionAgreementShown }) {
  const words = useWords();
  const { t } = words;
  // The same press twice is one end.
  const [stepId] = useState(() => crypto.randomUUID());
  const [lastDay, setLastDay] = useState<string | null>(today);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const end = useCall((client, given: MethodInput<'agreements.end'>, options) => client.agreements.end(given, options));
  const dayRead = lastDay !== null && isCalendarDay(lastDay);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (lastDay === null || !dayRead || reason.trim() === '' || end.running) return;
    void end.run({ stepId, agreementId: agreement.agreementId, lastDay, reason }).then((made) => {
      if (made === null) return;
      toastsFor(words).done(t('signatureRegister.ended', { name: made.personName }));
      onClose();
    });
  }

  return (
    <form noValidate autoComplete="off" onSubmit={submit}>
      <Stack gap="sm">
        <p>
          <strong>{agreement.personName}</strong>, {t(`agreement.subject.${agreement.subject}`)}, № {agreement.number}
        </p>
        <p className="quiet">{t('signatureRegister.endExplain')}</p>
        {end.error === null ? null : <ErrorNote error={end.error} />}
        <DayField data-autofocus label={t('agreement.lastDay')} required today={today} value={lastDay} error={tried && !dayRead ? t(lastDay === null ? 'setup.fieldNeeded' : 'requisite.invalid.notACalendarDay') : null} onDay={setLastDay} />
        <Textarea label={t('common.reason')} required autosize minRows={2} maxLength={300} value={reason} error={tried && reason.trim() === '' ? t('common.reasonNeeded') : null} onChange={(event) => setReason(event.currentTarget.value)} />
        <FormFoot action={t('signatureRegister.end')} running={end.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}

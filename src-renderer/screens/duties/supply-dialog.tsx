import { Modal, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { isCalendarDay } from '#shared/domain/working-day.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';

interface Props {
  readonly requestId: string;
  readonly subject: string;
  /** The person supplies what he was asked for himself: today. */
  readonly own: boolean;
  readonly onClose: () => void;
}

/** What is supplied on a request, by the person or as a registrar enters it. */
export function SupplyDialog(props: Props) {
  const { t } = useWords();
  return (
    <Modal opened onClose={props.onClose} title={t(props.own ? 'dataRequest.supply' : 'dataRequest.record')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <SupplyForm {...props} />
    </Modal>
  );
}

function SupplyForm({ requestId, subject, own, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const today = words.todayDay();
  const [answer, setAnswer] = useState('');
  const [on, setOn] = useState<string | null>(today);
  const [tried, setTried] = useState(false);
  // The same press twice is one step.
  const [stepId] = useState(() => crypto.randomUUID());
  const supply = useCall((client, suppliedOn: string | null, options) => client.duties.supply({ stepId, requestId, answer: answer.trim(), suppliedOn }, options));
  const isDay = on !== null && isCalendarDay(on);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (answer.trim() === '' || !(own || isDay) || supply.running) return;
    void supply.run(own ? null : on).then((done) => {
      if (done === null) return;
      toastsFor(words).done(t('dataRequest.done'));
      onClose();
    });
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        <p>«{subject}»</p>
        {supply.error === null ? null : <ErrorNote error={supply.error} />}
        <Textarea data-autofocus required label={t('dataRequest.answer')} description={t('dataRequest.answerHint')} maxLength={200} autosize minRows={2} value={answer} error={tried && answer.trim() === '' ? t('dataRequest.answerMissing') : null} onChange={(event) => setAnswer(event.currentTarget.value)} />
        {own ? null : <DayField required label={t('dataRequest.suppliedOn')} today={today} latest={today} value={on} error={tried && !isDay ? t('dataRequest.dueMissing') : null} onDay={setOn} />}
        <FormFoot action={t(own ? 'dataRequest.supply' : 'dataRequest.record')} running={supply.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}

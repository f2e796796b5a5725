import { Modal, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { HoldingShown } from '#shared/contract/agreements.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import type { HoldingStepKind } from '#shared/domain/signature-holdings.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { InstantField } from '../../ui/fields/instant-field.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';

export interface ToldOf {
  readonly holding: HoldingShown;
  readonly step: HoldingStepKind;
}

interface Props {
  /** Null: closed. */
  readonly told: ToldOf | null;
  readonly today: string;
  readonly onClose: () => void;
}

/** Writes down that a signature was given back, or that its secret is known to others (SIGN-17). */
export function TellHolding({ told, today, onClose }: Props) {
  const { t } = useWords();
  return (
    <Modal opened={told !== null} onClose={onClose} title={told === null ? '' : t(`holding.tell.${told.step}`)} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {told === null ? null : <Fields {...told} today={today} onClose={onClose} />}
    </Modal>
  );
}

function Fields({ holding, step, today, onClose }: ToldOf & Pick<Props, 'today' | 'onClose'>) {
  const words = useWords();
  const { t } = words;
  const zone = useDesk((desk) => desk.state?.office?.zone ?? 'UTC');
  // The same press twice is one step.
  const [stepId] = useState(() => crypto.randomUUID());
  const [since, setSince] = useState<{ readonly at: string | null; readonly written: boolean }>({ at: null, written: false });
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const tell = useCall((client, given: MethodInput<'agreements.tellHolding'>, options) => client.agreements.tellHolding(given, options));
  const unread = since.written && since.at === null;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '' || unread || tell.running) return;
    void tell.run({ stepId, holdingId: holding.holdingId, step, since: since.at, reason }).then((made) => {
      if (made === null) return;
      toastsFor(words).done(t(`holding.told.${step}`, { name: made.personName }));
      onClose();
    });
  }

  return (
    <form noValidate autoComplete="off" onSubmit={submit}>
      <Stack gap="sm">
        <p>
          <strong>{holding.personName}</strong>, {t(`holding.level.${holding.level}`)}
          {holding.serial === null ? null : <span className="numbers"> {holding.serial}</span>}
        </p>
        <p className="quiet">{t(`holding.tellExplain.${step}`)}</p>
        {tell.error === null ? null : <ErrorNote error={tell.error} />}
        <InstantField data-autofocus label={t('holding.since')} description={t('holding.sinceHint')} zone={zone} today={today} value={null} error={tried && unread ? t('outage.timeWrong') : null} onInstant={(at, written) => setSince({ at, written })} />
        <Textarea label={t('common.reason')} required autosize minRows={2} maxLength={300} value={reason} error={tried && reason.trim() === '' ? t('common.reasonNeeded') : null} onChange={(event) => setReason(event.currentTarget.value)} />
        <FormFoot action={t('common.save')} running={tell.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}

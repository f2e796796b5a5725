import { Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Inventory } from '#shared/contract/inventories.ts';
import type { AgreeingBody } from '#shared/domain/archive-inventories.ts';
import { todayIn } from '../../../app/formats.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { useDesk } from '../../../state/desk.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { DayField } from '../../../ui/fields/day-field.tsx';
import { FormFoot } from '../../../ui/form-foot.tsx';

interface Props {
  readonly inventory: Inventory;
  readonly step: AgreeingBody | 'approve';
  readonly onClose: () => void;
}

/** By which protocol the commission or the archive agreed; who approved, and when. */
export function StepDialog({ inventory: { inventoryId }, step, onClose }: Props) {
  const { t } = useWords();
  const today = todayIn(useDesk((desk) => desk.state?.office?.zone) ?? 'UTC');
  const [text, setText] = useState('');
  const [day, setDay] = useState<string | null>(today);
  const call = useCall((client, on: string, options) =>
    step === 'approve' ? client.inventories.approve({ inventoryId, by: text, on }, options) : client.inventories.agree({ inventoryId, by: step, protocolNumber: text, protocolDate: on }, options),
  );
  const title = t(step === 'approve' ? 'inventory.approve' : `inventory.agree.${step}`);
  const ready = text.trim() !== '' && /^\d{4}-\d{2}-\d{2}$/.test(day ?? '');

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!ready || day === null) return;
    void call.run(day).then((made) => {
      if (made !== null) onClose();
    });
  }

  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form noValidate autoComplete="off" onSubmit={submit}>
        <Stack gap="sm">
          {call.error === null ? null : <ErrorNote error={call.error} />}
          <TextInput data-autofocus required label={t(step === 'approve' ? 'inventory.approvedBy' : 'inventory.protocolNumber')} maxLength={step === 'approve' ? 200 : 60} value={text} onChange={(event) => setText(event.currentTarget.value)} />
          <DayField required label={t(step === 'approve' ? 'inventory.approvedOn' : 'inventory.protocolDate')} value={day} today={today} latest={today} onDay={setDay} />
          <FormFoot action={title} running={call.running} disabled={!ready} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

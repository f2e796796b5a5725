import { Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { ReturnedItem } from '#shared/contract/returned-mail.ts';
import { DELIVERY_WAYS, type DeliveryWay } from '#shared/domain/registration-card.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';

interface Props {
  readonly opened: boolean;
  /** The letter that goes back; null: a paper that never was one. */
  readonly letter: { readonly letterId: string; readonly name: string } | null;
  readonly onClose: () => void;
  readonly onReturned: (item: ReturnedItem) => void;
}

/** Sends misdelivered mail back, with a record. */
export function ReturnDialog({ opened, letter, onClose, onReturned }: Props) {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} title={t(letter === null ? 'returned.paper' : 'returned.action')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <ReturnForm letter={letter} onClose={onClose} onReturned={onReturned} />
    </Modal>
  );
}

function ReturnForm({ letter, onClose, onReturned }: Omit<Props, 'opened'>) {
  const words = useWords();
  const { t } = words;
  const needed = (value: string): string | null => (value.trim() === '' ? t('setup.fieldNeeded') : null);
  const [returnId] = useState(() => crypto.randomUUID());
  const [delivery, setDelivery] = useState<DeliveryWay>('post');
  const form = useForm({
    initialValues: { description: '', sender: '', returnedTo: '', reason: '', postalTrack: '', note: '' },
    validate: { description: (value) => (letter === null ? needed(value) : null), returnedTo: needed, reason: needed },
  });
  const blank = (value: string): string | null => (value.trim() === '' ? null : value.trim());
  const send = useCall((client, { description, ...values }: typeof form.values, options) => {
    const record = { ...values, delivery, sender: blank(values.sender), postalTrack: blank(values.postalTrack), note: blank(values.note) };
    return letter === null ? client.returnedMail.returnPaper({ ...record, returnId, description }, options) : client.returnedMail.returnLetter({ ...record, letterId: letter.letterId }, options);
  });
  const submit = form.onSubmit((values) => {
    void send.run(values).then((item) => {
      if (item === null) return;
      toastsFor(words).done(t('returned.done'));
      onReturned(item);
      onClose();
    });
  });

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        <p className="quiet">{letter === null ? t('returned.noneHint') : `${letter.name}. ${t('returned.explain')}`}</p>
        {send.error === null ? null : <ErrorNote error={send.error} />}
        {letter === null ? <TextInput data-autofocus label={t('returned.description')} required maxLength={500} {...form.getInputProps('description')} /> : null}
        <TextInput label={t('returned.sender')} maxLength={500} {...form.getInputProps('sender')} />
        <TextInput data-autofocus={letter !== null || undefined} label={t('returned.to')} required maxLength={500} {...form.getInputProps('returnedTo')} />
        <Textarea label={t('common.reason')} required autosize minRows={2} maxLength={500} {...form.getInputProps('reason')} />
        <Group grow align="start">
          <NativeSelect label={t('requisite.delivery')} value={delivery} onChange={(event) => setDelivery(DELIVERY_WAYS.find((way) => way === event.currentTarget.value) ?? delivery)} data={DELIVERY_WAYS.map((way) => ({ value: way, label: t(`requisite.delivery.${way}`) }))} />
          <TextInput label={t('requisite.postalTrack')} maxLength={500} {...form.getInputProps('postalTrack')} />
        </Group>
        <TextInput label={t('requisite.note')} maxLength={500} {...form.getInputProps('note')} />
        <FormFoot action={t(letter === null ? 'common.save' : 'returned.action')} running={send.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}

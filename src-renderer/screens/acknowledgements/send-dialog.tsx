import { Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { AcknowledgementForm } from '#shared/domain/acknowledgement.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { FormChoice } from './form-choice.tsx';
import { PeopleChoice } from './people-choice.tsx';

interface Props {
  readonly documentId: string;
  /** The list that people are added to; null: a new one is sent. */
  readonly listId: string | null;
  /** People who stand on it already. */
  readonly there: readonly string[];
  readonly onClose: () => void;
}

/** Sends the document to people chosen by unit, or asks further people of a list. */
export function SendDialog(props: Props) {
  const { t } = useWords();
  return (
    <Modal opened onClose={props.onClose} size="lg" title={t(props.listId === null ? 'acknowledgement.send' : 'acknowledgement.add')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <SendForm {...props} />
    </Modal>
  );
}

function SendForm({ documentId, listId, there, onClose }: Props) {
  const words = useWords();
  const { t, number } = words;
  const settings = useAsk('review.settings', (client, options) => client.review.settings({}, options), ['directories']);
  const [form, setForm] = useState<AcknowledgementForm>('mark');
  const [note, setNote] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  // The same press twice is one list.
  const [stepId] = useState(() => crypto.randomUUID());
  const send = useCall((client, personIds: string[], options) =>
    listId === null ? client.acknowledgements.request({ listId: stepId, documentId, form, note: note.trim(), personIds }, options) : client.acknowledgements.addPeople({ listId, stepId, personIds }, options),
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (chosen.size === 0) return;
    void send.run([...chosen]).then((sent) => {
      if (sent === null) return;
      toastsFor(words).done(t('acknowledgement.sent', { count: number(chosen.size) }));
      onClose();
    });
  }

  if (settings.error !== null && settings.value === null) return <ErrorNote error={settings.error} again={settings.again} />;
  if (settings.value === null) return <SlowLoading label={t('common.loading')} lines={4} />;
  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {send.error === null ? null : <ErrorNote error={send.error} />}
        {listId === null ? (
          <>
            <FormChoice form={form} onChange={setForm} />
            <TextInput label={t('acknowledgement.note')} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          </>
        ) : null}
        <PeopleChoice people={settings.value.people.filter(({ personId }) => !there.includes(personId))} chosen={chosen} onChosen={setChosen} error={tried && chosen.size === 0 ? t('acknowledgement.chooseSomebody') : null} />
        <FormFoot action={t(listId === null ? 'acknowledgement.send' : 'acknowledgement.add')} running={send.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}

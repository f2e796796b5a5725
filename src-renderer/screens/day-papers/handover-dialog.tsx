import { Autocomplete, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';

interface Props {
  readonly opened: boolean;
  /** Id and index of each document. */
  readonly documents: ReadonlyMap<string, string>;
  readonly onClose: () => void;
  readonly onMade: () => void;
}

/** Who takes the papers: a person of the office or a name that is written. */
export function HandoverDialog({ opened, documents, onClose, onMade }: Props) {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={onClose} title={t('dayPapers.handoverTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <HandoverForm documents={documents} onClose={onClose} onMade={onMade} />
    </Modal>
  );
}

function HandoverForm({ documents, onClose, onMade }: Omit<Props, 'opened'>) {
  const words = useWords();
  const { t } = words;
  const people = useChoices().value?.people ?? [];
  // One id for one dialog: pressing twice makes one hand-over.
  const [handoverId] = useState(() => crypto.randomUUID());
  const [toName, setToName] = useState('');
  const [note, setNote] = useState('');
  const call = useCall((client, _input: null, options) =>
    client.dayPapers.makeHandover({ handoverId, toName, personId: people.find(({ name }) => name === toName.trim())?.personId ?? null, documentIds: [...documents.keys()], note }, options),
  );
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (toName.trim() === '') return;
        void call.run(null).then((made) => {
          if (made === null) return;
          toastsFor(words).done(t('dayPapers.made', { name: made.toName }));
          onMade();
          onClose();
        });
      }}
    >
      <Stack gap="sm">
        {call.error === null ? null : <ErrorNote error={call.error} />}
        <p>{`${t('dayPapers.documents')}: ${[...documents.values()].map((index) => `№ ${index}`).join(', ')}`}</p>
        <Autocomplete data-autofocus label={t('dayPapers.toWhom')} required maxLength={200} data={[...new Set(people.map(({ name }) => name))]} value={toName} onChange={setToName} />
        <Textarea label={t('requisite.note')} autosize minRows={1} maxRows={4} maxLength={1000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <FormFoot action={t('common.save')} running={call.running} disabled={toName.trim() === ''} onCancel={onClose} />
      </Stack>
    </form>
  );
}

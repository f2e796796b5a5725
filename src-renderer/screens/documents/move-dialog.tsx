import { Modal, NativeSelect, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import { useCall } from '../../app/use-call.ts';
import type { Choices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';

interface Props {
  readonly card: Card;
  readonly version: string;
  readonly choices: Choices;
  readonly onClose: () => void;
}

/** A registration in the wrong journal: the right journal, kind and case, and the reason. */
export function MoveDialog({ card, version, choices, onClose }: Props) {
  const { t, named } = useWords();
  const go = usePlaces((places) => places.go);
  const open = choices.journals.filter((journal) => journal.journalId !== card.journalId && !journal.closed);
  // A wrong choice is most often between journals of one direction.
  const others = [...open.filter(({ direction }) => direction === card.direction), ...open.filter(({ direction }) => direction !== card.direction)];
  const [requestId] = useState(() => crypto.randomUUID());
  const [journalId, setJournalId] = useState(others[0]?.journalId ?? '');
  const [caseId, setCaseId] = useState(card.caseId);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const journal = others.find((one) => one.journalId === journalId);
  const kinds = choices.kinds.filter((kind) => journal !== undefined && kind.directions.includes(journal.direction));
  const [chosenKind, setChosenKind] = useState<string | null>(null);
  const kindId = kinds.find((kind) => kind.kindId === chosenKind)?.kindId ?? kinds.find((kind) => kind.kindId === card.kindId)?.kindId ?? kinds.find((kind) => kind.journalId === journalId)?.kindId ?? kinds[0]?.kindId ?? '';
  const move = useCall((client, input: MethodInput<'registration.moveToJournal'>, options) => client.registration.moveToJournal(input, options));

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '' || journalId === '') return;
    void move.run({ documentId: card.documentId, basedOn: version, requestId, journalId, kindId, caseId, reason: reason.trim() }).then((made) => {
      if (made === null) return;
      onClose();
      go({ room: 'registration', view: 'document', documentId: made.documentId });
    });
  }

  return (
    <Modal opened onClose={onClose} title={t('document.move')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <p>{t('document.moveExplain', { index: card.registrationIndex })}</p>
          {move.error === null ? null : <ErrorNote error={move.error} />}
          <NativeSelect data-autofocus label={t('requisite.journalId')} value={journalId} onChange={(event) => setJournalId(event.currentTarget.value)} data={others.map((one) => ({ value: one.journalId, label: named(one.names) }))} />
          <NativeSelect label={t('requisite.kindId')} value={kindId} onChange={(event) => setChosenKind(event.currentTarget.value)} data={kinds.map((kind) => ({ value: kind.kindId, label: named(kind.names) }))} />
          <Select label={t('requisite.caseId')} searchable clearable allowDeselect={false} value={caseId} onChange={setCaseId} data={choices.cases.map((one) => ({ value: one.caseId, label: `${one.index} ${one.title}` }))} />
          <TextInput label={t('common.reason')} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} error={tried && reason.trim() === '' ? t('common.reasonNeeded') : null} />
          <FormFoot action={t('document.move')} running={move.running} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

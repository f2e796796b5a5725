import { Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { HoldSubject } from '#shared/contract/holds.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import { HOLD_GROUNDS, type HoldGround } from '#shared/domain/holds.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { FormFoot } from '../../../ui/form-foot.tsx';
import { SubjectSearch } from './subject-search.tsx';

/** Places a hold on cases and documents: the ground, the reason that every desk sees, the paper that asks for it. */
export function PlaceDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened size="lg" onClose={onClose} title={t('hold.place')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <PlaceForm onClose={onClose} />
    </Modal>
  );
}

function PlaceForm({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const [holdId] = useState(() => crypto.randomUUID());
  const [ground, setGround] = useState<HoldGround>('court');
  const [reason, setReason] = useState('');
  const [reference, setReference] = useState('');
  const [subjects, setSubjects] = useState<readonly HoldSubject[]>([]);
  const [tried, setTried] = useState(false);
  const place = useCall((client, input: MethodInput<'holds.place'>, options) => client.holds.place(input, options));

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '' || subjects.length === 0) return;
    const named = { caseIds: subjects.flatMap((one) => (one.kind === 'case' ? [one.caseId] : [])), documentIds: subjects.flatMap((one) => (one.kind === 'document' ? [one.documentId] : [])) };
    void place.run({ holdId, ground, reason: reason.trim(), reference: reference.trim() === '' ? null : reference.trim(), ...named }).then((made) => {
      if (made === null) return;
      toastsFor(words).done(t('hold.placed'));
      onClose();
    });
  }

  return (
    <form onSubmit={submit} autoComplete="off" noValidate>
      <Stack gap="sm">
        {place.error === null ? null : <ErrorNote error={place.error} />}
        <NativeSelect data-autofocus label={t('hold.ground')} value={ground} onChange={(event) => setGround(HOLD_GROUNDS.find((one) => one === event.currentTarget.value) ?? ground)} data={HOLD_GROUNDS.map((one) => ({ value: one, label: t(`hold.ground.${one}`) }))} />
        <Textarea label={t('hold.reason')} description={t('hold.reasonHint')} required autosize minRows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={tried && reason.trim() === '' ? t('hold.reasonNeeded') : null} />
        <TextInput label={t('hold.reference')} maxLength={200} value={reference} onChange={(event) => setReference(event.currentTarget.value)} />
        <SubjectSearch chosen={subjects} error={tried && subjects.length === 0 ? t('hold.subjectsNeeded') : null} onChosen={setSubjects} />
        <FormFoot action={t('hold.place')} running={place.running} onCancel={onClose} />
      </Stack>
    </form>
  );
}

import { Modal, NativeSelect, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { CopyRequest } from '#shared/contract/copy-register.ts';
import { GIVEN_AS, HANDING_WAYS } from '#shared/domain/copy-register.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';

interface Props {
  readonly documentId: string;
  readonly onClose: () => void;
}

/** An employee's own application for a document (PAP-05): as what it is to be given, and how. */
export function ApplyDialog({ documentId, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const [requestId] = useState(() => crypto.randomUUID());
  const [request, setRequest] = useState<Pick<CopyRequest, 'givenAs' | 'way'>>({ givenAs: 'certified-copy', way: 'in-person' });
  const apply = useCall((client, given: typeof request, options) => client.copyRegister.apply({ requestId, documentId, request: given }, options));

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const entry = await apply.run(request);
    if (entry === null) return;
    toastsFor(words).done(t('copyRegister.applied', { day: words.day(entry.dueOn) }));
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title={t('copyRegister.apply')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <p className="quiet">{t('copyRegister.applyHint')}</p>
          {apply.error === null ? null : <ErrorNote error={apply.error} />}
          <NativeSelect data-autofocus label={t('copyRegister.givenAs')} value={request.givenAs} onChange={(event) => setRequest({ ...request, givenAs: GIVEN_AS.find((one) => one === event.currentTarget.value) ?? request.givenAs })} data={GIVEN_AS.map((one) => ({ value: one, label: t(`copyRegister.givenAs.${one}`) }))} />
          <NativeSelect label={t('copyRegister.way')} value={request.way} onChange={(event) => setRequest({ ...request, way: HANDING_WAYS.find((one) => one === event.currentTarget.value) ?? request.way })} data={HANDING_WAYS.map((one) => ({ value: one, label: t(`copyRegister.way.${one}`) }))} />
          <FormFoot action={t('copyRegister.apply')} running={apply.running} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

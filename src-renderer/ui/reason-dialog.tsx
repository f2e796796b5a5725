import { Modal, Stack, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { ContractError } from '#shared/contract/index.ts';
import { useWords } from '../app/use-text.ts';
import { ErrorNote } from './error-note.tsx';
import { FormFoot } from './form-foot.tsx';

const REASON_LIMIT = 500;

interface Props {
  readonly opened: boolean;
  readonly title: string;
  readonly explain: string;
  readonly action: string;
  readonly call: { readonly running: boolean; readonly error: ContractError | null };
  readonly onClose: () => void;
  readonly onReason: (reason: string) => void;
}

/** Asks for the reason of something that cannot be undone; the reason stays in the history. */
export function ReasonDialog({ opened, title, explain, action, call, onClose, onReason }: Props) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const close = (): void => {
    setTried(false);
    onClose();
  };

  function submit(event: FormEvent<HTMLFormElement> | KeyboardEvent<HTMLFormElement>): void {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '') onReason(reason);
  }

  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey && !call.running) submit(event);
        }}
        noValidate
      >
        <Stack gap="sm">
          <p>{explain}</p>
          {call.error === null ? null : <ErrorNote error={call.error} />}
          <Textarea
            data-autofocus
            label={t('common.reason')}
            autosize
            minRows={2}
            maxLength={REASON_LIMIT}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={tried && reason.trim() === '' ? t('common.reasonNeeded') : null}
          />
          <FormFoot action={action} running={call.running} onCancel={close} />
        </Stack>
      </form>
    </Modal>
  );
}

import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ContractError } from '#shared/contract/index.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import type { TrustEntry } from './trust.tsx';

interface Props {
  readonly entry: TrustEntry | null;
  readonly call: { readonly running: boolean; readonly error: ContractError | null };
  readonly onClose: () => void;
  readonly onRemove: (entry: TrustEntry) => void;
}

/** Says what removing means before it is done. */
export function RemoveTrust({ entry, call, onClose, onRemove }: Props) {
  const { t } = useWords();
  return (
    <Modal opened={entry !== null} onClose={onClose} title={t('trust.remove')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {entry === null ? null : (
        <Stack gap="sm">
          <p>{t('trust.removeExplain', { description: entry.description })}</p>
          {call.error === null ? null : <ErrorNote error={call.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose} data-autofocus>
              {t('common.cancel')}
            </Button>
            <Button loading={call.running} onClick={() => onRemove(entry)}>
              {t('trust.remove')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

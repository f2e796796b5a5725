import { Button, Checkbox, Group, Modal, NativeSelect, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { guessTrustKind, hexPairs, sha256Hex, TRUST_FILE_LIMIT, TRUST_KINDS, type TrustKind } from './trust-file.ts';

interface Props {
  readonly file: File | null;
  readonly onClose: () => void;
  readonly onAdded: () => void;
}

/** Adds a file for checking signatures, once its fingerprint has been seen and confirmed. */
export function AddTrust({ file, onClose, onAdded }: Props) {
  const { t } = useWords();
  return (
    <Modal opened={file !== null} onClose={onClose} title={t('trust.add')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      {file === null ? null : <AddTrustForm key={`${file.name}${file.size}`} file={file} onClose={onClose} onAdded={onAdded} />}
    </Modal>
  );
}

function AddTrustForm({ file, onClose, onAdded }: Props & { readonly file: File }) {
  const words = useWords();
  const { t } = words;
  const [kind, setKind] = useState<TrustKind>(() => guessTrustKind(file.name));
  const [read, setRead] = useState<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly fingerprint: string } | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  const [tried, setTried] = useState(false);
  const tooLarge = file.size > TRUST_FILE_LIMIT;
  const add = useCall((client, given: MethodInput<'administration.addTrust'>, options) => client.administration.addTrust(given, options));

  useEffect(() => {
    if (tooLarge) return undefined;
    let gone = false;
    void file.arrayBuffer().then(async (buffer) => {
      const bytes = new Uint8Array(buffer);
      const fingerprint = await sha256Hex(bytes);
      if (!gone) setRead({ bytes, fingerprint });
    });
    return () => {
      gone = true;
    };
  }, [file, tooLarge]);

  function submit(): void {
    setTried(true);
    if (read === null || !confirmed) return;
    void add.run({ kind, fileName: file.name, ...read }).then((entry) => {
      if (entry === null) return;
      toastsFor(words).done(t('trust.addedNotice', { description: entry.description }));
      onAdded();
      onClose();
    });
  }

  if (tooLarge) return <p role="alert">{t('trust.tooLarge', { limit: words.size(TRUST_FILE_LIMIT) })}</p>;
  if (read === null) return <SlowLoading label={t('common.loading')} />;
  return (
    <Stack gap="sm">
      <p>
        {t('trust.file')}: <strong>{file.name}</strong> ({words.size(file.size)})
      </p>
      <NativeSelect data-autofocus label={t('trust.kind')} value={kind} onChange={(event) => setKind(event.currentTarget.value as TrustKind)} data={TRUST_KINDS.map((value) => ({ value, label: t(`trust.kind.${value}`) }))} />
      <div>
        <p className="quiet">{t('trust.fingerprint')}</p>
        <code>{hexPairs(read.fingerprint)}</code>
      </div>
      <p className="quiet">{t('trust.explain')}</p>
      {add.error === null ? null : <ErrorNote error={add.error} />}
      <Checkbox label={t('trust.confirm')} checked={confirmed} onChange={(event) => setConfirmed(event.currentTarget.checked)} error={tried && !confirmed ? t('trust.confirmNeeded') : null} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button loading={add.running} onClick={submit}>
          {t('trust.add')}
        </Button>
      </Group>
    </Stack>
  );
}
